import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '../errors/index.ts';
import type { ReadOptions } from '../storage/index.ts';

/** Lets other work in, an abort among it, reports how far it is, then heeds the signal. */
export async function pause(options: ReadOptions, phase: string, done: number): Promise<void> {
  await setImmediate();
  throwIfAborted(options.signal);
  options.onProgress?.({ phase, done });
}

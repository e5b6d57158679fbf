import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfAborted } from '../../../errors/index.ts';
import type { ReadOptions } from '../../../storage/index.ts';

/** SQLite's calls take no turns: so long they may follow one another. */
const MILLISECONDS = 20;

/** Lets other work in now and then, an abort among it, and then heeds the signal. */
export class Pauses {
  readonly #options: ReadOptions;
  #last = performance.now();

  constructor(options: ReadOptions) {
    this.#options = options;
  }

  async letOthersIn(phase: string, done: number): Promise<void> {
    if (performance.now() - this.#last < MILLISECONDS) return;
    await nextTurn();
    throwIfAborted(this.#options.signal);
    this.#options.onProgress?.({ phase, done });
    this.#last = performance.now();
  }
}

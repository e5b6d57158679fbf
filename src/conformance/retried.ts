import { setTimeout as sleep } from 'node:timers/promises';
import { StorageError } from '../errors/index.ts';
import { same } from './assertions.ts';

/** Lets a failure pass that another writer is the reason of. */
export function isConflict(error: unknown): void {
  if (error instanceof StorageError && error.code === 'CONFLICT' && error.retryable) return;
  throw error;
}

/** Makes a write again while another writer is in its way, as the contract lets a caller do. */
export async function retried<Result>(write: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      isConflict(error);
      same(attempt < 100, true, 'a hundred attempts ended in CONFLICT');
      await sleep(attempt * 5 * Math.random());
    }
  }
}

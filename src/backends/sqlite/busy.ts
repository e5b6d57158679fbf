import { setTimeout as sleep } from 'node:timers/promises';
import { throwIfAborted } from '../../errors/index.ts';
import { fileIsBusy, isBusy } from './errors.ts';

const FIRST_PAUSE_MILLISECONDS = 1;
const LONGEST_PAUSE_MILLISECONDS = 50;

/**
 * Runs `work` again while SQLite says that somebody else uses the file. The waiting is
 * ours and not SQLite's, which would stop this process's event loop, and with it a
 * write that another store of this process has under way.
 * @throws `CONFLICT` (retryable) once `milliseconds` have passed
 */
export async function whenFree<Result>(
  file: string,
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: () => Result,
): Promise<Result> {
  const deadline = performance.now() + milliseconds;
  for (let pause = FIRST_PAUSE_MILLISECONDS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLISECONDS)) {
    throwIfAborted(signal);
    try {
      return work();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() >= deadline) throw fileIsBusy(file, milliseconds, error);
    }
    // Those who wait do not ask all at once.
    await sleep(pause * (0.5 + Math.random()));
  }
}

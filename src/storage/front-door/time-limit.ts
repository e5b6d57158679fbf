import { asStorageError, StorageError } from '../../errors/index.ts';
import type { Progress, ReadOptions } from '../options.ts';

/**
 * Runs work with options whose signal also fires when the time is up; then the
 * failure is `TIMEOUT`, and names the last progress.
 *
 * @param milliseconds `undefined` for no limit
 */
export async function withinTime<Options extends ReadOptions, Answer>(
  milliseconds: number | undefined,
  options: Options,
  work: (options: Options) => Promise<Answer>,
): Promise<Answer> {
  if (milliseconds === undefined) return work(options);
  const limit = AbortSignal.timeout(milliseconds);
  const signal = options.signal === undefined ? limit : AbortSignal.any([options.signal, limit]);
  let last: Progress | undefined;
  const onProgress = (progress: Progress): void => {
    last = progress;
    options.onProgress?.(progress);
  };
  const end = performance.now() + milliseconds;
  try {
    const answer = await work({ ...options, signal, onProgress });
    // A timer does not fire while something else keeps the process busy.
    if (performance.now() <= end || options.signal?.aborted) return answer;
  } catch (thrown) {
    const error = asStorageError(thrown);
    if (!limit.aborted || error.code !== 'ABORTED' || error.cause !== limit.reason) throw error;
  }
  throw timedOut(milliseconds, last);
}

function timedOut(milliseconds: number, progress: Progress | undefined): StorageError {
  return new StorageError(
    'TIMEOUT',
    `The query took longer than ${milliseconds} ms ${howFar(progress)}. Give more time in timeoutMs, or ask for less.`,
    { context: { timeoutMs: milliseconds, ...(progress === undefined ? {} : { progress }) } },
  );
}

function howFar(progress: Progress | undefined): string {
  if (progress === undefined) return 'and was still waiting for the store';
  const { phase, done, total } = progress;
  return `and had come to the phase ${phase}: ${done}${total === undefined ? '' : ` of ${total}`} done`;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { throwIfAborted } from '../../../errors/index.ts';

/** How long work is begun again, and how long is waited in between. */
export interface Patience {
  /** Counted from the end of the first attempt that came to nothing: an attempt alone may take longer. */
  readonly seconds: number;
  /** The wait before the second attempt, in milliseconds; each later one is twice as long. */
  readonly firstMs: number;
  /** The longest wait, in milliseconds. */
  readonly longestMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** What an attempt comes to that is to be made again, and the failure where there is no time for another. */
export class Again {
  readonly failure: unknown;

  constructor(failure: unknown) {
    this.failure = failure;
  }
}

/** What a piece of work comes to where the repository is no longer in the state that the work began in. */
export const MOVED: unique symbol = Symbol('moved');

/**
 * Makes attempts until one comes to something. The waits in between are up to a half shorter
 * or longer, by chance, so that rivals do not meet again.
 * @throws what an attempt throws; the last failure once the time is over; `ABORTED`
 */
export async function patiently<Result>(
  { seconds, firstMs, longestMs, signal }: Patience,
  attempt: () => Promise<Result | Again>,
): Promise<Result> {
  let giveUp: number | undefined;
  for (let delay = firstMs; ; delay = Math.min(delay * 2, longestMs)) {
    throwIfAborted(signal);
    const outcome = await attempt();
    if (!(outcome instanceof Again)) return outcome;
    throwIfAborted(signal);
    giveUp ??= performance.now() + seconds * 1_000;
    const wait = delay * (0.5 + Math.random());
    if (performance.now() + wait > giveUp) throw outcome.failure;
    await sleep(wait);
  }
}

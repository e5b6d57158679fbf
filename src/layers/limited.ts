import pLimit, { type LimitFunction } from 'p-limit';
import { onAbort, throwIfAborted } from '../errors/index.ts';
import { checkCount } from '../storage/front-door/option-checks.ts';
import type { GraphStore } from '../storage/index.ts';
import { intercepted, optionsOf } from './intercept.ts';

/** How much may run at once. */
export interface LimitedOptions {
  /** The most calls that run at once; more of them wait their turn. */
  readonly concurrency: number;
}

/**
 * The store with a bound on how much it is asked at once. A call that waits is given up when its signal
 * fires; a stream counts while it is opened, not while it is read.
 * @throws `CONFIG_INVALID`
 */
export function limited<Store extends GraphStore>(store: Store, { concurrency }: LimitedOptions): Store {
  const limit = pLimit(checkCount(concurrency, 'concurrency', 1));
  return intercepted(store, (operation, proceed) => inTurn(limit, optionsOf(operation)?.signal, proceed));
}

function inTurn<Result>(
  limit: LimitFunction,
  signal: AbortSignal | undefined,
  proceed: () => Promise<Result>,
): Promise<Result> {
  if (signal === undefined) return limit(proceed);
  return new Promise((resolve, reject) => {
    const takeOff = onAbort(signal, () => {
      try {
        throwIfAborted(signal);
      } catch (error) {
        reject(error);
      }
    });
    const turn = limit(() => {
      takeOff();
      throwIfAborted(signal);
      return proceed();
    });
    turn.then(resolve, reject);
  });
}

import { asStorageError, onAbort, throwIfAborted } from '../errors/index.ts';
import type { Progress, ReadOptions } from '../storage/index.ts';

interface Waiter {
  readonly options: ReadOptions;
  readonly leave: (failure: Error) => void;
}

/**
 * Work that several wait for: each may leave by its own signal, and
 * when all have left the work itself is stopped.
 */
export class SharedWork<Result> {
  readonly #promise: Promise<Result>;
  readonly #stop = new AbortController();
  readonly #waiters = new Set<Waiter>();
  #isDone = false;
  #progress: Progress | undefined;

  constructor(work: (options: ReadOptions) => Promise<Result>) {
    this.#promise = work({ signal: this.#stop.signal, onProgress: (progress) => this.#notify(progress) });
    const finish = (): void => {
      this.#isDone = true;
    };
    this.#promise.then(finish, finish);
  }

  /** Called when the work fails, or is stopped because nobody waits for it. */
  onFailure(act: () => void): void {
    this.#promise.catch(act);
    this.#stop.signal.addEventListener('abort', act, { once: true });
  }

  /** @throws `ABORTED` as soon as the signal of these options fires */
  async result(options: ReadOptions): Promise<Result> {
    throwIfAborted(options.signal);
    let leave = (_failure: Error): void => {};
    const left = new Promise<never>((_, reject) => {
      leave = reject;
    });
    const waiter: Waiter = { options, leave };
    const heed = (): void => {
      try {
        throwIfAborted(options.signal);
      } catch (error) {
        leave(asStorageError(error));
      }
    };
    this.#waiters.add(waiter);
    // Whoever comes later learns at once how far it is.
    if (this.#progress !== undefined && !this.#isDone) notify(waiter, this.#progress);
    const takeOff = options.signal && onAbort(options.signal, heed);
    try {
      return await Promise.race([this.#promise, left]);
    } finally {
      takeOff?.();
      this.#waiters.delete(waiter);
      if (this.#waiters.size === 0 && !this.#isDone) this.#stop.abort();
    }
  }

  #notify(progress: Progress): void {
    this.#progress = progress;
    for (const waiter of this.#waiters) notify(waiter, progress);
  }
}

/** What one waiter's display throws is that waiter's failure alone. */
function notify({ options, leave }: Waiter, progress: Progress): void {
  try {
    options.onProgress?.(progress);
  } catch (error) {
    leave(asStorageError(error));
  }
}

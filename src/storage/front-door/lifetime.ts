import { StorageError } from '../../errors/index.ts';

/** Whether a store is open, shared by everything that was opened with it. */
export class Lifetime {
  readonly #release: () => Promise<void>;
  #closing: Promise<void> | undefined;
  readonly #running = new Set<Promise<unknown>>();

  /** @param release called once, when every operation under way has ended */
  constructor(release: () => Promise<void>) {
    this.#release = release;
  }

  /** @throws `CLOSED` */
  checkOpen(): void {
    if (this.#closing !== undefined) {
      throw new StorageError('CLOSED', 'The store was closed before this call. Open it again to go on.');
    }
  }

  /** Runs an operation; a close that comes meanwhile waits for its end. @throws `CLOSED` */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.checkOpen();
    const running = work();
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  close(): Promise<void> {
    this.#closing ??= Promise.allSettled(this.#running).then(() => this.#release());
    return this.#closing;
  }
}

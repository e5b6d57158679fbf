import { setTimeout as sleep } from 'node:timers/promises';
import { Neo4jError } from 'neo4j-driver';

/** How long a failure that is on its way is waited for. */
const LONGEST_WAIT_MS = 1_000;

/**
 * What first failed in a transaction. It ends the transaction, and of all that is asked
 * afterwards the driver says only that it was rolled back.
 */
export class FirstFailure {
  readonly #running = new Set<Promise<unknown>>();
  #first: Neo4jError | undefined;

  /** Looks at how a statement ends. */
  async watch<Result>(running: Promise<Result>): Promise<Result> {
    this.#running.add(running);
    try {
      return await running;
    } catch (error) {
      if (error instanceof Neo4jError) this.#first ??= error;
      throw error;
    } finally {
      this.#running.delete(running);
    }
  }

  /**
   * What is to be thrown for something thrown: the first failure, where
   * the driver's own words only follow from it.
   */
  async behind(thrown: unknown): Promise<unknown> {
    if (!(thrown instanceof Neo4jError) || thrown.code.startsWith('Neo.')) return thrown;
    // A later statement may be refused before it is known how the first one failed.
    if (this.#first === undefined && this.#running.size > 0) {
      const settled = Promise.allSettled(this.#running);
      await Promise.race([settled, sleep(LONGEST_WAIT_MS, undefined, { ref: false })]);
    }
    return this.#first ?? thrown;
  }
}

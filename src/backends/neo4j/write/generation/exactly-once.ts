import { randomUUID } from 'node:crypto';
import { quiet } from '../../../../concurrency/side-by-side.ts';
import { StorageError } from '../../../../errors/index.ts';
import type { Connection, StatementRunner, WorkOptions } from '../../connection/connection.ts';
import { isTooLargeForMemory } from '../../connection/errors.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import { longestWriteSeconds, type Neo4jSettings } from '../../options.ts';
import { keyPrefix } from '../../rows/keys.ts';

const DONE_BEFORE = Symbol('done before');

/** Rows down to which a batch is halved that takes more memory than the server gives a transaction. */
export const LEAST_ROWS = 50;

/**
 * Does pieces of work, written as one each, exactly once however often their transactions are tried. Work is
 * run again where that came to nothing, so what it leaves behind is what the last run left.
 */
export interface Commits {
  once(work: (tx: StatementRunner) => Promise<unknown>): Promise<void>;
  /**
   * Work on rows, in parts of consecutive ones where all at once are too many for the server's memory.
   * @returns the parts, in their order: the rows themselves where one did
   */
  inParts<Row>(
    rows: readonly Row[],
    work: (tx: StatementRunner, part: readonly Row[]) => Promise<unknown>,
  ): Promise<(readonly Row[])[]>;
}

/**
 * Batches of a staged generation, each in a transaction of its own. The first
 * statement leaves the batch's key and this attempt's name: a run after a commit whose
 * answer was lost finds the earlier name and does nothing.
 */
export class SeparateCommits implements Commits {
  readonly #connection: Connection;
  readonly #generation: number;
  readonly #options: WorkOptions;
  /**
   * Whoever sweeps waits for as long as a sign of life may be old here and the transaction
   * then take, so that no batch can come after the sweep.
   */
  readonly #staleMilliseconds: number;
  #batches = 0;
  /** What was too large once is not tried again. */
  #mostRows = Number.POSITIVE_INFINITY;

  constructor(connection: Connection, settings: Neo4jSettings, generation: number, options: WorkOptions) {
    this.#connection = connection;
    this.#generation = generation;
    this.#options = options;
    this.#staleMilliseconds = longestWriteSeconds(settings) * 1_000;
  }

  async once(work: (tx: StatementRunner) => Promise<unknown>): Promise<void> {
    const tooLarge = await this.#attempt(work);
    if (tooLarge !== undefined) throw tooLarge;
  }

  async inParts<Row>(
    rows: readonly Row[],
    work: (tx: StatementRunner, part: readonly Row[]) => Promise<unknown>,
  ): Promise<(readonly Row[])[]> {
    if (rows.length <= this.#mostRows) {
      const tooLarge = await this.#attempt((tx) => work(tx, rows));
      if (tooLarge === undefined) return [rows];
      if (rows.length <= LEAST_ROWS) throw tooLarge;
      this.#mostRows = Math.min(this.#mostRows, Math.max(LEAST_ROWS, Math.ceil(rows.length / 2)));
    }
    const middle = Math.ceil(rows.length / 2);
    const first = await this.inParts(rows.slice(0, middle), work);
    return [...first, ...(await this.inParts(rows.slice(middle), work))];
  }

  /** @returns the failure, where the batch is not there because the server had too little memory for it */
  async #attempt(work: (tx: StatementRunner) => Promise<unknown>): Promise<unknown> {
    const batch = `${keyPrefix(this.#generation)}${this.#batches++}`;
    let isNew = false;
    try {
      await this.#connection.write(async (tx) => {
        isNew = false;
        const claimed = tx.run(cypher.claimBatch, {
          generation: this.#generation,
          batch,
          attempt: randomUUID(),
          staleMilliseconds: this.#staleMilliseconds,
        });
        // Sent before it is known whether the claim holds: if it does not, all of it is rolled back.
        const worked = quiet(work(tx));
        const [row] = await claimed;
        if (row === undefined) throw leftBehind();
        if (row.claimed !== true) throw DONE_BEFORE;
        isNew = true;
        await worked;
      }, this.#options);
    } catch (error) {
      if (error === DONE_BEFORE) return undefined;
      if (isNew && isTooLargeForMemory(error)) return error;
      throw error;
    }
    return undefined;
  }
}

/** All batches in one transaction that is there already. */
export function commitTogether(tx: StatementRunner): Commits {
  return {
    once: async (work) => void (await work(tx)),
    inParts: async (rows, work) => {
      await work(tx, rows);
      return [rows];
    },
  };
}

function leftBehind(): StorageError {
  return new StorageError(
    'CONFLICT',
    'This write paused for so long that what it had written counts as left behind. Nothing of it can be seen; store the graph again.',
    { retryable: true },
  );
}

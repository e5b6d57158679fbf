import type { ReadOptions } from '../../../../storage/index.ts';
import type { Connection, StatementRunner } from '../../connection/connection.ts';
import { isUnmoved, keepsMoving, type RepositoryState } from '../../read/repository-state.ts';
import { GenerationReader } from '../generation-reader.ts';

/**
 * So many connections are taken for second readers: who waits for one holds
 * another, which must not use up the driver's pool.
 */
const MOST_PAIRS = 8;
/** Items of which it is worth while to ask a half each of two transactions. */
const WORTH_HALVING = 4_000;

/** Two readers of the same state, so that what does not depend on one another is asked of both at once. */
export interface ReaderPair {
  readonly first: GenerationReader;
  readonly second: GenerationReader;
}

/** Two readers of one state, so that what is independent is read side by side; few such pairs at a time. */
export class ReaderPairs {
  readonly #connection: Connection;
  #inUse = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Adds a reader with a transaction of its own to one whose transaction began in a
   * state; where many are in use already, the same is both.
   * @throws `CONFLICT` (retryable) where the second did not see that state to its end
   */
  async use<Result>(
    repoId: string,
    tx: StatementRunner,
    state: RepositoryState,
    work: (readers: ReaderPair) => Promise<Result>,
    options: ReadOptions,
  ): Promise<Result> {
    const connection = this.#connection;
    const first = new GenerationReader(tx, state.generation);
    if (this.#inUse >= MOST_PAIRS) return work({ first, second: first });
    this.#inUse++;
    try {
      // A rehearsal, although it only reads: another member of a cluster might know other numbers.
      return await connection.rehearse(async (other) => {
        const result = await work({ first, second: new GenerationReader(other, state.generation) });
        if (!(await isUnmoved(other, repoId, state))) throw keepsMoving(repoId, connection.readSeconds);
        return result;
      }, options);
    } finally {
      this.#inUse--;
    }
  }
}

/** Asks about many items: of both readers at once, a half of them each. */
export async function halved<Item, Row>(
  { first, second }: ReaderPair,
  items: readonly Item[],
  read: (reader: GenerationReader, part: readonly Item[]) => Promise<Row[]>,
): Promise<Row[]> {
  if (items.length < WORTH_HALVING) return read(first, items);
  const middle = Math.ceil(items.length / 2);
  const parts = [read(first, items.slice(0, middle)), read(second, items.slice(middle))];
  return (await Promise.all(parts)).flat();
}

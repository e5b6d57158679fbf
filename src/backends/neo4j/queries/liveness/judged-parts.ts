import type { ReadOptions } from '../../../../storage/index.ts';
import { type JudgedPart, judgePart, type Life, lifeInPart } from '../../../../traversal/index.ts';
import type { Connection } from '../../connection/connection.ts';
import { type RepositoryState, readConsistently } from '../../read/repository-state.ts';
import { type Found, KeptByState } from '../kept-by-state.ts';
import { type NumberedPart, type PartQuery, readGraphPart } from './read-partial-graph.ts';
import { type ReaderPair, ReaderPairs } from './reader-pairs.ts';

/** A judged part with its numbers, which hold as long as the repository does not change. */
export interface NumberedJudgement extends Pick<NumberedPart, 'life' | 'ids'> {
  readonly part: JudgedPart;
}

/** The verdicts that follow from what the database found alive. */
export class JudgedParts {
  readonly #connection: Connection;
  readonly #pairs: ReaderPairs;
  readonly #kept: KeptByState<NumberedJudgement>;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#pairs = new ReaderPairs(connection);
    this.#kept = new KeptByState(connection);
  }

  /**
   * @param seen the repository's state, where it has just been read
   * @returns undefined if the repository is not stored
   * @throws `UNSUPPORTED` if the database takes no writes, not even such as are rolled back
   */
  judged(
    repoId: string,
    query: PartQuery,
    seen?: RepositoryState,
  ): Promise<Found<NumberedJudgement> | undefined> {
    const { entryPoints, livenessKinds, testFiles, kinds, groupByRoot, about } = query;
    const question = JSON.stringify([entryPoints, livenessKinds, testFiles, kinds, groupByRoot, about]);
    const judge = (options: ReadOptions) => this.#judge(repoId, query, options);
    return this.#kept.find(repoId, question, query, judge, seen);
  }

  async #judge(
    repoId: string,
    query: PartQuery,
    options: ReadOptions,
  ): Promise<Found<NumberedJudgement> | undefined> {
    const read = await readConsistently(
      this.#connection,
      repoId,
      async (tx, state) => {
        const read = (readers: ReaderPair): Promise<NumberedPart> => readGraphPart(readers, query);
        return { state, ...(await this.#pairs.use(repoId, tx, state, read, options)) };
      },
      options,
      'rehearse',
    );
    if (read === undefined) return undefined;
    const { state, part, life, ids } = read;
    return { state, value: { part: await judgePart(part, { ...query, ...options }), life, ids } };
  }
}

/** How far life reaches a node or an end of that number. */
export function lifeOfNumber({ part, life, ids }: NumberedJudgement, number: number): Life {
  const id = ids.get(number);
  const known = id === undefined ? undefined : lifeInPart(part, id);
  // A part holds all to which life might come by constructors, overrides and tests alone.
  return known ?? (life.reached.has(number) ? 'alive' : 'dead');
}

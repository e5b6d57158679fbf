import { LRUCache } from 'lru-cache';
import type { DeadCodeQuery, ReadOptions } from '../../../storage/index.ts';
import { type JudgedPart, judgePart, SharedWork } from '../../../traversal/index.ts';
import type { Connection } from '../connection.ts';
import { type RepositoryState, readConsistently } from '../state.ts';
import { GenerationReader } from './generation-reader.ts';
import { readGraphPart } from './graph-part.ts';

/** How many are remembered: people ask about one repository again and again. */
const KEPT = 4;

/** A judged part, and the state of the repository that it is a part of. */
export interface JudgedState {
  readonly state: RepositoryState;
  readonly part: JudgedPart;
}

/** What the database told about life, judged; the last ones are remembered as long as their repository does not change. */
export class JudgedParts {
  readonly #connection: Connection;
  /** By state and question. */
  readonly #known = new LRUCache<string, SharedWork<JudgedState | undefined>>({ max: KEPT });

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * @returns undefined if the repository is not stored
   * @throws `UNSUPPORTED` if the database takes no writes, not even such as are rolled back
   */
  async judged(repoId: string, query: DeadCodeQuery): Promise<JudgedState | undefined> {
    const state = await readConsistently(this.#connection, repoId, async (_tx, found) => found, query);
    if (state === undefined) return undefined;
    const key = keyOf(state, query);
    const work = this.#known.get(key) ?? this.#begin(key, repoId, query);
    return work.result(query);
  }

  #begin(key: string, repoId: string, query: DeadCodeQuery): SharedWork<JudgedState | undefined> {
    const work = new SharedWork((options) => this.#judge(repoId, query, options));
    this.#known.set(key, work);
    // What failed or was given up must not be remembered.
    work.onFailure(() => {
      if (this.#known.peek(key) === work) this.#known.delete(key);
    });
    return work;
  }

  async #judge(repoId: string, query: DeadCodeQuery, options: ReadOptions): Promise<JudgedState | undefined> {
    const read = await readConsistently(
      this.#connection,
      repoId,
      async (tx, state) => ({
        state,
        part: await readGraphPart(new GenerationReader(tx, state.generation), query),
      }),
      options,
      'rehearse',
    );
    return read && { state: read.state, part: await judgePart(read.part, { ...query, ...options }) };
  }
}

function keyOf({ generation, revision }: RepositoryState, query: DeadCodeQuery): string {
  const { entryPoints, livenessKinds, testFiles, kinds, groupByRoot } = query;
  return JSON.stringify([generation, revision, entryPoints, livenessKinds, testFiles, kinds, groupByRoot]);
}

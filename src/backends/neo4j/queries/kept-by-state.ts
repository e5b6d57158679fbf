import { LRUCache } from 'lru-cache';
import { SharedWork } from '../../../concurrency/shared-work.ts';
import type { ReadOptions } from '../../../storage/index.ts';
import type { Connection } from '../connection/connection.ts';
import { presentState, type RepositoryState, stateName } from '../read/repository-state.ts';

/** How many are kept: people ask about one repository again and again. */
const KEPT = 4;

/** What was found out, and the state of the repository of which it holds. */
export interface Found<Value> {
  readonly state: RepositoryState;
  readonly value: Value;
}

/**
 * What was found out last, as long as the repository it is about does not
 * change; those who ask at once share the work.
 */
export class KeptByState<Value> {
  readonly #connection: Connection;
  /** By state and question. */
  readonly #known = new LRUCache<string, SharedWork<Found<Value> | undefined>>({ max: KEPT });

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * @param question names what is asked, beside the state
   * @param find finds it out, in one state
   * @param seen the state, where it has just been read
   * @returns undefined if the repository is not stored
   */
  async find(
    repoId: string,
    question: string,
    options: ReadOptions,
    find: (options: ReadOptions) => Promise<Found<Value> | undefined>,
    seen?: RepositoryState,
  ): Promise<Found<Value> | undefined> {
    const state = seen ?? (await presentState(this.#connection, repoId, options));
    if (state === undefined) return undefined;
    const key = `${stateName(state)}|${question}`;
    return (this.#known.get(key) ?? this.#begin(key, find)).result(options);
  }

  #begin(
    key: string,
    find: (options: ReadOptions) => Promise<Found<Value> | undefined>,
  ): SharedWork<Found<Value> | undefined> {
    const work = new SharedWork(find);
    this.#known.set(key, work);
    // What failed or was given up must not be remembered.
    work.onFailure(() => {
      if (this.#known.peek(key) === work) this.#known.delete(key);
    });
    return work;
  }
}

/** What was read for questions, kept as long as the repository is in the state that it was read in. */
export class KeptParts<Part extends object> {
  readonly #known = new LRUCache<string, Part>({ max: KEPT });

  find(state: RepositoryState, question: unknown): Part | undefined {
    return this.#known.get(keyOf(state, question));
  }

  /** Only for what is known to be of one state. */
  keep(state: RepositoryState, question: unknown, part: Part): void {
    this.#known.set(keyOf(state, question), part);
  }
}

function keyOf(state: RepositoryState, question: unknown): string {
  return JSON.stringify([stateName(state), question]);
}

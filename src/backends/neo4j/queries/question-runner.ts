import { StorageError } from '../../../errors/index.ts';
import type { QueryEngine, ReadOptions } from '../../../storage/index.ts';
import type { Connection } from '../connection/connection.ts';
import { type EarlyRead, readEarly } from '../read/early-read.ts';
import { type PresentState, presentState, readConsistently } from '../read/repository-state.ts';
import { GenerationReader } from './generation-reader.ts';
import { TOO_DEEP } from './liveness/levels.ts';
import type { WholeGraphs } from './whole-graphs.ts';

/** What it means that a database takes no writes: of anybody, or of this user. */
const REFUSALS: readonly string[] = ['UNSUPPORTED', 'UNAUTHORIZED'];

type InProcess<Answer> = (engine: QueryEngine) => Promise<Answer>;

/** Where and how questions are asked, each of one state of its repository. */
export class QuestionRunner {
  readonly #connection: Connection;
  readonly #graphs: WholeGraphs;
  readonly #notFound: (repoId: string) => Promise<Error>;

  constructor(connection: Connection, graphs: WholeGraphs, notFound: (repoId: string) => Promise<Error>) {
    this.#connection = connection;
    this.#graphs = graphs;
    this.#notFound = notFound;
  }

  /** In one transaction, or in the process where that is given and the graph is kept. */
  async ask<Answer>(
    repoId: string,
    options: ReadOptions,
    inDatabase: (reader: GenerationReader, state: PresentState) => Promise<Answer>,
    inProcess?: InProcess<Answer>,
  ): Promise<Answer> {
    const asked = await this.#found(
      repoId,
      readConsistently(
        this.#connection,
        repoId,
        async (tx, state) => {
          const engine = inProcess && this.#graphs.kept(repoId, state);
          if (inProcess && engine) return { later: () => inProcess(engine) };
          return { answer: await inDatabase(new GenerationReader(tx, state.generation), state) };
        },
        options,
      ),
    );
    return 'answer' in asked ? asked.answer : asked.later();
  }

  /** By a read of which the first part needs no state. */
  askEarly<Early, Answer>(
    repoId: string,
    options: ReadOptions,
    read: EarlyRead<Early, Answer>,
  ): Promise<Answer> {
    return this.#found(repoId, readEarly(this.#connection, repoId, read, options));
  }

  /**
   * By work that hangs nodes of its own into the database, and rolls them back: in the process where the
   * graph is kept or small, where it is long and thin, or where not even that may be written.
   */
  async rehearse<Answer>(
    repoId: string,
    options: ReadOptions,
    inDatabase: (state: PresentState) => Promise<Answer | undefined>,
    inProcess: InProcess<Answer> | undefined,
  ): Promise<Answer> {
    const state = await this.#found(repoId, presentState(this.#connection, repoId, options));
    const engine = inProcess && this.#graphs.keptOrSmall(repoId, state);
    if (inProcess && engine) return inProcess(engine);
    try {
      return await this.#found(repoId, inDatabase(state));
    } catch (error) {
      const isRefused = error instanceof StorageError && REFUSALS.includes(error.code);
      if ((isRefused || error === TOO_DEEP) && inProcess) return inProcess(this.#graphs.engine);
      throw error;
    }
  }

  async #found<Answer>(repoId: string, answer: Promise<Answer | undefined>): Promise<Answer> {
    const found = await answer;
    if (found === undefined) throw await this.#notFound(repoId);
    return found;
  }
}

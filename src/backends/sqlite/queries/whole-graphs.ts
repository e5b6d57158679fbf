import type { ReadOptions } from '../../../storage/index.ts';
import type { CompactGraph } from '../../../traversal/graph/compact-graph.ts';
import { GraphCache } from '../../../traversal/graph/graph-cache.ts';
import type { Database } from '../database.ts';
import { changedMeanwhile } from '../errors.ts';
import { ColumnGraph, readColumns } from './graph/column-graph.ts';
import { ask } from './question-runner.ts';

/** Repositories whose graphs are kept: people ask about one again and again. */
const KEPT = 4;
/** A repository that another process writes may have changed before its numbers are read. */
const ATTEMPTS = 10;

/** The repository is in another state than that in which a question found it. */
class Moved extends Error {}

/**
 * Graphs of numbers, read once a revision and kept; texts are read in the
 * transaction of the question that asks for them.
 */
export class WholeGraphs {
  readonly #database: Database;
  readonly #cache: GraphCache;

  constructor(database: Database) {
    this.#database = database;
    this.#cache = new GraphCache({ open: async () => undefined, repositories: async () => [] }, KEPT);
  }

  /**
   * Answers from the graph of one state of the repository.
   * @throws `NOT_FOUND`, `CONFLICT` where it changes again and again
   */
  async ask<Answer>(
    repoId: string,
    options: ReadOptions,
    answer: (graph: CompactGraph) => Promise<Answer> | Answer,
  ): Promise<Answer> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return await ask(this.#database, repoId, options, async (reader, { revision }) => {
          const columns = (shared: ReadOptions): Promise<ColumnGraph> => this.#read(repoId, revision, shared);
          const graph = await this.#cache.of(repoId, { version: revision, columns }, options);
          const { columns: made } = graph;
          if (!(made instanceof ColumnGraph)) return answer(graph);
          return made.readers.during(reader, async () => answer(graph));
        });
      } catch (error) {
        if (!(error instanceof Moved)) throw error;
      }
    }
    throw changedMeanwhile(repoId);
  }

  #read(repoId: string, revision: string, options: ReadOptions): Promise<ColumnGraph> {
    return ask(this.#database, repoId, options, (reader, found) => {
      if (found.revision !== revision) throw new Moved();
      return readColumns(reader, found.totalEdges, options);
    });
  }
}

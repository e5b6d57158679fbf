import { type QueryEngine, type ReadOptions, repositoryNotFound } from '../../../storage/index.ts';
import {
  GraphCache,
  type GraphRowSource,
  type GraphRows,
  type GraphSnapshot,
  graphQueries,
} from '../../../traversal/index.ts';
import type { Connection } from '../connection/connection.ts';
import * as cypher from '../cypher/statements.generated.ts';
import { readGraph } from '../read/load-graph.ts';
import {
  type PresentState,
  presentState,
  type RepositoryState,
  readConsistently,
  stateName,
} from '../read/repository-state.ts';

/** Repositories whose graphs are kept: people ask about one again and again. */
const KEPT = 4;

/** Graphs read whole, each in one consistent read, and kept as long as their repositories do not change. */
export class WholeGraphs {
  /** Answers from whole graphs, whatever their size. */
  readonly engine: QueryEngine;
  readonly #connection: Connection;
  readonly #cache: GraphCache;
  readonly #mostRows: number;

  /**
   * @param mostRows nodes and edges up to which a graph is better judged whole; 0 to ask no kept graph either
   */
  constructor(connection: Connection, mostRows: number) {
    this.#connection = connection;
    this.#cache = new GraphCache(rowSource(connection), KEPT);
    this.#mostRows = mostRows;
    this.engine = graphQueries((repoId, options) => this.#cache.graph(repoId, options));
  }

  /** Answers from a graph that is kept, or being read. */
  kept(repoId: string, state: PresentState): QueryEngine | undefined {
    const isKept = this.#mostRows > 0 && this.#cache.has(repoId, stateName(state));
    return isKept ? this.#engineOf(repoId, state) : undefined;
  }

  /** Answers from a graph that is kept, or small. */
  keptOrSmall(repoId: string, state: PresentState): QueryEngine | undefined {
    return state.rows <= this.#mostRows ? this.#engineOf(repoId, state) : this.kept(repoId, state);
  }

  #engineOf(repoId: string, state: PresentState): QueryEngine {
    const snapshot = snapshotOf(this.#connection, repoId, state);
    return graphQueries((_repoId, options) => this.#cache.of(repoId, snapshot, options));
  }
}

function rowSource(connection: Connection): GraphRowSource {
  return {
    open: async (repoId, options) => {
      const state = await presentState(connection, repoId, options);
      return state && snapshotOf(connection, repoId, state);
    },
    repositories: async (options) => {
      const { repoIds } = await connection.read((tx) => tx.one(cypher.listRepositories, {}), options);
      return repoIds;
    },
  };
}

function snapshotOf(connection: Connection, repoId: string, state: RepositoryState): GraphSnapshot {
  return { version: stateName(state), rows: (options) => rows(connection, repoId, options) };
}

async function rows(connection: Connection, repoId: string, options: ReadOptions): Promise<GraphRows> {
  const graph = await readConsistently(
    connection,
    repoId,
    (tx, state) => readGraph(tx, repoId, state, options),
    options,
  );
  // Deleted since it was opened.
  if (graph === undefined) throw repositoryNotFound(repoId);
  return graph;
}

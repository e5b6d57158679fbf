import { randomUUID } from 'node:crypto';
import { nearest } from '../../errors/index.ts';
import type {
  EdgeReference,
  GraphMetadata,
  SerializableEdge,
  SerializableGraph,
  SerializableNode,
} from '../../graph/index.ts';
import {
  type AnalysisBackend,
  type BackendHealth,
  type FileReplacement,
  type GraphBackend,
  type GraphSource,
  type MaintenanceOutcome,
  NO_ROWS,
  type QueryEngine,
  type ReadOptions,
  type RowSource,
  repositoryNotFound,
  type WriteOptions,
  type WriteOutcome,
} from '../../storage/index.ts';
import { Neo4jAnalyses } from './analyses.ts';
import type { Connection } from './connection/connection.ts';
import * as cypher from './cypher/statements.generated.ts';
import { LastStored } from './digests/last-stored.ts';
import { maintain } from './maintenance.ts';
import type { Neo4jSettings } from './options.ts';
import { neo4jQueryEngine } from './queries/query-engine.ts';
import { loadGraph, streamGraph } from './read/load-graph.ts';
import { metadataParameters, readMetadata } from './read/metadata.ts';
import { type RepositoryState, readConsistently, readState } from './read/repository-state.ts';
import { RowEncoder } from './rows/row-encoder.ts';
import { healthOf } from './schema/health.ts';
import { sweepGenerations } from './write/generation/sweep.ts';
import { GraphEdits } from './write/graph-edits.ts';
import { applyChanges } from './write/in-place/apply-changes.ts';
import { changeInPlace } from './write/in-place/change-in-place.ts';
import { changesBetween } from './write/shared/change-set.ts';
import { GraphReplacer } from './write/store-graph.ts';

/** Code graphs in a Neo4j database, in the layout that `cypher/README.md` describes. */
export class Neo4jGraphBackend implements GraphBackend {
  readonly name = 'neo4j';
  readonly queries: QueryEngine;
  readonly analysis: AnalysisBackend;
  readonly #connection: Connection;
  readonly #settings: Neo4jSettings;
  readonly #encoder: RowEncoder;
  readonly #known = new LastStored();
  readonly #replacer: GraphReplacer;
  readonly #edits: GraphEdits;

  constructor(connection: Connection, settings: Neo4jSettings) {
    this.#connection = connection;
    this.#settings = settings;
    this.#encoder = new RowEncoder();
    const tools = { connection, settings, encoder: this.#encoder };
    this.#replacer = new GraphReplacer(tools, this.#known);
    this.#edits = new GraphEdits(tools, this.#replacer);
    this.analysis = new Neo4jAnalyses(connection);
    this.queries = neo4jQueryEngine(connection, settings.wholeGraphRows, (repoId) => this.#notFound(repoId));
  }

  takeGraph(graph: SerializableGraph): RowSource | undefined {
    return this.#known.take(graph);
  }

  async storeGraph(source: RowSource, options: WriteOptions): Promise<WriteOutcome> {
    const outcome = await this.#replacer.store(source, options);
    await this.#sweep();
    return outcome;
  }

  loadGraph(repoId: string, options: ReadOptions): Promise<SerializableGraph | undefined> {
    return loadGraph(this.#connection, repoId, options);
  }

  streamGraph(repoId: string, options: ReadOptions): Promise<GraphSource | undefined> {
    return streamGraph(this.#connection, repoId, options);
  }

  updateNodes(
    repoId: string,
    nodes: readonly SerializableNode[],
    options: WriteOptions,
  ): Promise<WriteOutcome> {
    return this.#change(repoId, this.#edits.updateNodes(repoId, nodes, options));
  }

  updateEdges(
    repoId: string,
    edges: readonly SerializableEdge[],
    options: WriteOptions,
  ): Promise<WriteOutcome> {
    return this.#change(repoId, this.#edits.updateEdges(repoId, edges, options));
  }

  deleteNodes(repoId: string, ids: readonly string[], options: WriteOptions): Promise<WriteOutcome> {
    return this.#change(repoId, this.#edits.deleteNodes(repoId, ids, options));
  }

  deleteEdges(repoId: string, edges: readonly EdgeReference[], options: WriteOptions): Promise<WriteOutcome> {
    return this.#change(repoId, this.#edits.deleteEdges(repoId, edges, options));
  }

  replaceFiles(repoId: string, replacement: FileReplacement, options: WriteOptions): Promise<WriteOutcome> {
    return this.#change(repoId, this.#edits.replaceFiles(repoId, replacement, options));
  }

  getGraphMetadata(repoId: string, options: ReadOptions): Promise<GraphMetadata | undefined> {
    return readConsistently(
      this.#connection,
      repoId,
      (tx, { generation }) => readMetadata(tx, repoId, generation),
      options,
    );
  }

  async getGraphRevision(repoId: string, options: ReadOptions): Promise<string | undefined> {
    const text = ({ generation, revision }: RepositoryState): string => `${generation}.${revision}`;
    const now = await this.#connection.read((tx) => readState(tx, repoId), options);
    if (now?.pending !== true) return now && text(now);
    return readConsistently(this.#connection, repoId, async (_tx, state) => text(state), options);
  }

  async updateGraphMetadata(repoId: string, metadata: GraphMetadata, options: WriteOptions): Promise<void> {
    const change = changeInPlace(
      this.#connection,
      this.#settings,
      repoId,
      options,
      async (tx, { generation }, token) => {
        const before = {
          nodes: new Map(),
          edges: new Map(),
          metadata: await readMetadata(tx, repoId, generation),
        };
        const changes = changesBetween(before, { ...before, metadata });
        const target = { tx, settings: this.#settings, encoder: this.#encoder, repoId, generation };
        await applyChanges(target, changes, token);
        await tx.run(cypher.setMetadata, { repoId, ...metadataParameters(metadata) });
        return 'done';
      },
    );
    await this.#change(repoId, change);
  }

  async listRepositories(options: ReadOptions): Promise<string[]> {
    const { repoIds } = await this.#connection.read((tx) => tx.one(cypher.listRepositories, {}), options);
    return [...repoIds];
  }

  async deleteGraph(repoId: string, options: WriteOptions): Promise<WriteOutcome> {
    let totals: { readonly nodes: number; readonly edges: number } | undefined;
    const deletion = this.#connection.write(async (tx) => {
      const [row] = await tx.run(cypher.deleteRepository, { repoId, token: randomUUID() });
      // A run after a lost commit finds nothing; what the first one found still holds.
      if (row !== undefined) totals = { nodes: row.totalNodes, edges: row.totalEdges };
    }, options);
    await this.#forgetting(repoId, deletion);
    if (totals !== undefined) await this.#sweep();
    return {
      nodes: { ...NO_ROWS, deleted: totals?.nodes ?? 0 },
      edges: { ...NO_ROWS, deleted: totals?.edges ?? 0 },
      dangling: 0,
    };
  }

  async graphExists(repoId: string, options: ReadOptions): Promise<boolean> {
    const rows = await this.#connection.read((tx) => tx.run(cypher.repositoryState, { repoId }), options);
    return rows.length > 0;
  }

  maintenance(options: WriteOptions): Promise<MaintenanceOutcome> {
    return maintain(this.#connection, this.#settings, options);
  }

  health(options: ReadOptions): Promise<BackendHealth> {
    return healthOf(this.#connection, options);
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  /** A write that is done does not fail for the sweep after it: what is left is found by the next one. */
  async #sweep(): Promise<void> {
    await sweepGenerations(this.#connection, this.#settings).catch(() => undefined);
  }

  /** Waits for a change to a stored graph. @throws `NOT_FOUND` */
  async #change<Result>(repoId: string, change: Promise<Result | undefined>): Promise<Result> {
    const result = await this.#forgetting(repoId, change);
    if (result === undefined) throw await this.#notFound(repoId);
    return result;
  }

  /**
   * What was last stored is no longer what is there, from now on and, if it was stored meanwhile, afterwards.
   */
  async #forgetting<Result>(repoId: string, change: Promise<Result>): Promise<Result> {
    this.#known.forget(repoId);
    try {
      return await change;
    } finally {
      this.#known.forget(repoId);
    }
  }

  async #notFound(repoId: string): Promise<Error> {
    return repositoryNotFound(repoId, nearest(repoId, await this.listRepositories({})));
  }
}

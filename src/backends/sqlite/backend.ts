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
  hashesAfter,
  type MaintenanceOutcome,
  NO_ROWS,
  NOTHING_REMOVED,
  type QueryEngine,
  type ReadOptions,
  type RowCounts,
  type RowSource,
  repositoryNotFound,
  type WriteOptions,
  type WriteOutcome,
} from '../../storage/index.ts';
import { SqliteAnalyses } from './analyses.ts';
import type { Connection } from './connection.ts';
import type { Database } from './database.ts';
import { deleteEdges, deleteNodes, replaceFiles, updateEdges, updateNodes } from './graph-edits.ts';
import { KeptColumns } from './kept-columns.ts';
import { layoutOf } from './layout.ts';
import { loadGraph, streamGraph } from './load-graph.ts';
import { sqliteQueryEngine } from './queries/query-engine.ts';
import { RepositoryReader } from './queries/repository-reader.ts';
import { countRows } from './queries/summary.ts';
import {
  changeFileHashes,
  deleteRepository,
  findRepository,
  insertRepository,
  metadataDiffer,
  repositoryIds,
  revisionOf,
  saveRepository,
  saveSummary,
} from './repository.ts';
import { emptyStagingTables, RowWriter } from './staging.ts';
import { insertGraph, replaceGraph } from './store-graph.ts';

const NOTHING_CHANGED: WriteOutcome = { nodes: NO_ROWS, edges: NO_ROWS, dangling: 0 };

/**
 * Graphs in the tables of one SQLite file. A write is one transaction, so
 * readers see what was before it or after it.
 */
export class SqliteGraphBackend implements GraphBackend {
  readonly name = 'sqlite';
  readonly queries: QueryEngine;
  readonly analysis: AnalysisBackend;
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    this.analysis = new SqliteAnalyses(database);
    this.queries = sqliteQueryEngine(database);
  }

  async storeGraph(source: RowSource, options: WriteOptions): Promise<WriteOutcome> {
    const { repoId } = source.metadata;
    return this.#write(options, async (connection) => {
      const stored = findRepository(connection, repoId);
      const number = stored?.number ?? insertRepository(connection, repoId);
      const writer = new RowWriter(connection, number);
      const columns = new KeptColumns();
      const outcome = await (stored === undefined
        ? insertGraph(writer, source, options, columns)
        : replaceGraph(writer, source, options, stored.metadata));
      const isChanged = this.#save(connection, number, stored?.metadata, source.metadata, outcome);
      if (stored === undefined) columns.save(connection, number, outcome.edges.created);
      if (isChanged) saveSummary(connection, number, countRows(new RepositoryReader(connection, number)));
      return { outcome, isChanged };
    });
  }

  async loadGraph(repoId: string, options: ReadOptions): Promise<SerializableGraph | undefined> {
    return this.#database.readLong(options, (connection) => loadGraph(connection, repoId, options));
  }

  async streamGraph(repoId: string, options: ReadOptions): Promise<GraphSource | undefined> {
    return streamGraph(this.#database, repoId, options);
  }

  async updateNodes(
    repoId: string,
    nodes: readonly SerializableNode[],
    options: WriteOptions,
  ): Promise<WriteOutcome> {
    return this.#edit(repoId, options, (writer) => updateNodes(writer, nodes));
  }

  async updateEdges(
    repoId: string,
    edges: readonly SerializableEdge[],
    options: WriteOptions,
  ): Promise<WriteOutcome> {
    return this.#edit(repoId, options, (writer) => updateEdges(writer, edges));
  }

  async deleteNodes(repoId: string, ids: readonly string[], options: WriteOptions): Promise<WriteOutcome> {
    return this.#edit(repoId, options, (writer) => deleteNodes(writer, ids));
  }

  async deleteEdges(
    repoId: string,
    edges: readonly EdgeReference[],
    options: WriteOptions,
  ): Promise<WriteOutcome> {
    return this.#edit(repoId, options, (writer) => deleteEdges(writer, edges));
  }

  async replaceFiles(
    repoId: string,
    replacement: FileReplacement,
    options: WriteOptions,
  ): Promise<WriteOutcome> {
    return this.#edit(
      repoId,
      options,
      (writer) => replaceFiles(writer, replacement),
      (metadata) => ({ ...metadata, fileHashes: hashesAfter(metadata.fileHashes, replacement) }),
    );
  }

  async getGraphMetadata(repoId: string, options: ReadOptions): Promise<GraphMetadata | undefined> {
    return this.#database.read(options, (connection) => findRepository(connection, repoId)?.metadata);
  }

  async getGraphRevision(repoId: string, options: ReadOptions): Promise<string | undefined> {
    return this.#database.read(options, (connection) => revisionOf(connection, repoId));
  }

  async updateGraphMetadata(repoId: string, metadata: GraphMetadata, options: WriteOptions): Promise<void> {
    await this.#edit(
      repoId,
      options,
      () => NOTHING_CHANGED,
      () => metadata,
    );
  }

  async listRepositories(options: ReadOptions): Promise<string[]> {
    return (await this.#database.read(options, repositoryIds)) ?? [];
  }

  async deleteGraph(repoId: string, options: WriteOptions): Promise<WriteOutcome> {
    if (!(await this.graphExists(repoId, options))) return NOTHING_CHANGED;
    return this.#write(options, (connection) => {
      const stored = findRepository(connection, repoId);
      if (stored !== undefined) deleteRepository(connection, stored.number);
      const { totalNodes = 0, totalEdges = 0 } = stored?.metadata ?? {};
      const nodes = { ...NO_ROWS, deleted: totalNodes };
      const edges = { ...NO_ROWS, deleted: totalEdges };
      return { outcome: { nodes, edges, dangling: 0 }, isChanged: stored !== undefined };
    });
  }

  async graphExists(repoId: string, options: ReadOptions): Promise<boolean> {
    return (await this.getGraphRevision(repoId, options)) !== undefined;
  }

  async maintenance(): Promise<MaintenanceOutcome> {
    // SQLite takes back by itself what a crash left unfinished.
    return NOTHING_REMOVED;
  }

  async health(options: ReadOptions): Promise<BackendHealth> {
    const layoutVersion = await this.#database.read(options, layoutOf);
    return { address: this.#database.file, ...(layoutVersion !== undefined && { layoutVersion }) };
  }

  async close(): Promise<void> {
    this.#database.close();
  }

  /** @throws `NOT_FOUND` */
  async #edit(
    repoId: string,
    options: WriteOptions,
    change: (writer: RowWriter) => WriteOutcome,
    metadata: (stored: GraphMetadata) => GraphMetadata = (stored) => stored,
  ): Promise<WriteOutcome> {
    // A store that holds nothing yet is not made a file by an update that fails.
    if (!(await this.graphExists(repoId, options))) throw await this.#notFound(repoId, options);
    return this.#write(options, (connection) => {
      const stored = findRepository(connection, repoId);
      if (stored === undefined) throw repositoryNotFound(repoId, nearest(repoId, repositoryIds(connection)));
      const outcome = change(new RowWriter(connection, stored.number));
      const { number, metadata: before } = stored;
      return { outcome, isChanged: this.#save(connection, number, before, metadata(before), outcome) };
    });
  }

  async #write(
    options: WriteOptions,
    work: (connection: Connection) => Promise<Written> | Written,
  ): Promise<WriteOutcome> {
    const { outcome } = await this.#database.write(options, async (connection) => {
      const written = await work(connection);
      emptyStagingTables(connection);
      return written;
    });
    return outcome;
  }

  /**
   * Writes the repository's own row.
   * @returns whether anything of it, or of its rows, is another than before
   */
  #save(
    connection: Connection,
    number: number,
    before: GraphMetadata | undefined,
    given: GraphMetadata,
    { nodes, edges }: WriteOutcome,
  ): boolean {
    const totalNodes = (before?.totalNodes ?? 0) + nodes.created - nodes.deleted;
    const totalEdges = (before?.totalEdges ?? 0) + edges.created - edges.deleted;
    const after = { ...given, totalNodes, totalEdges };
    if (before !== undefined && !isChange(nodes) && !isChange(edges) && !metadataDiffer(before, after))
      return false;
    changeFileHashes(connection, number, before?.fileHashes ?? {}, after.fileHashes);
    saveRepository(connection, number, after);
    return true;
  }

  async #notFound(repoId: string, options: ReadOptions): Promise<Error> {
    return repositoryNotFound(repoId, nearest(repoId, await this.listRepositories(options)));
  }
}

interface Written {
  readonly outcome: WriteOutcome;
  /** Whether there is anything to keep. */
  readonly isChanged: boolean;
}

function isChange({ created, updated, deleted }: RowCounts): boolean {
  return created + updated + deleted > 0;
}

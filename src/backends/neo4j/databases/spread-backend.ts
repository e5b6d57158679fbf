import type {
  EdgeReference,
  GraphMetadata,
  SerializableEdge,
  SerializableGraph,
  SerializableNode,
  Timestamp,
} from '../../../graph/index.ts';
import {
  type AnalysisBackend,
  type BackendHealth,
  type FileReplacement,
  type GraphBackend,
  type GraphSource,
  type MaintenanceOutcome,
  NOTHING_REMOVED,
  type QueryEngine,
  type ReadOptions,
  type RowSource,
  type WriteOptions,
  type WriteOutcome,
} from '../../../storage/index.ts';
import { healthOfAll } from '../schema/health.ts';
import type { DatabaseNames } from './database-choice.ts';

/** Where the backends of single databases come from. */
export interface DatabaseOpener {
  open(name: string): Promise<GraphBackend>;
  close(): Promise<void>;
}

/** Many databases as one backend: each repository lies in one of them, by its id. */
export class SpreadBackend implements GraphBackend {
  readonly name = 'neo4j';
  readonly queries: QueryEngine;
  readonly analysis: AnalysisBackend;
  readonly #databases: DatabaseOpener;
  readonly #names: DatabaseNames;

  constructor(databases: DatabaseOpener, names: DatabaseNames) {
    this.#databases = databases;
    this.#names = names;
    this.queries = {
      findNodes: async (repoId, query) => (await this.#of(repoId)).queries.findNodes(repoId, query),
      walk: async (repoId, query) => (await this.#of(repoId)).queries.walk(repoId, query),
      callGraph: async (repoId, query) => (await this.#of(repoId)).queries.callGraph(repoId, query),
      callPath: async (repoId, query) => (await this.#of(repoId)).queries.callPath(repoId, query),
      impactOf: async (repoId, query) => (await this.#of(repoId)).queries.impactOf(repoId, query),
      deadCode: async (repoId, query) => (await this.#of(repoId)).queries.deadCode(repoId, query),
      unmark: async (repoId, options) => (await this.#of(repoId)).queries.unmark?.(repoId, options) ?? 0,
      whyAlive: async (repoId, query) => (await this.#of(repoId)).queries.whyAlive(repoId, query),
      ifDeleted: async (repoId, query) => (await this.#of(repoId)).queries.ifDeleted(repoId, query),
      cycles: async (repoId, query) => (await this.#of(repoId)).queries.cycles(repoId, query),
      dependencies: async (repoId, query) => (await this.#of(repoId)).queries.dependencies(repoId, query),
      hotspots: async (repoId, query) => (await this.#of(repoId)).queries.hotspots(repoId, query),
      summary: async (repoId, options) => (await this.#of(repoId)).queries.summary(repoId, options),
    };
    this.analysis = {
      storeAnalysis: async (row, options) =>
        (await this.#of(row.repoId)).analysis.storeAnalysis(row, options),
      loadAnalysis: async (repoId, id, options) =>
        (await this.#of(repoId)).analysis.loadAnalysis(repoId, id, options),
      findAnalysis: async (repoId, filter, options) =>
        (await this.#of(repoId)).analysis.findAnalysis(repoId, filter, options),
      deleteAnalysis: async (repoId, id, options) =>
        (await this.#of(repoId)).analysis.deleteAnalysis(repoId, id, options),
      cleanupOldResults: (before, repoId, options) => this.#cleanUp(before, repoId, options),
      deleteAnalysesOf: async (repoId, options) =>
        (await this.#of(repoId)).analysis.deleteAnalysesOf(repoId, options),
    };
  }

  async storeGraph(source: RowSource, options: WriteOptions): Promise<WriteOutcome> {
    return (await this.#of(source.metadata.repoId)).storeGraph(source, options);
  }

  async loadGraph(repoId: string, options: ReadOptions): Promise<SerializableGraph | undefined> {
    return (await this.#of(repoId)).loadGraph(repoId, options);
  }

  async streamGraph(repoId: string, options: ReadOptions): Promise<GraphSource | undefined> {
    return (await this.#of(repoId)).streamGraph(repoId, options);
  }

  async updateNodes(
    repoId: string,
    nodes: readonly SerializableNode[],
    options: WriteOptions,
  ): Promise<WriteOutcome> {
    return (await this.#of(repoId)).updateNodes(repoId, nodes, options);
  }

  async updateEdges(
    repoId: string,
    edges: readonly SerializableEdge[],
    options: WriteOptions,
  ): Promise<WriteOutcome> {
    return (await this.#of(repoId)).updateEdges(repoId, edges, options);
  }

  async deleteNodes(repoId: string, ids: readonly string[], options: WriteOptions): Promise<WriteOutcome> {
    return (await this.#of(repoId)).deleteNodes(repoId, ids, options);
  }

  async deleteEdges(
    repoId: string,
    edges: readonly EdgeReference[],
    options: WriteOptions,
  ): Promise<WriteOutcome> {
    return (await this.#of(repoId)).deleteEdges(repoId, edges, options);
  }

  async replaceFiles(
    repoId: string,
    replacement: FileReplacement,
    options: WriteOptions,
  ): Promise<WriteOutcome> {
    return (await this.#of(repoId)).replaceFiles(repoId, replacement, options);
  }

  async getGraphMetadata(repoId: string, options: ReadOptions): Promise<GraphMetadata | undefined> {
    return (await this.#of(repoId)).getGraphMetadata(repoId, options);
  }

  async getGraphRevision(repoId: string, options: ReadOptions): Promise<string | undefined> {
    return (await this.#of(repoId)).getGraphRevision(repoId, options);
  }

  async updateGraphMetadata(repoId: string, metadata: GraphMetadata, options: WriteOptions): Promise<void> {
    return (await this.#of(repoId)).updateGraphMetadata(repoId, metadata, options);
  }

  /** What lies in a database that its id does not point at could not be loaded, so it is not listed. */
  async listRepositories(options: ReadOptions): Promise<string[]> {
    const listed: string[] = [];
    for (const name of this.#names.all) {
      const repoIds = await (await this.#databases.open(name)).listRepositories(options);
      for (const repoId of repoIds) if (this.#names.of(repoId) === name) listed.push(repoId);
    }
    return listed;
  }

  async deleteGraph(repoId: string, options: WriteOptions): Promise<WriteOutcome> {
    return (await this.#of(repoId)).deleteGraph(repoId, options);
  }

  async graphExists(repoId: string, options: ReadOptions): Promise<boolean> {
    return (await this.#of(repoId)).graphExists(repoId, options);
  }

  async maintenance(options: WriteOptions): Promise<MaintenanceOutcome> {
    let sum: MaintenanceOutcome = NOTHING_REMOVED;
    for (const name of this.#names.all) {
      const found = await (await this.#databases.open(name)).maintenance(options);
      sum = {
        changesCompleted: sum.changesCompleted + found.changesCompleted,
        generationsRemoved: sum.generationsRemoved + found.generationsRemoved,
        rowsRemoved: sum.rowsRemoved + found.rowsRemoved,
      };
    }
    return sum;
  }

  health(options: ReadOptions): Promise<BackendHealth> {
    return healthOfAll([...this.#names.all], async (name) =>
      (await this.#databases.open(name)).health(options),
    );
  }

  close(): Promise<void> {
    return this.#databases.close();
  }

  async #cleanUp(before: Timestamp, repoId: string | undefined, options: WriteOptions): Promise<number> {
    let deleted = 0;
    for (const name of repoId === undefined ? this.#names.all : [this.#names.of(repoId)])
      deleted += await (await this.#databases.open(name)).analysis.cleanupOldResults(before, repoId, options);
    return deleted;
  }

  #of(repoId: string): Promise<GraphBackend> {
    return this.#databases.open(this.#names.of(repoId));
  }
}

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
  collectRows,
  EditableGraph,
  type FileReplacement,
  type GraphBackend,
  type GraphSource,
  type MaintenanceOutcome,
  NO_ROWS,
  NOTHING_REMOVED,
  type QueryEngine,
  type ReadOptions,
  type RowSource,
  repositoryNotFound,
  streamEditable,
  type WriteOptions,
  type WriteOutcome,
} from '../../storage/index.ts';
import { traversalEngine } from '../../traversal/engine.ts';
import { FileAnalyses } from './analyses.ts';
import type { GraphFolder } from './graph-folder.ts';
import { RepositoryFiles } from './repository-files.ts';
import type { SnapshotCache } from './snapshot-cache.ts';

const NOTHING_CHANGED: WriteOutcome = { nodes: NO_ROWS, edges: NO_ROWS, dangling: 0 };

/** Graphs in a folder of CodePrism's files, each read whole and written whole. */
export class FileGraphBackend implements GraphBackend {
  readonly name = 'file';
  readonly queries: QueryEngine;
  readonly analysis: AnalysisBackend;
  readonly #files: RepositoryFiles;
  readonly #cache: SnapshotCache;
  readonly #directory: string;

  /** @param suffix of the form to write */
  constructor(folder: GraphFolder, cache: SnapshotCache, suffix: string) {
    this.#cache = cache;
    this.#directory = folder.directory;
    this.analysis = new FileAnalyses(folder.directory);
    this.#files = new RepositoryFiles(folder, cache, suffix);
    this.queries = traversalEngine({
      open: async (repoId) => {
        const version = await this.#files.version(repoId);
        return version === undefined ? undefined : { version, rows: () => this.#rows(repoId) };
      },
      repositories: () => this.#files.repositories(),
    });
  }

  async storeGraph(source: RowSource, options: WriteOptions): Promise<WriteOutcome> {
    const collected = await collectRows(source, options);
    return this.#files.replace(collected.repoId, new EditableGraph(collected), options);
  }

  async loadGraph(repoId: string, options: ReadOptions): Promise<SerializableGraph | undefined> {
    return (await this.#files.read(repoId, options))?.graph.toGraph();
  }

  async streamGraph(repoId: string, options: ReadOptions): Promise<GraphSource | undefined> {
    const snapshot = await this.#files.read(repoId, options);
    if (snapshot === undefined) return undefined;
    const revision = this.#files.revision(repoId);
    return streamEditable(repoId, snapshot.graph, {
      isCurrent: () => this.#files.revision(repoId) === revision,
      isStillStored: async () => (await this.#files.version(repoId)) === snapshot.version,
    });
  }

  async updateNodes(
    repoId: string,
    nodes: readonly SerializableNode[],
    options: WriteOptions,
  ): Promise<WriteOutcome> {
    return this.#files.edit(repoId, options, (graph) => graph.updateNodes(nodes));
  }

  async updateEdges(
    repoId: string,
    edges: readonly SerializableEdge[],
    options: WriteOptions,
  ): Promise<WriteOutcome> {
    return this.#files.edit(repoId, options, (graph) => graph.updateEdges(edges));
  }

  async deleteNodes(repoId: string, ids: readonly string[], options: WriteOptions): Promise<WriteOutcome> {
    return this.#files.edit(repoId, options, (graph) => graph.deleteNodes(ids));
  }

  async deleteEdges(
    repoId: string,
    edges: readonly EdgeReference[],
    options: WriteOptions,
  ): Promise<WriteOutcome> {
    return this.#files.edit(repoId, options, (graph) => graph.deleteEdges(edges));
  }

  async replaceFiles(
    repoId: string,
    replacement: FileReplacement,
    options: WriteOptions,
  ): Promise<WriteOutcome> {
    return this.#files.edit(repoId, options, (graph) => graph.replaceFiles(replacement));
  }

  async getGraphMetadata(repoId: string, options: ReadOptions): Promise<GraphMetadata | undefined> {
    return (await this.#files.read(repoId, options))?.graph.metadata;
  }

  async getGraphRevision(repoId: string): Promise<string | undefined> {
    return this.#files.version(repoId);
  }

  async updateGraphMetadata(repoId: string, metadata: GraphMetadata, options: WriteOptions): Promise<void> {
    await this.#files.edit(repoId, options, (graph) => {
      graph.metadata = metadata;
      return NOTHING_CHANGED;
    });
  }

  async listRepositories(): Promise<string[]> {
    return this.#files.repositories();
  }

  async deleteGraph(repoId: string, options: WriteOptions): Promise<WriteOutcome> {
    const graph = await this.#files.remove(repoId, options);
    return {
      nodes: { ...NO_ROWS, deleted: graph?.nodes.size ?? 0 },
      edges: { ...NO_ROWS, deleted: graph?.edges.size ?? 0 },
      dangling: 0,
    };
  }

  async graphExists(repoId: string): Promise<boolean> {
    return (await this.#files.version(repoId)) !== undefined;
  }

  async maintenance(): Promise<MaintenanceOutcome> {
    return { ...NOTHING_REMOVED, generationsRemoved: await this.#files.removeAbandoned() };
  }

  async health(): Promise<BackendHealth> {
    await this.#files.repositories();
    return { address: this.#directory };
  }

  async close(): Promise<void> {
    this.#cache.clear();
  }

  async #rows(
    repoId: string,
  ): Promise<{ nodes: Iterable<SerializableNode>; edges: Iterable<SerializableEdge> }> {
    const snapshot = await this.#files.read(repoId, {});
    if (snapshot === undefined) throw repositoryNotFound(repoId);
    return { nodes: snapshot.graph.nodes.values(), edges: snapshot.graph.edges.values() };
  }
}

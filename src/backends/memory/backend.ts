import { nearest } from '../../errors/index.ts';
import type {
  EdgeReference,
  GraphMetadata,
  SerializableEdge,
  SerializableGraph,
  SerializableNode,
} from '../../graph/index.ts';
import {
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
  type RowSource,
  repositoryNotFound,
  streamEditable,
  type WriteOptions,
  type WriteOutcome,
} from '../../storage/index.ts';
import { traversalEngine } from '../../traversal/engine.ts';
import { MemoryAnalyses } from './analyses.ts';

interface StoredRepository {
  readonly graph: EditableGraph;
  /** New after every write and never given twice, also not after a delete. */
  revision: number;
}

/**
 * Graphs in maps. Every change of a stored graph runs without a pause in between, so no reader can see half
 * of it; a new graph is built aside and then takes the old one's place.
 */
export class MemoryGraphBackend implements GraphBackend {
  readonly name = 'memory';
  readonly queries: QueryEngine;
  readonly analysis: MemoryAnalyses = new MemoryAnalyses();
  readonly #repositories = new Map<string, StoredRepository>();
  #lastRevision = 0;

  constructor() {
    this.queries = traversalEngine({
      open: async (repoId) => {
        const stored = this.#repositories.get(repoId);
        if (stored === undefined) return undefined;
        const { graph, revision } = stored;
        return {
          version: revision,
          rows: () => ({ nodes: graph.nodes.values(), edges: graph.edges.values() }),
        };
      },
      repositories: async () => this.#repositories.keys(),
    });
  }

  async storeGraph(source: RowSource, options: WriteOptions): Promise<WriteOutcome> {
    const collected = await collectRows(source, options);
    const graph = new EditableGraph(collected);
    const outcome = graph.outcomeAfter(this.#repositories.get(collected.repoId)?.graph);
    this.#repositories.set(collected.repoId, { graph, revision: ++this.#lastRevision });
    return outcome;
  }

  async loadGraph(repoId: string): Promise<SerializableGraph | undefined> {
    return this.#repositories.get(repoId)?.graph.toGraph();
  }

  async streamGraph(repoId: string): Promise<GraphSource | undefined> {
    const stored = this.#repositories.get(repoId);
    if (stored === undefined) return undefined;
    const { revision } = stored;
    return streamEditable(repoId, stored.graph, {
      isCurrent: () => this.#repositories.get(repoId)?.revision === revision,
    });
  }

  async updateNodes(repoId: string, nodes: readonly SerializableNode[]): Promise<WriteOutcome> {
    return this.#edit(repoId, (graph) => graph.updateNodes(nodes));
  }

  async updateEdges(repoId: string, edges: readonly SerializableEdge[]): Promise<WriteOutcome> {
    return this.#edit(repoId, (graph) => graph.updateEdges(edges));
  }

  async deleteNodes(repoId: string, ids: readonly string[]): Promise<WriteOutcome> {
    return this.#edit(repoId, (graph) => graph.deleteNodes(ids));
  }

  async deleteEdges(repoId: string, edges: readonly EdgeReference[]): Promise<WriteOutcome> {
    return this.#edit(repoId, (graph) => graph.deleteEdges(edges));
  }

  async replaceFiles(repoId: string, replacement: FileReplacement): Promise<WriteOutcome> {
    return this.#edit(repoId, (graph) => graph.replaceFiles(replacement));
  }

  async getGraphMetadata(repoId: string): Promise<GraphMetadata | undefined> {
    return this.#repositories.get(repoId)?.graph.metadata;
  }

  async getGraphRevision(repoId: string): Promise<string | undefined> {
    return this.#repositories.get(repoId)?.revision.toString();
  }

  async updateGraphMetadata(repoId: string, metadata: GraphMetadata): Promise<void> {
    this.#edit(repoId, (graph) => {
      graph.metadata = metadata;
    });
  }

  async listRepositories(): Promise<string[]> {
    return [...this.#repositories.keys()];
  }

  async deleteGraph(repoId: string): Promise<WriteOutcome> {
    const graph = this.#repositories.get(repoId)?.graph;
    this.#repositories.delete(repoId);
    return {
      nodes: { ...NO_ROWS, deleted: graph?.nodes.size ?? 0 },
      edges: { ...NO_ROWS, deleted: graph?.edges.size ?? 0 },
      dangling: 0,
    };
  }

  async graphExists(repoId: string): Promise<boolean> {
    return this.#repositories.has(repoId);
  }

  async maintenance(): Promise<MaintenanceOutcome> {
    return NOTHING_REMOVED;
  }

  async health(): Promise<BackendHealth> {
    return {};
  }

  async close(): Promise<void> {
    this.#repositories.clear();
    this.analysis.clear();
  }

  #edit<Result>(repoId: string, change: (graph: EditableGraph) => Result): Result {
    const stored = this.#repositories.get(repoId);
    if (stored === undefined) throw repositoryNotFound(repoId, nearest(repoId, this.#repositories.keys()));
    const result = change(stored.graph);
    stored.revision = ++this.#lastRevision;
    return result;
  }
}

// In your own project the imports are from 'codeprism-neo4j' and 'codeprism-neo4j/backend'.
import { randomUUID } from 'node:crypto';
import {
  collectRows,
  EditableGraph,
  type GraphBackend,
  type MaintenanceOutcome,
  NO_ROWS,
  NOTHING_REMOVED,
  type QueryEngine,
  type RowSource,
  repositoryNotFound,
  streamEditable,
  traversalEngine,
  type WriteOutcome,
} from '../../src/backend.ts';
import {
  type BackendHealth,
  type EdgeReference,
  type FileReplacement,
  type GraphMetadata,
  type GraphSource,
  graphFromJson,
  graphToJson,
  type SerializableEdge,
  type SerializableGraph,
  type SerializableNode,
  StorageError,
  type WriteOptions,
} from '../../src/index.ts';
import { KeyValueAnalyses } from './analyses.ts';
import type { KeyValueStore } from './key-value-store.ts';

const PREFIX = 'graph/';
/** How often a write begins again because another one came first. */
const ATTEMPTS = 100;

/** A repository as it is kept: a text that is new after every write, a line break, and CodePrism's JSON. */
interface Stored {
  readonly text: string;
  readonly revision: string;
  readonly graph: EditableGraph;
}

/**
 * Code graphs in a key-value store, a repository a value. A write replaces the value that it has read, so
 * readers see the old graph or the new, and of two writes that meet the second begins again.
 */
export class KeyValueBackend implements GraphBackend {
  readonly name = 'key-value';
  readonly queries: QueryEngine;
  readonly analysis: KeyValueAnalyses;
  readonly #values: KeyValueStore;

  constructor(values: KeyValueStore) {
    this.#values = values;
    this.analysis = new KeyValueAnalyses(values);
    this.queries = traversalEngine({
      open: async (repoId) => {
        const stored = await this.#read(repoId);
        if (stored === undefined) return undefined;
        const { nodes, edges } = stored.graph;
        return { version: stored.revision, rows: () => ({ nodes: nodes.values(), edges: edges.values() }) };
      },
      repositories: () => this.listRepositories(),
    });
  }

  async storeGraph(source: RowSource, options: WriteOptions): Promise<WriteOutcome> {
    const collected = await collectRows(source, options);
    return this.#replace(collected.repoId, (stored) => {
      const after = new EditableGraph(collected);
      return { after, result: after.outcomeAfter(stored?.graph) };
    });
  }

  async loadGraph(repoId: string): Promise<SerializableGraph | undefined> {
    return (await this.#read(repoId))?.graph.toGraph();
  }

  async streamGraph(repoId: string): Promise<GraphSource | undefined> {
    const stored = await this.#read(repoId);
    if (stored === undefined) return undefined;
    return streamEditable(repoId, stored.graph, {
      isCurrent: () => true,
      isStillStored: async () => (await this.getGraphRevision(repoId)) === stored.revision,
    });
  }

  updateNodes(repoId: string, nodes: readonly SerializableNode[]): Promise<WriteOutcome> {
    return this.#edit(repoId, (graph) => graph.updateNodes(nodes));
  }

  updateEdges(repoId: string, edges: readonly SerializableEdge[]): Promise<WriteOutcome> {
    return this.#edit(repoId, (graph) => graph.updateEdges(edges));
  }

  deleteNodes(repoId: string, ids: readonly string[]): Promise<WriteOutcome> {
    return this.#edit(repoId, (graph) => graph.deleteNodes(ids));
  }

  deleteEdges(repoId: string, edges: readonly EdgeReference[]): Promise<WriteOutcome> {
    return this.#edit(repoId, (graph) => graph.deleteEdges(edges));
  }

  replaceFiles(repoId: string, replacement: FileReplacement): Promise<WriteOutcome> {
    return this.#edit(repoId, (graph) => graph.replaceFiles(replacement));
  }

  async getGraphMetadata(repoId: string): Promise<GraphMetadata | undefined> {
    return (await this.#read(repoId))?.graph.metadata;
  }

  async getGraphRevision(repoId: string): Promise<string | undefined> {
    const text = await this.#values.get(PREFIX + repoId);
    return text?.slice(0, text.indexOf('\n'));
  }

  updateGraphMetadata(repoId: string, metadata: GraphMetadata): Promise<void> {
    return this.#edit(repoId, (graph) => {
      graph.metadata = metadata;
    });
  }

  async listRepositories(): Promise<string[]> {
    return (await this.#values.keys(PREFIX)).map((key) => key.slice(PREFIX.length));
  }

  deleteGraph(repoId: string): Promise<WriteOutcome> {
    return this.#replace(repoId, (stored) => ({
      after: undefined,
      result: {
        nodes: { ...NO_ROWS, deleted: stored?.graph.nodes.size ?? 0 },
        edges: { ...NO_ROWS, deleted: stored?.graph.edges.size ?? 0 },
        dangling: 0,
      },
    }));
  }

  async graphExists(repoId: string): Promise<boolean> {
    return (await this.getGraphRevision(repoId)) !== undefined;
  }

  async maintenance(): Promise<MaintenanceOutcome> {
    return NOTHING_REMOVED;
  }

  async health(): Promise<BackendHealth> {
    return {};
  }

  async close(): Promise<void> {}

  #edit<Result>(repoId: string, change: (graph: EditableGraph) => Result): Promise<Result> {
    return this.#replace(repoId, (stored) => {
      if (stored === undefined) throw repositoryNotFound(repoId, []);
      return { result: change(stored.graph), after: stored.graph };
    });
  }

  async #replace<Result>(
    repoId: string,
    write: (stored: Stored | undefined) => {
      readonly after: EditableGraph | undefined;
      readonly result: Result;
    },
  ): Promise<Result> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const stored = await this.#read(repoId);
      const { after, result } = write(stored);
      const text = after && `${randomUUID()}\n${JSON.stringify(graphToJson(after.toGraph()))}`;
      if (await this.#values.replace(PREFIX + repoId, stored?.text, text)) return result;
    }
    throw new StorageError('CONFLICT', 'Others write to this repository all the time. Try again.', {
      repoId,
      retryable: true,
    });
  }

  async #read(repoId: string): Promise<Stored | undefined> {
    const text = await this.#values.get(PREFIX + repoId);
    if (text === undefined) return undefined;
    const end = text.indexOf('\n');
    const graph = new EditableGraph(graphFromJson(JSON.parse(text.slice(end + 1))));
    return { text, revision: text.slice(0, end), graph };
  }
}

import { nearest } from '../../errors/index.ts';
import type { EdgeReference, GraphMetadata, SerializableEdge, SerializableNode } from '../../graph/index.ts';
import { EditableGraph, repositoryNotFound } from '../backend/editable-graph.ts';
import type { GraphBackend, WriteOutcome } from '../backend/graph-backend.ts';
import { collectRows, type RowSource } from '../backend/row-source.ts';
import type { FileReplacement } from '../graph-storage.ts';
import type { WriteOptions } from '../options.ts';
import { NO_ROWS } from '../reports.ts';

/** What changes stored graphs. */
export type GraphWrites = Pick<
  GraphBackend,
  | 'storeGraph'
  | 'updateNodes'
  | 'updateEdges'
  | 'deleteNodes'
  | 'deleteEdges'
  | 'replaceFiles'
  | 'updateGraphMetadata'
  | 'deleteGraph'
>;

/**
 * Makes every write on a copy of what a backend holds, by the rules
 * that all backends share: it only reads there.
 */
export class DryRun implements GraphWrites {
  readonly #backend: GraphBackend;

  constructor(backend: GraphBackend) {
    this.#backend = backend;
  }

  async storeGraph(source: RowSource, options: WriteOptions): Promise<WriteOutcome> {
    const given = new EditableGraph(await collectRows(source, options));
    return given.outcomeAfter(await this.#stored(source.metadata.repoId, options));
  }

  updateNodes(
    repoId: string,
    nodes: readonly SerializableNode[],
    options: WriteOptions,
  ): Promise<WriteOutcome> {
    return this.#edit(repoId, options, (graph) => graph.updateNodes(nodes));
  }

  updateEdges(
    repoId: string,
    edges: readonly SerializableEdge[],
    options: WriteOptions,
  ): Promise<WriteOutcome> {
    return this.#edit(repoId, options, (graph) => graph.updateEdges(edges));
  }

  deleteNodes(repoId: string, ids: readonly string[], options: WriteOptions): Promise<WriteOutcome> {
    return this.#edit(repoId, options, (graph) => graph.deleteNodes(ids));
  }

  deleteEdges(repoId: string, edges: readonly EdgeReference[], options: WriteOptions): Promise<WriteOutcome> {
    return this.#edit(repoId, options, (graph) => graph.deleteEdges(edges));
  }

  replaceFiles(repoId: string, replacement: FileReplacement, options: WriteOptions): Promise<WriteOutcome> {
    return this.#edit(repoId, options, (graph) => graph.replaceFiles(replacement));
  }

  async updateGraphMetadata(repoId: string, _metadata: GraphMetadata, options: WriteOptions): Promise<void> {
    if (!(await this.#backend.graphExists(repoId, options))) throw await this.#notFound(repoId, options);
  }

  async deleteGraph(repoId: string, options: WriteOptions): Promise<WriteOutcome> {
    const { totalNodes = 0, totalEdges = 0 } = (await this.#backend.getGraphMetadata(repoId, options)) ?? {};
    return {
      nodes: { ...NO_ROWS, deleted: totalNodes },
      edges: { ...NO_ROWS, deleted: totalEdges },
      dangling: 0,
    };
  }

  async #edit(
    repoId: string,
    options: WriteOptions,
    change: (graph: EditableGraph) => WriteOutcome,
  ): Promise<WriteOutcome> {
    const graph = await this.#stored(repoId, options);
    if (graph === undefined) throw await this.#notFound(repoId, options);
    return change(graph);
  }

  async #stored(repoId: string, options: WriteOptions): Promise<EditableGraph | undefined> {
    const graph = await this.#backend.loadGraph(repoId, options);
    return graph && new EditableGraph(graph);
  }

  async #notFound(repoId: string, options: WriteOptions): Promise<Error> {
    return repositoryNotFound(repoId, nearest(repoId, await this.#backend.listRepositories(options)));
  }
}

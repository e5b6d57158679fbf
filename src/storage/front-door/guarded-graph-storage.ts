import { throwIfAborted } from '../../errors/index.ts';
import {
  compareCodePoints,
  type EdgeReference,
  edgeKey,
  type GraphMetadata,
  lastOfEach,
  type SerializableEdge,
  type SerializableGraph,
  type SerializableNode,
  validateEdge,
  validateEdgeReference,
  validateFileHashes,
  validateGraph,
  validateMetadata,
  validateNode,
} from '../../graph/index.ts';
import { checkReplacementFiles } from '../backend/file-ownership.ts';
import type { GraphBackend, WriteOutcome } from '../backend/graph-backend.ts';
import { rowsOfGraph, rowsOfSource } from '../backend/row-source.ts';
import { RowTally, tallyRows } from '../backend/row-tally.ts';
import { isGraphSource } from '../graph-source.ts';
import type { FileReplacement, GraphSource, GraphStorage } from '../graph-storage.ts';
import type { GraphWriteOptions, ReadOptions } from '../options.ts';
import type { WriteReport } from '../reports.ts';
import { CallGuard } from './call-guard.ts';
import { DryRun, type GraphWrites } from './dry-run.ts';
import { checkList, checkTextList } from './input-lists.ts';
import type { Lifetime } from './lifetime.ts';
import { checkFlag, checkPlain } from './option-checks.ts';

/**
 * The front door of every backend: checks and copies inputs, removes duplicates, refuses calls after close,
 * honours aborted signals, times writes, and locates errors. What is decided here is the same everywhere.
 */
export class GuardedGraphStorage implements GraphStorage {
  readonly #backend: GraphBackend;
  readonly #dryRun: DryRun;
  readonly #lifetime: Lifetime;
  readonly #guard: CallGuard;

  constructor(backend: GraphBackend, lifetime: Lifetime) {
    this.#backend = backend;
    this.#dryRun = new DryRun(backend);
    this.#lifetime = lifetime;
    this.#guard = new CallGuard(backend.name, lifetime);
  }

  get backend(): string {
    return this.#backend.name;
  }

  async storeGraph(
    graph: SerializableGraph | GraphSource,
    options: GraphWriteOptions = {},
  ): Promise<WriteReport> {
    const repoId = isGraphSource(graph) ? graph.metadata?.repoId : graph?.repoId;
    return this.#write('storeGraph', repoId, options, async (tally) => {
      // A graph in memory is checked whole before the backend sees any
      // of it; a source is checked as it is read.
      const writer = this.#writer(options);
      if (isGraphSource(graph)) return writer.storeGraph(rowsOfSource(graph, tally), options);
      const taken = writer === this.#backend ? this.#backend.takeGraph?.(graph) : undefined;
      const rows = taken ?? rowsOfGraph(validateGraph(graph));
      tallyGraph(tally, graph);
      return writer.storeGraph(rows, options);
    });
  }

  async loadGraph(repoId: string, options: ReadOptions = {}): Promise<SerializableGraph | undefined> {
    return this.#call('loadGraph', repoId, options, () => this.#backend.loadGraph(repoId, options));
  }

  async streamGraph(repoId: string, options: ReadOptions = {}): Promise<GraphSource | undefined> {
    return this.#call('streamGraph', repoId, options, async () => {
      const source = await this.#backend.streamGraph(repoId, options);
      return source === undefined ? undefined : this.#guardSource(source, repoId, options);
    });
  }

  async updateNodes(
    repoId: string,
    nodes: readonly SerializableNode[],
    options: GraphWriteOptions = {},
  ): Promise<WriteReport> {
    return this.#write('updateNodes', repoId, options, async (tally) => {
      const rows = checkList(nodes, 'nodes').map((node, index) => validateNode(node, index));
      tallyRows(tally.nodePass(), nodes);
      return this.#writer(options).updateNodes(
        repoId,
        [...lastOfEach(rows, (node) => node.id).values()],
        options,
      );
    });
  }

  async updateEdges(
    repoId: string,
    edges: readonly SerializableEdge[],
    options: GraphWriteOptions = {},
  ): Promise<WriteReport> {
    return this.#write('updateEdges', repoId, options, async (tally) => {
      const rows = checkList(edges, 'edges').map((edge, index) => validateEdge(edge, index));
      tallyRows(tally.edgePass(), edges);
      return this.#writer(options).updateEdges(repoId, [...lastOfEach(rows, edgeKey).values()], options);
    });
  }

  async deleteNodes(
    repoId: string,
    ids: readonly string[],
    options: GraphWriteOptions = {},
  ): Promise<WriteReport> {
    return this.#write('deleteNodes', repoId, options, async () =>
      this.#writer(options).deleteNodes(repoId, [...new Set(checkTextList(ids, 'ids'))], options),
    );
  }

  async deleteEdges(
    repoId: string,
    edges: readonly EdgeReference[],
    options: GraphWriteOptions = {},
  ): Promise<WriteReport> {
    return this.#write('deleteEdges', repoId, options, async () => {
      const rows = checkList(edges, 'edges').map((edge, index) => validateEdgeReference(edge, index));
      return this.#writer(options).deleteEdges(repoId, [...lastOfEach(rows, edgeKey).values()], options);
    });
  }

  async replaceFiles(
    repoId: string,
    replacement: FileReplacement,
    options: GraphWriteOptions = {},
  ): Promise<WriteReport> {
    return this.#write('replaceFiles', repoId, options, async (tally) => {
      const nodes = checkList(replacement?.nodes, 'nodes').map((node, index) => validateNode(node, index));
      const edges = checkList(replacement.edges, 'edges').map((edge, index) => validateEdge(edge, index));
      tallyRows(tally.nodePass(), replacement.nodes);
      tallyRows(tally.edgePass(), replacement.edges);
      const checked: FileReplacement = {
        files: [...new Set(checkTextList(replacement.files, 'files'))],
        nodes: [...lastOfEach(nodes, (node) => node.id).values()],
        edges: [...lastOfEach(edges, edgeKey).values()],
        fileHashes: validateFileHashes(replacement.fileHashes ?? {}),
      };
      checkReplacementFiles(checked);
      return this.#writer(options).replaceFiles(repoId, checked, options);
    });
  }

  async getGraphMetadata(repoId: string, options: ReadOptions = {}): Promise<GraphMetadata | undefined> {
    return this.#call('getGraphMetadata', repoId, options, () =>
      this.#backend.getGraphMetadata(repoId, options),
    );
  }

  async getGraphRevision(repoId: string, options: ReadOptions = {}): Promise<string | undefined> {
    return this.#call('getGraphRevision', repoId, options, () =>
      this.#backend.getGraphRevision(repoId, options),
    );
  }

  async updateGraphMetadata(
    repoId: string,
    metadata: GraphMetadata,
    options: GraphWriteOptions = {},
  ): Promise<void> {
    return this.#call('updateGraphMetadata', repoId, options, async () =>
      this.#writer(options).updateGraphMetadata(repoId, { ...validateMetadata(metadata), repoId }, options),
    );
  }

  async listRepositories(options: ReadOptions = {}): Promise<string[]> {
    return this.#guard.run({ operation: 'listRepositories' }, options, async () => {
      checkPlain(options, 'options');
      return (await this.#backend.listRepositories(options)).sort(compareCodePoints);
    });
  }

  async deleteGraph(repoId: string, options: GraphWriteOptions = {}): Promise<WriteReport> {
    return this.#write('deleteGraph', repoId, options, async () =>
      this.#writer(options).deleteGraph(repoId, options),
    );
  }

  async graphExists(repoId: string, options: ReadOptions = {}): Promise<boolean> {
    return this.#call('graphExists', repoId, options, () => this.#backend.graphExists(repoId, options));
  }

  close(): Promise<void> {
    return this.#lifetime.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #writer({ dryRun = false }: GraphWriteOptions): GraphWrites {
    return checkFlag(dryRun, 'dryRun') ? this.#dryRun : this.#backend;
  }

  async #write(
    operation: string,
    repoId: string,
    options: GraphWriteOptions,
    work: (tally: RowTally) => Promise<WriteOutcome>,
  ): Promise<WriteReport> {
    const start = performance.now();
    const { outcome, tally } = await this.#call(operation, repoId, options, async () => {
      const tally = new RowTally(checkFlag(options.strict ?? false, 'strict'));
      return { outcome: await work(tally), tally };
    });
    return { repoId, ...outcome, ...tally.report, seconds: (performance.now() - start) / 1000 };
  }

  #call<Result>(
    operation: string,
    repoId: string,
    options: ReadOptions,
    work: () => Promise<Result>,
  ): Promise<Result> {
    return this.#guard.about(operation, repoId, options, async () => {
      checkPlain(options, 'options');
      return work();
    });
  }

  #guardSource(source: GraphSource, repoId: string, options: ReadOptions): GraphSource {
    const guard = async function* <Row>(
      self: GuardedGraphStorage,
      open: () => AsyncIterable<Row>,
    ): AsyncIterable<Row> {
      try {
        self.#lifetime.checkOpen();
        throwIfAborted(options.signal);
        for await (const row of open()) {
          self.#lifetime.checkOpen();
          yield row;
        }
      } catch (error) {
        throw self.#guard.located(error, { operation: 'streamGraph', repoId });
      }
    };
    return {
      metadata: source.metadata,
      nodes: () => guard(this, () => source.nodes()),
      edges: () => guard(this, () => source.edges()),
    };
  }
}

/** @param graph with rows that were checked */
function tallyGraph(tally: RowTally, graph: SerializableGraph): void {
  tally.graph(graph, graph.metadata);
  tallyRows(tally.nodePass(), graph.nodes);
  tallyRows(tally.edgePass(), graph.edges);
}

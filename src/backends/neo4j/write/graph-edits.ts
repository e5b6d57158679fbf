import type {
  EdgeReference,
  GraphMetadata,
  SerializableEdge,
  SerializableNode,
} from '../../../graph/index.ts';
import {
  EditableGraph,
  type FileReplacement,
  type WriteOptions,
  type WriteOutcome,
} from '../../../storage/index.ts';
import type { StatementRunner } from '../connection/connection.ts';
import { isTooLargeForMemory } from '../connection/errors.ts';
import { countDangling, readMetadata } from '../read/metadata.ts';
import type { ReadBeside } from '../read/read-batches.ts';
import { readState } from '../read/repository-state.ts';
import { RowReader } from '../read/row-reader.ts';
import { applyChanges } from './in-place/apply-changes.ts';
import { changeInPlace } from './in-place/change-in-place.ts';
import { forgetDigests } from './in-place/source-files.ts';
import { changesBetween, isEmpty, sizeOf, snapshotOf } from './shared/change-set.ts';
import type { WriteTools } from './shared/target.ts';
import type { GraphReplacer } from './store-graph.ts';

/** The rows that an edit looks at: enough of a graph for the edit to do the same as on the whole. */
interface Part {
  readonly nodes: readonly SerializableNode[];
  readonly edges: readonly SerializableEdge[];
  readonly metadata?: GraphMetadata;
}

const TOO_LARGE: unique symbol = Symbol('too large');

/**
 * The edits of stored graphs. Each reads the part it needs while it holds the repository, edits it in memory
 * by the rules every backend shares, and writes the difference.
 */
export class GraphEdits {
  readonly #tools: WriteTools;
  readonly #replacer: GraphReplacer;

  constructor(tools: WriteTools, replacer: GraphReplacer) {
    this.#tools = tools;
    this.#replacer = replacer;
  }

  updateNodes(
    repoId: string,
    nodes: readonly SerializableNode[],
    options: WriteOptions,
  ): Promise<WriteOutcome | undefined> {
    return this.#edit(
      repoId,
      options,
      async (rows) => ({ nodes: await rows.nodes(nodes.map((node) => node.id)), edges: [] }),
      (graph) => graph.updateNodes(nodes),
    );
  }

  updateEdges(
    repoId: string,
    edges: readonly SerializableEdge[],
    options: WriteOptions,
  ): Promise<WriteOutcome | undefined> {
    return this.#edit(
      repoId,
      options,
      async (rows) => ({ nodes: [], edges: await rows.edges(edges) }),
      (graph) => graph.updateEdges(edges),
    );
  }

  deleteNodes(
    repoId: string,
    ids: readonly string[],
    options: WriteOptions,
  ): Promise<WriteOutcome | undefined> {
    return this.#edit(
      repoId,
      options,
      async (rows) => ({ nodes: await rows.nodes(ids), edges: await rows.edgesTouching(ids) }),
      (graph) => graph.deleteNodes(ids),
    );
  }

  deleteEdges(
    repoId: string,
    edges: readonly EdgeReference[],
    options: WriteOptions,
  ): Promise<WriteOutcome | undefined> {
    return this.#edit(
      repoId,
      options,
      async (rows) => ({ nodes: [], edges: await rows.edges(edges) }),
      (graph) => graph.deleteEdges(edges),
    );
  }

  replaceFiles(
    repoId: string,
    replacement: FileReplacement,
    options: WriteOptions,
  ): Promise<WriteOutcome | undefined> {
    return this.#edit(
      repoId,
      options,
      (rows, tx, generation) => this.#partOfFiles(repoId, replacement, rows, tx, generation),
      (graph) => graph.replaceFiles(replacement),
    );
  }

  /** The replaced files, and whatever else the given rows name. */
  async #partOfFiles(
    repoId: string,
    { files, nodes, edges }: FileReplacement,
    rows: RowReader,
    tx: StatementRunner,
    generation: number,
  ): Promise<Part> {
    const [metadata, declared] = await Promise.all([
      readMetadata(tx, repoId, generation),
      rows.nodesOfFiles(files),
    ]);
    const known = new Set(declared.map((node) => node.id));
    const named = new Set([...nodes.map((node) => node.id), ...edges.map((edge) => edge.source)]);
    const [elsewhere, owned, unowned, others] = await Promise.all([
      rows.nodes([...named].filter((id) => !known.has(id))),
      rows.edgesFrom(known),
      files.includes('') ? rows.edgesOfUnresolved() : [],
      rows.edges(edges.filter((edge) => !known.has(edge.source))),
    ]);
    return { nodes: [...declared, ...elsewhere], edges: [...owned, ...unowned, ...others], metadata };
  }

  /** Reads while a change holds the repository, so that it is as the change sees it. */
  #beside(repoId: string, generation: number, options: WriteOptions): ReadBeside {
    return (work) =>
      this.#tools.connection.readOnce(async (tx) => {
        const state = await readState(tx, repoId);
        if (state?.pending === true && state.generation === generation) await work(tx);
      }, options);
  }

  async #edit(
    repoId: string,
    options: WriteOptions,
    readPart: (rows: RowReader, tx: StatementRunner, generation: number) => Promise<Part>,
    edit: (graph: EditableGraph) => WriteOutcome,
  ): Promise<WriteOutcome | undefined> {
    const { connection, settings } = this.#tools;
    const changed = changeInPlace(
      connection,
      settings,
      repoId,
      options,
      async (tx, { generation }, token) => {
        const rows = new RowReader(tx, generation, settings, this.#beside(repoId, generation, options));
        const part = await readPart(rows, tx, generation);
        const graph = new EditableGraph({ repoId, metadata: UNREAD, ...part });
        const before = snapshotOf(graph);
        const outcome = edit(graph);
        const changes = changesBetween(before, graph);
        if (sizeOf(changes) > settings.inPlaceRows) return TOO_LARGE;
        const target = { ...this.#tools, tx, repoId, generation, numbers: rows.numbers };
        if (isEmpty(changes)) return { ...outcome, dangling: await countDangling(tx, generation) };
        const dangling = await applyChanges(target, changes, token);
        await forgetDigests(target, changes);
        return { ...outcome, dangling };
      },
    );
    const result = await changed.catch((error: unknown): typeof TOO_LARGE => {
      // What one transaction has no memory for is written as a new generation, in many.
      if (isTooLargeForMemory(error)) return TOO_LARGE;
      throw error;
    });
    return result === TOO_LARGE ? this.#replacer.rewrite(repoId, edit, options) : result;
  }
}

/** Stands in where an edit neither reads nor changes the metadata. */
const UNREAD: GraphMetadata = {
  repoId: '',
  lastUpdated: { seconds: 0, nanoseconds: 0 },
  version: 0,
  fileHashes: {},
  totalNodes: 0,
  totalEdges: 0,
  schemaVersion: '',
};

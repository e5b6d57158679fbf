import { StorageError } from '../../errors/index.ts';
import {
  copyEdge,
  copyNode,
  type EdgeReference,
  edgeKey,
  equalEdges,
  equalNodes,
  type GraphMetadata,
  type SerializableEdge,
  type SerializableGraph,
  type SerializableNode,
  storedMetadata,
} from '../../graph/index.ts';
import type { FileReplacement } from '../graph-storage.ts';
import { NO_ROWS, type RowCounts } from '../reports.ts';
import { edgeOutsideFiles, hashesAfter } from './file-ownership.ts';
import type { WriteOutcome } from './graph-backend.ts';

type Counter = { -readonly [Key in keyof RowCounts]: RowCounts[Key] };

/**
 * A repository's graph in memory with the rules of every write. Backends without a query language edit
 * through it, and those with one are compared with it.
 */
export class EditableGraph {
  readonly #repoId: string;
  #metadata: GraphMetadata;
  readonly #nodes = new Map<string, SerializableNode>();
  readonly #edges = new Map<string, SerializableEdge>();

  /** Takes ownership of the rows; of duplicates the last wins. */
  constructor(graph: SerializableGraph) {
    this.#repoId = graph.repoId;
    this.#metadata = graph.metadata;
    for (const node of graph.nodes) this.#nodes.set(node.id, node);
    for (const edge of graph.edges) this.#edges.set(edgeKey(edge), edge);
  }

  get metadata(): GraphMetadata {
    return storedMetadata(
      { repoId: this.#repoId, metadata: this.#metadata },
      this.#nodes.size,
      this.#edges.size,
    );
  }

  set metadata(metadata: GraphMetadata) {
    this.#metadata = metadata;
  }

  /** The rows themselves, not copies. */
  get nodes(): ReadonlyMap<string, SerializableNode> {
    return this.#nodes;
  }

  /** The rows themselves, not copies, by {@link edgeKey}. */
  get edges(): ReadonlyMap<string, SerializableEdge> {
    return this.#edges;
  }

  /** A copy that shares nothing with the store. */
  toGraph(): SerializableGraph {
    return {
      repoId: this.#repoId,
      nodes: Array.from(this.#nodes.values(), copyNode),
      edges: Array.from(this.#edges.values(), copyEdge),
      metadata: this.metadata,
    };
  }

  /** How storing `this` changes what was stored before. */
  outcomeAfter(previous: EditableGraph | undefined): WriteOutcome {
    return {
      nodes: compareRows(previous?.nodes ?? new Map(), this.#nodes, equalNodes),
      edges: compareRows(previous?.edges ?? new Map(), this.#edges, equalEdges),
      dangling: this.countDangling(),
    };
  }

  updateNodes(nodes: readonly SerializableNode[]): WriteOutcome {
    const counts = upsertAll(this.#nodes, nodes, (node) => node.id, equalNodes);
    return this.#outcome(counts, NO_ROWS);
  }

  updateEdges(edges: readonly SerializableEdge[]): WriteOutcome {
    return this.#outcome(NO_ROWS, upsertAll(this.#edges, edges, edgeKey, equalEdges));
  }

  deleteNodes(ids: readonly string[]): WriteOutcome {
    const gone = new Set(ids);
    const edges = this.#deleteEdgesWhere((edge) => gone.has(edge.source) || gone.has(edge.target));
    let deleted = 0;
    for (const id of gone) if (this.#nodes.delete(id)) deleted++;
    return this.#outcome({ ...NO_ROWS, deleted }, { ...NO_ROWS, deleted: edges });
  }

  deleteEdges(edges: readonly EdgeReference[]): WriteOutcome {
    let deleted = 0;
    for (const edge of edges) if (this.#edges.delete(edgeKey(edge))) deleted++;
    return this.#outcome(NO_ROWS, { ...NO_ROWS, deleted });
  }

  replaceFiles(replacement: FileReplacement): WriteOutcome {
    const files = new Set(replacement.files);
    this.#checkEdgeOwners(replacement, files);
    const before = { nodes: new Map(this.#nodes), edges: new Map(this.#edges) };
    this.#deleteEdgesWhere((edge) => files.has(this.#fileOf(edge.source)));
    for (const node of before.nodes.values()) if (files.has(node.file)) this.#nodes.delete(node.id);
    for (const node of replacement.nodes) this.#nodes.set(node.id, node);
    for (const edge of replacement.edges) this.#edges.set(edgeKey(edge), edge);
    this.#metadata = {
      ...this.#metadata,
      fileHashes: hashesAfter(this.#metadata.fileHashes, replacement),
    };
    return {
      nodes: onlyTouched(compareRows(before.nodes, this.#nodes, equalNodes), replacement.nodes.length),
      edges: onlyTouched(compareRows(before.edges, this.#edges, equalEdges), replacement.edges.length),
      dangling: this.countDangling(),
    };
  }

  countDangling(): number {
    let dangling = 0;
    for (const edge of this.#edges.values()) {
      if (!this.#nodes.has(edge.source) || !this.#nodes.has(edge.target)) dangling++;
    }
    return dangling;
  }

  #outcome(nodes: RowCounts, edges: RowCounts): WriteOutcome {
    return { nodes, edges, dangling: this.countDangling() };
  }

  #fileOf(id: string): string {
    return this.#nodes.get(id)?.file ?? '';
  }

  #deleteEdgesWhere(test: (edge: SerializableEdge) => boolean): number {
    let deleted = 0;
    for (const [key, edge] of this.#edges) {
      if (test(edge)) {
        this.#edges.delete(key);
        deleted++;
      }
    }
    return deleted;
  }

  #checkEdgeOwners(replacement: FileReplacement, files: ReadonlySet<string>): void {
    const given = new Map(replacement.nodes.map((node) => [node.id, node.file]));
    for (const edge of replacement.edges) {
      // A source that is stored in a replaced file, and not given again,
      // is about to be deleted: it belongs to ''.
      const stored = this.#fileOf(edge.source);
      const file = given.get(edge.source) ?? (files.has(stored) ? '' : stored);
      if (!files.has(file)) throw edgeOutsideFiles(edge, file);
    }
  }
}

/** @throws `NOT_FOUND` */
export function repositoryNotFound(repoId: string, near: readonly string[] = []): StorageError {
  const hint =
    near.length > 0 ? ` Stored with a similar name: ${near.map((id) => JSON.stringify(id)).join(', ')}.` : '';
  return new StorageError('NOT_FOUND', `No repository ${JSON.stringify(repoId)} is stored here.${hint}`, {
    repoId,
    context: { near },
  });
}

function upsertAll<Row>(
  stored: Map<string, Row>,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  equal: (a: Row, b: Row) => boolean,
): RowCounts {
  const counts: Counter = { ...NO_ROWS };
  for (const row of rows) {
    const key = keyOf(row);
    const old = stored.get(key);
    if (old === undefined) counts.created++;
    else if (equal(old, row)) counts.unchanged++;
    else counts.updated++;
    stored.set(key, row);
  }
  return counts;
}

function compareRows<Row>(
  before: ReadonlyMap<string, Row>,
  after: ReadonlyMap<string, Row>,
  equal: (a: Row, b: Row) => boolean,
): RowCounts {
  const counts: Counter = { ...NO_ROWS };
  for (const [key, row] of after) {
    const old = before.get(key);
    if (old === undefined) counts.created++;
    else if (old === row || equal(old, row)) counts.unchanged++;
    else counts.updated++;
  }
  for (const key of before.keys()) if (!after.has(key)) counts.deleted++;
  return counts;
}

/** Rows that were not given are not reported as unchanged. */
function onlyTouched(counts: RowCounts, given: number): RowCounts {
  return { ...counts, unchanged: given - counts.created - counts.updated };
}

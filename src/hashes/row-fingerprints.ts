import type { SerializableEdge, SerializableNode } from '../graph/index.ts';
import { FileDigests } from './file-digests.ts';
import { HashTable } from './hash-table.ts';
import { type Halves, RowHash } from './row-hash.ts';

const FILE = 0;
const BATCH = 1;
const NODE_COLUMNS = 2;

/** How much is kept of the rows that pass. */
export interface FingerprintOptions {
  /** Whether edges are remembered too, so that one given twice is noticed. */
  readonly remembersEdges?: boolean;
  /** Whether enough is remembered to find how another graph's rows differ. */
  readonly comparesRows?: boolean;
}

/** How a row relates to the rows that were added before. */
export type Comparison = 'absent' | 'equal' | 'different';

/**
 * What is remembered of a graph's rows when the rows themselves have passed: by hashes, a
 * few bytes a row. Two ids that share a hash are taken for one given twice, so whoever
 * asks must treat "given twice" as "look in the database".
 */
export class RowFingerprints {
  readonly digests: FileDigests = new FileDigests();
  readonly #nodes: HashTable;
  readonly #edges: HashTable | undefined;
  readonly comparesRows: boolean;
  readonly #sourceHash = new RowHash();
  /** Of a target, or of an id alone. */
  readonly #targetHash = new RowHash();
  readonly #rowHash = new RowHash();
  #source: string | undefined;
  #edgeCount = 0;

  constructor({ remembersEdges = false, comparesRows = false }: FingerprintOptions) {
    const columns = comparesRows ? 2 : 0;
    this.#nodes = new HashTable(NODE_COLUMNS + columns);
    this.#edges = remembersEdges ? new HashTable(columns) : undefined;
    this.comparesRows = comparesRows;
  }

  /** Nodes, each id once. */
  get nodeCount(): number {
    return this.#nodes.size;
  }

  /** Edges; each once if they are remembered. */
  get edgeCount(): number {
    return this.#edges?.size ?? this.#edgeCount;
  }

  /** @returns false if a node of this id, or so it seems, was there before: the later one counts */
  addNode(node: SerializableNode, batch: number): boolean {
    const file = this.digests.numberOf(node.file);
    const id = this.#targetHash.ofId(node.id);
    const isNew = this.#nodes.insert(id);
    const { place } = this.#nodes;
    this.digests.add(file, this.#rowHash.ofNode(id, node));
    if (this.comparesRows) keepRow(this.#nodes, place, NODE_COLUMNS, this.#rowHash);
    if (isNew) {
      this.#nodes.set(place, FILE, file);
      this.#nodes.set(place, BATCH, batch);
    } else {
      this.digests.doubt(this.#nodes.get(place, FILE));
      this.digests.doubt(file);
    }
    return isNew;
  }

  /**
   * After all nodes.
   * @returns false if the same edge, or so it seems, was there before: the later one counts
   */
  addEdge(edge: SerializableEdge): boolean {
    const [source, target] = this.#endsOf(edge);
    const file = this.#fileOf(source);
    let isNew = true;
    this.#edgeCount++;
    if (this.#edges !== undefined) {
      isNew = this.#edges.insert(this.#rowHash.ofEdgeReference(source, target, edge.kind));
      if (!isNew) this.digests.doubt(file);
    }
    this.digests.add(file, this.#rowHash.ofEdge(source, target, edge));
    if (this.#edges !== undefined && this.comparesRows)
      keepRow(this.#edges, this.#edges.place, 0, this.#rowHash);
    return isNew;
  }

  /** The batch that a node of this id came in, -1 if there was none. */
  batchOf(id: string): number {
    const place = this.#nodes.find(this.#targetHash.ofId(id));
    return place === -1 ? -1 : this.#nodes.get(place, BATCH);
  }

  /** The file that the first node of this id lies in, '' if there is none. */
  fileOf(id: string): string {
    return this.digests.pathOf(this.#fileOf(this.#targetHash.ofId(id)));
  }

  /** The file that owns an edge: its source's, or '' where that is none of the nodes. */
  ownerOf(edge: SerializableEdge): string {
    return this.digests.pathOf(this.#fileOf(this.#sourceOf(edge)));
  }

  compareNode(node: SerializableNode): Comparison {
    const id = this.#targetHash.ofId(node.id);
    const place = this.#nodes.find(id);
    if (place === -1) return 'absent';
    return isRow(this.#nodes, place, NODE_COLUMNS, this.#rowHash.ofNode(id, node)) ? 'equal' : 'different';
  }

  compareEdge(edge: SerializableEdge): Comparison {
    const [source, target] = this.#endsOf(edge);
    const place = this.#edges?.find(this.#rowHash.ofEdgeReference(source, target, edge.kind)) ?? -1;
    if (this.#edges === undefined || place === -1) return 'absent';
    return isRow(this.#edges, place, 0, this.#rowHash.ofEdge(source, target, edge)) ? 'equal' : 'different';
  }

  #fileOf(source: Halves): number {
    const place = this.#nodes.find(source);
    return place === -1 ? this.digests.numberOf('') : this.#nodes.get(place, FILE);
  }

  #endsOf(edge: SerializableEdge): readonly [RowHash, RowHash] {
    return [this.#sourceOf(edge), this.#targetHash.ofId(edge.target)];
  }

  #sourceOf({ source }: SerializableEdge): RowHash {
    // Edges mostly come source by source.
    if (source !== this.#source) {
      this.#sourceHash.ofId(source);
      this.#source = source;
    }
    return this.#sourceHash;
  }
}

/** The fingerprints of rows in memory, for their digests. */
export function ledgerOf(rows: {
  readonly nodes: Iterable<SerializableNode>;
  readonly edges: Iterable<SerializableEdge>;
}): RowFingerprints {
  const fingerprints = new RowFingerprints({});
  for (const node of rows.nodes) fingerprints.addNode(node, 0);
  for (const edge of rows.edges) fingerprints.addEdge(edge);
  return fingerprints;
}

function keepRow(table: HashTable, place: number, column: number, { high, low }: Halves): void {
  table.set(place, column, high);
  table.set(place, column + 1, low);
}

function isRow(table: HashTable, place: number, column: number, { high, low }: Halves): boolean {
  return table.get(place, column) === high && table.get(place, column + 1) === low;
}

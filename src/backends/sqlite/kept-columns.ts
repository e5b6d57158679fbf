import { endianness } from 'node:os';
import type { SerializableEdge } from '../../graph/index.ts';
import { rowsInOrder, stableOrder } from '../../traversal/graph/adjacency.ts';
import { edgeWeight } from '../../traversal/graph/edge-weights.ts';
import type { Connection } from './connection.ts';
import type { Value } from './driver/driver.ts';

/**
 * A graph of more rows is read from its tables: what is remembered while it is stored has to end somewhere.
 */
const MOST_ROWS = 4_000_000;
const FIRST_SIZE = 1 << 14;
const NODE_WIDTH = 12;
const EDGE_WIDTH = 4;
/** Node 22 binds what has no bytes as null. */
const SAVE = 'INSERT INTO graph_column VALUES (?, ?, coalesce(?, zeroblob(0)))';

/** The columns that are kept of a whole graph, each by its name in the file. */
export type ColumnName =
  | 'node kinds'
  | 'node files'
  | 'node names'
  | 'node attributes'
  | 'edge sources'
  | 'edge targets'
  | 'edge kinds'
  | 'edge weights'
  | 'names'
  | 'attributes';

/**
 * What questions about all nodes read of a graph, gathered while its rows are inserted:
 * numbers that need not be taken from the rows one by one, and each text once. They hold
 * for the state that was stored; every edit forgets them.
 */
export class KeptColumns {
  readonly #nodes = {
    kinds: new Integers(),
    files: new Integers(),
    names: new Integers(),
    attributes: new Integers(),
  };
  readonly #edges = { sources: new Integers(), targets: new Integers(), kinds: new Integers() };
  readonly #names = new Texts();
  readonly #attributes = new Texts();
  /** Of edges that stand for more than one reference, by their place among those given. */
  readonly #weights = new Map<number, number>();
  #edgeCount = 0;
  #isKept = endianness() === 'LE';

  /** @param values of rows as they are inserted */
  addNodes(values: readonly Value[]): void {
    if (!this.#isKept) return;
    const { kinds, files, names, attributes } = this.#nodes;
    for (let at = 0; at < values.length; at += NODE_WIDTH) {
      const number = values[at] as number;
      kinds.set(number, values[at + 2] as number);
      names.set(number, this.#names.numberOf(values[at + 3] as string));
      files.set(number, values[at + 4] as number);
      attributes.set(number, this.#attributes.numberOf((values[at + 11] ?? '') as string));
      if (number > MOST_ROWS) this.#isKept = false;
    }
  }

  addEdges(values: readonly Value[], edges: readonly SerializableEdge[]): void {
    if (!this.#isKept) return;
    const { sources, targets, kinds } = this.#edges;
    for (const [row, { attributes }] of edges.entries()) {
      const edge = this.#edgeCount++;
      const at = row * EDGE_WIDTH;
      sources.set(edge, values[at] as number);
      targets.set(edge, values[at + 1] as number);
      kinds.set(edge, values[at + 2] as number);
      const weight = edgeWeight(attributes);
      if (weight !== 1) this.#weights.set(edge, weight);
    }
    if (this.#edgeCount > MOST_ROWS) this.#isKept = false;
  }

  /**
   * Keeps them, unless an edge was given twice, for then they are not what is stored.
   * @param edgeCount of edges stored
   */
  save(connection: Connection, repository: number, edgeCount: number): void {
    if (!this.#isKept || this.#edgeCount !== edgeCount) return;
    const save = (name: ColumnName, bytes: Uint8Array): void =>
      void connection.run(SAVE, [repository, name, bytes]);
    for (const [name, column] of Object.entries(this.#nodes))
      save(`node ${name}` as ColumnName, bytesOf(column.all));
    const sources = this.#edges.sources.all;
    const targets = this.#edges.targets.all;
    const kinds = this.#edges.kinds.all;
    const byKind = stableOrder(kinds, rowsInOrder(edgeCount));
    const order = stableOrder(targets, stableOrder(sources, byKind));
    const ordered = (column: Uint32Array): Uint32Array => order.map((edge) => column[edge] ?? 0);
    save('edge sources', bytesOf(ordered(sources)));
    save('edge targets', bytesOf(ordered(targets)));
    save('edge kinds', bytesOf(ordered(kinds)));
    save('edge weights', bytesOf(this.#weightsIn(order)));
    save('names', Buffer.from(JSON.stringify(this.#names.all)));
    save('attributes', Buffer.from(JSON.stringify(this.#attributes.all)));
  }

  /** Places and weights in turn. */
  #weightsIn(order: Uint32Array): Float64Array {
    const pairs: number[] = [];
    for (const [place, edge] of order.entries()) {
      const weight = this.#weights.get(edge);
      if (weight !== undefined) pairs.push(place, weight);
    }
    return Float64Array.from(pairs);
  }
}

/** Forgets what was kept of a repository that changes. */
export function forgetColumns(connection: Connection, repository: number): void {
  connection.run('DELETE FROM graph_column WHERE repository = ?', [repository]);
}

/** Whole numbers by their place, 0 where none was set. */
class Integers {
  #values = new Uint32Array(FIRST_SIZE);
  #length = 0;

  get all(): Uint32Array {
    return this.#values.subarray(0, this.#length);
  }

  set(place: number, value: number): void {
    if (place >= this.#values.length) {
      const larger = new Uint32Array(Math.max(place + 1, 2 * this.#values.length));
      larger.set(this.#values);
      this.#values = larger;
    }
    if (place >= this.#length) this.#length = place + 1;
    this.#values[place] = value;
  }
}

/** Texts, each once, numbered from 0; number 0 is ''. */
class Texts {
  readonly #numbers = new Map([['', 0]]);
  /** Rows often come grouped, and comparing is cheaper than looking up. */
  #last = '';
  #lastNumber = 0;

  get all(): readonly string[] {
    return [...this.#numbers.keys()];
  }

  numberOf(text: string): number {
    if (text === this.#last) return this.#lastNumber;
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(text, number);
    }
    this.#last = text;
    this.#lastNumber = number;
    return number;
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Float64Array): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}

import type { Packed } from '../data/columns.ts';
import { linkTo } from '../data/links.ts';
import { type ColumnName, FLAG, type ReportColumns, type ReportHeader } from '../data/report-data.ts';

/** Edges by one of their ends: those of node `n` are the rows from `starts[n]` to `starts[n + 1]`. */
export interface Adjacency {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly kinds: Uint16Array;
}

/** The graph of the page: nodes are numbers. */
export class Graph {
  readonly header: ReportHeader;
  readonly columns: ReportColumns;
  readonly size: number;
  /** What each node refers to. */
  readonly out: Adjacency;
  /** What refers to each node. */
  readonly in: Adjacency;
  readonly #deadRows: ReadonlyMap<number, number>;

  constructor({ header, columns }: Packed<ReportHeader, ColumnName>) {
    this.header = header;
    this.columns = columns;
    this.size = columns.nodeName.length;
    this.out = {
      starts: startsOf(columns.edgeCount),
      ends: columns.edgeTarget as Uint32Array,
      kinds: columns.edgeKind as Uint16Array,
    };
    this.in = reversed(this.out, this.size);
    this.#deadRows = new Map(Array.from(columns.deadNode, (node, row) => [node, row]));
  }

  name(node: number): string {
    return this.header.names[this.columns.nodeName[node] ?? 0] ?? '';
  }

  kind(node: number): string {
    return this.header.nodeKinds[this.columns.nodeKind[node] ?? 0] ?? '';
  }

  /** The number of its file; `undefined` for what is in none. */
  file(node: number): number | undefined {
    const file = this.columns.nodeFile[node] ?? 0;
    return file === 0 ? undefined : file - 1;
  }

  /** `src/a.ts:12`, or that it is elsewhere. */
  place(node: number): string {
    const file = this.file(node);
    if (this.has(node, FLAG.unstored)) return 'not stored';
    return file === undefined ? 'external' : `${this.path(file)}:${this.line(node)}`;
  }

  path(file: number): string {
    return this.header.files[file] ?? '';
  }

  line(node: number): number {
    return this.columns.nodeLine[node] ?? 0;
  }

  lines(node: number): number {
    return this.columns.nodeLines[node] ?? 0;
  }

  has(node: number, flag: number): boolean {
    return ((this.columns.nodeFlags[node] ?? 0) & flag) !== 0;
  }

  /** The row of the columns `dead…`; `undefined` for what is alive or was not judged. */
  deadRow(node: number): number | undefined {
    return this.#deadRows.get(node);
  }

  /** The address of a line in the editor or forge that the page was made for. */
  link(file: number, line: number): string | undefined {
    const { linkTemplate } = this.header;
    return linkTemplate === undefined ? undefined : linkTo(linkTemplate, this.path(file), line);
  }
}

function startsOf(counts: ArrayLike<number>): Uint32Array {
  const starts = new Uint32Array(counts.length + 1);
  for (let node = 0; node < counts.length; node++)
    starts[node + 1] = (starts[node] ?? 0) + (counts[node] ?? 0);
  return starts;
}

/** The same edges by their other ends, each node's in ascending order. */
function reversed({ starts, ends, kinds }: Adjacency, size: number): Adjacency {
  const counts = new Uint32Array(size);
  for (const end of ends) counts[end] = (counts[end] ?? 0) + 1;
  const reverse = {
    starts: startsOf(counts),
    ends: new Uint32Array(ends.length),
    kinds: new Uint16Array(ends.length),
  };
  const next = reverse.starts.slice();
  for (let node = 0; node < size; node++) {
    for (let edge = starts[node] ?? 0; edge < (starts[node + 1] ?? 0); edge++) {
      const end = ends[edge] ?? 0;
      const at = next[end] ?? 0;
      next[end] = at + 1;
      reverse.ends[at] = node;
      reverse.kinds[at] = kinds[edge] ?? 0;
    }
  }
  return reverse;
}

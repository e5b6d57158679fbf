import type { Work } from '../turns.ts';

/**
 * Edges grouped by the vertex at one end (compressed sparse rows): those of vertex v stand at positions
 * `offsets[v]` to `offsets[v + 1]`, exclusive, of `ends`, `kinds` and `edges`, by end, then by kind.
 */
export interface Adjacency {
  readonly offsets: Uint32Array;
  /** The vertex at the other end. */
  readonly ends: Uint32Array;
  /** The number of the edge's kind. */
  readonly kinds: Uint32Array;
  /** The number of the edge. */
  readonly edges: Uint32Array;
}

/** Edges as columns: edge e leads from `sources[e]` to `targets[e]`. */
export interface EdgeColumns {
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly kinds: Uint32Array;
}

/** Groups edges by the vertex they start at, seen from there; kinds are compared by number. */
export function* adjacency(
  vertices: number,
  starts: Uint32Array,
  ends: Uint32Array,
  kinds: Uint32Array,
): Work<Adjacency> {
  // Each pass takes some milliseconds for as many edges as fit into memory.
  const byKind = stableOrder(kinds, rowsInOrder(kinds.length));
  yield 0;
  const byEnd = stableOrder(ends, byKind);
  yield 0;
  const edges = stableOrder(starts, byEnd);
  yield 0;
  const offsets = offsetsOf(starts, vertices);
  const taken = (column: Uint32Array): Uint32Array => edges.map((edge) => column[edge] ?? 0);
  const endsInOrder = taken(ends);
  yield 0;
  return { offsets, ends: endsInOrder, kinds: taken(kinds), edges };
}

/**
 * Where the group of each key from 0 to `groups`, exclusive, begins once grouped; and, last, where all end.
 */
export function offsetsOf(keys: Uint32Array, groups: number): Uint32Array {
  const offsets = new Uint32Array(groups + 1);
  for (const key of keys) offsets[key + 1] = (offsets[key + 1] ?? 0) + 1;
  for (let group = 0; group < groups; group++) {
    offsets[group + 1] = (offsets[group + 1] ?? 0) + (offsets[group] ?? 0);
  }
  return offsets;
}

/** 0, 1, 2, … */
export function rowsInOrder(count: number): Uint32Array {
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row++) rows[row] = row;
  return rows;
}

/** Rows ordered by their keys, with a counting sort; rows of one key stay in the given order. */
export function stableOrder(keys: Uint32Array, order: Uint32Array): Uint32Array {
  let groups = 0;
  for (const key of keys) if (key >= groups) groups = key + 1;
  const free = offsetsOf(keys, groups);
  const sorted = new Uint32Array(order.length);
  for (const row of order) {
    const key = keys[row] ?? 0;
    const place = free[key] ?? 0;
    free[key] = place + 1;
    sorted[place] = row;
  }
  return sorted;
}

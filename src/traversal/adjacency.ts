/**
 * Edges grouped by the vertex at one end (compressed sparse rows): those of vertex v stand at positions
 * `offsets[v]` to `offsets[v + 1]`, exclusive, of `ends` and `kinds`.
 */
export interface Adjacency {
  readonly offsets: Uint32Array;
  /** The vertex at the other end. */
  readonly ends: Uint32Array;
  /** The number of the edge's kind. */
  readonly kinds: Uint32Array;
}

/** Edges as columns: edge e leads from `sources[e]` to `targets[e]`. */
export interface EdgeColumns {
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly kinds: Uint32Array;
}

/** Groups edges by `starts` with a counting sort. */
export function adjacency(
  vertices: number,
  starts: Uint32Array,
  ends: Uint32Array,
  kinds: Uint32Array,
): Adjacency {
  const offsets = new Uint32Array(vertices + 1);
  for (const start of starts) offsets[start + 1] = (offsets[start + 1] ?? 0) + 1;
  for (let vertex = 0; vertex < vertices; vertex++) {
    offsets[vertex + 1] = (offsets[vertex + 1] ?? 0) + (offsets[vertex] ?? 0);
  }
  const free = offsets.slice();
  const grouped: Adjacency = {
    offsets,
    ends: new Uint32Array(starts.length),
    kinds: new Uint32Array(starts.length),
  };
  for (let edge = 0; edge < starts.length; edge++) {
    const start = starts[edge] ?? 0;
    const place = free[start] ?? 0;
    free[start] = place + 1;
    grouped.ends[place] = ends[edge] ?? 0;
    grouped.kinds[place] = kinds[edge] ?? 0;
  }
  return grouped;
}

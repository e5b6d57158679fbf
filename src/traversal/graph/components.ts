import { isDue, type Work } from '../turns.ts';

/**
 * A directed graph as lists of successors: those of v stand at
 * `offsets[v]` to `offsets[v + 1]`, exclusive, of `ends`.
 */
export interface Successors {
  readonly offsets: Uint32Array;
  readonly ends: Uint32Array;
}

/** The strongly connected components of a graph. */
export interface Components {
  readonly count: number;
  /** The component of each vertex. An edge from one component to another leads to a lesser number. */
  readonly of: Uint32Array;
}

const UNSEEN = 0;

/** Strongly connected components by Tarjan's algorithm, without recursion. */
export function* stronglyConnected({ offsets, ends }: Successors): Work<Components> {
  const vertices = offsets.length - 1;
  // Numbers from 1 in order of first sight.
  const seenAs = new Uint32Array(vertices);
  const lowest = new Uint32Array(vertices);
  const of = new Uint32Array(vertices);
  const isOpen = new Uint8Array(vertices);
  const nextEdge = offsets.slice(0, vertices);
  const open: number[] = [];
  const path: number[] = [];
  let seen = 0;
  let passed = 0;
  let count = 0;
  const enter = (vertex: number): void => {
    seenAs[vertex] = lowest[vertex] = ++seen;
    isOpen[vertex] = 1;
    open.push(vertex);
    path.push(vertex);
  };
  const lower = (vertex: number, to: number): void => {
    if (to < (lowest[vertex] ?? 0)) lowest[vertex] = to;
  };
  const closeComponent = (root: number): void => {
    for (let member = open.pop(); member !== undefined; member = member === root ? undefined : open.pop()) {
      isOpen[member] = 0;
      of[member] = count;
    }
    count++;
  };
  for (let start = 0; start < vertices; start++) {
    if (seenAs[start] !== UNSEEN) continue;
    enter(start);
    for (let vertex = path.at(-1); vertex !== undefined; vertex = path.at(-1)) {
      if (isDue(++passed)) yield seen;
      const edge = nextEdge[vertex] ?? 0;
      if (edge < (offsets[vertex + 1] ?? 0)) {
        nextEdge[vertex] = edge + 1;
        const end = ends[edge] ?? 0;
        if (seenAs[end] === UNSEEN) enter(end);
        else if (isOpen[end] === 1) lower(vertex, seenAs[end] ?? 0);
        continue;
      }
      path.pop();
      if (lowest[vertex] === seenAs[vertex]) closeComponent(vertex);
      const caller = path.at(-1);
      if (caller !== undefined) lower(caller, lowest[vertex] ?? 0);
    }
  }
  return { count, of };
}

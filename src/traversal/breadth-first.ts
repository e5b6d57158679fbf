import type { Adjacency } from './adjacency.ts';

/** A vertex that a walk reached, and the fewest steps to it. */
export interface Reached {
  readonly vertex: number;
  readonly distance: number;
}

/**
 * All vertices that a path of 1 to `depth` edges leads to, by distance, then by number. The start is among them if it lies
 * on a cycle, at the length of the shortest.
 *
 * @param kindMask 1 for the kinds to follow
 */
export function breadthFirst(
  edges: Adjacency,
  start: number,
  depth: number,
  kindMask: Uint8Array,
): readonly Reached[] {
  const vertices = edges.offsets.length - 1;
  const seen = new Uint8Array(vertices);
  // The start is queued unseen, so a way back to it is found like any other vertex: it may stand here twice.
  const queue = new Uint32Array(vertices + 1);
  queue[0] = start;
  let end = 1;
  let levelStart = 0;
  const reached: Reached[] = [];
  for (let distance = 1; distance <= depth && levelStart < end; distance++) {
    const levelEnd = end;
    for (let head = levelStart; head < levelEnd; head++) {
      end = addUnseen(edges, queue[head] ?? 0, kindMask, seen, queue, end);
    }
    for (const vertex of queue.subarray(levelEnd, end).sort()) reached.push({ vertex, distance });
    levelStart = levelEnd;
  }
  return reached;
}

/** Queues the unseen neighbours of a vertex at `end`; gives the new end. */
function addUnseen(
  edges: Adjacency,
  vertex: number,
  kindMask: Uint8Array,
  seen: Uint8Array,
  queue: Uint32Array,
  end: number,
): number {
  let free = end;
  const stop = edges.offsets[vertex + 1] ?? 0;
  for (let edge = edges.offsets[vertex] ?? 0; edge < stop; edge++) {
    const neighbour = edges.ends[edge] ?? 0;
    if (seen[neighbour] === 1 || kindMask[edges.kinds[edge] ?? 0] !== 1) continue;
    seen[neighbour] = 1;
    queue[free++] = neighbour;
  }
  return free;
}

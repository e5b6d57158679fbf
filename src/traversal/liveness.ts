import type { Adjacency } from './adjacency.ts';

/**
 * What is alive, 1 by vertex: the least set that holds the entry points (liveness, rule 1), what its members refer to
 * by an edge of the masked kinds (rule 2), and the containers of its members (rule 3).
 *
 * @param containers the container of each vertex, negative where there is none
 */
export function aliveFrom(
  entries: Iterable<number>,
  outgoing: Adjacency,
  kindMask: Uint8Array,
  containers: Int32Array,
): Uint8Array {
  const alive = new Uint8Array(containers.length);
  const waiting: number[] = [];
  const enliven = (vertex: number): void => {
    if (alive[vertex] === 1) return;
    alive[vertex] = 1;
    waiting.push(vertex);
  };
  for (const entry of entries) enliven(entry);
  for (let vertex = waiting.pop(); vertex !== undefined; vertex = waiting.pop()) {
    const stop = outgoing.offsets[vertex + 1] ?? 0;
    for (let edge = outgoing.offsets[vertex] ?? 0; edge < stop; edge++) {
      if (kindMask[outgoing.kinds[edge] ?? 0] === 1) enliven(outgoing.ends[edge] ?? 0);
    }
    const container = containers[vertex] ?? -1;
    if (container >= 0) enliven(container);
  }
  return alive;
}

import type { Work } from '../turns.ts';
import { offsetsOf, rowsInOrder, stableOrder } from './adjacency.ts';

/**
 * For each vertex a list of others, ascending: that of v stands at
 * `offsets[v]` to `offsets[v + 1]`, exclusive.
 */
export interface VertexLists {
  readonly offsets: Uint32Array;
  readonly members: Uint32Array;
}

/** Lists from pairs: `members[i]` goes to the list of `owners[i]`. */
export function* vertexLists(
  vertices: number,
  owners: readonly number[],
  members: readonly number[],
): Work<VertexLists> {
  const keys = Uint32Array.from(owners);
  const values = Uint32Array.from(members);
  yield 0;
  const byMember = stableOrder(values, rowsInOrder(values.length));
  yield 0;
  const order = stableOrder(keys, byMember);
  yield 0;
  return { offsets: offsetsOf(keys, vertices), members: order.map((row) => values[row] ?? 0) };
}

/** The list of one vertex, in ascending order. */
export function listOf({ offsets, members }: VertexLists, vertex: number): Uint32Array {
  return members.subarray(offsets[vertex], offsets[vertex + 1]);
}

import { FLAG } from './data/report-data.ts';

/**
 * Marks what nodes of test files lead to, by edges of any kind and over any number
 * of steps: for each of these `impact` names a test.
 */
export function markReached(
  nodeFlags: Uint8Array,
  { edgeCount, edgeTarget }: { readonly edgeCount: Uint32Array; readonly edgeTarget: Uint32Array },
): void {
  const starts = new Uint32Array(edgeCount.length + 1);
  for (const [node, count] of edgeCount.entries()) starts[node + 1] = (starts[node] ?? 0) + count;
  const waiting: number[] = [];
  for (const [node, flags] of nodeFlags.entries()) if ((flags & FLAG.test) !== 0) waiting.push(node);
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const target of edgeTarget.subarray(starts[node], starts[node + 1])) {
      const flags = nodeFlags[target] ?? 0;
      if ((flags & FLAG.reached) !== 0) continue;
      nodeFlags[target] = flags | FLAG.reached;
      if ((flags & FLAG.test) === 0) waiting.push(target);
    }
  }
}

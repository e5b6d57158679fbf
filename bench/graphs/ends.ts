import type { SerializableGraph } from '../../src/index.ts';

/** The node that is called the most, and one that is called the least. */
export function endsOf({ nodes, edges }: SerializableGraph): { readonly near: string; readonly far: string } {
  const stored = new Set(nodes.map(({ id }) => id));
  const calls = new Map<string, number>();
  for (const { source, target, kind } of edges) {
    if (kind !== 'CALLS' || !stored.has(target) || !stored.has(source)) continue;
    calls.set(target, (calls.get(target) ?? 0) + 1);
  }
  const ranked = [...calls].sort(([, a], [, b]) => b - a).map(([id]) => id);
  return { near: ranked.at(-1) ?? '', far: ranked[0] ?? '' };
}

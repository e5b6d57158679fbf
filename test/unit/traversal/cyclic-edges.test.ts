import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cycleGraph, cyclesIn } from '../../../src/traversal/structure/cycles.ts';
import { cyclicEdges } from '../../../src/traversal/structure/cyclic-edges.ts';

const VERTICES = 12;
const NAMES = Array.from({ length: VERTICES }, (_, vertex) => String.fromCharCode(97 + vertex));

const anyEnd = fc.nat({ max: VERTICES - 1 });
const anyEdges = fc.array(fc.tuple(anyEnd, anyEnd), { maxLength: 30 }).map((pairs) => ({
  sources: Uint32Array.from(pairs, ([source]) => source),
  targets: Uint32Array.from(pairs, ([, target]) => target),
}));

test('the edges that lie on cycles hold all cycles of a graph, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(anyEdges, fc.boolean(), async (edges, selfLoops) => {
      const query = { selfLoops, limit: VERTICES };
      const cyclic = cyclicEdges(VERTICES, edges, selfLoops);
      const all = await cyclesIn(cycleGraph(NAMES, edges.sources, edges.targets), query);
      expect(await cyclesIn(cycleGraph(NAMES, cyclic.sources, cyclic.targets), query)).toEqual(all);
      const members = new Set(all.items.flatMap((cycle) => cycle.members));
      for (const end of [...cyclic.sources, ...cyclic.targets]) expect(members).toContain(NAMES[end]);
    }),
    { numRuns: 500 },
  );
});

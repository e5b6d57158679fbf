import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints } from '../../../src/graph/index.ts';
import type { CompactGraph } from '../../../src/traversal/graph/compact-graph.ts';
import { callees, callers, edges, graphOf, node, path } from './graphs.ts';

const CLASSES = ['A', 'B', 'C'];
const IDS = [...CLASSES, ...CLASSES.flatMap((owner) => [`${owner}.f`, `${owner}.g`]), 'x', 'y'];
const KINDS = ['CALLS', 'READS', 'EXTENDS'];
const anyArrow = fc
  .tuple(fc.constantFrom(...IDS, 'ghost'), fc.constantFrom(...KINDS), fc.constantFrom(...IDS, 'ghost'))
  .map(([source, kind, target]) => `${source} -${kind}-> ${target}`);
/** Three classes with two methods each, two functions, and whatever edges. */
const anyGraph = fc
  .uniqueArray(anyArrow, { maxLength: 24 })
  .map((arrows) => ({ arrows, graph: program(arrows) }));
const anyNode = fc.constantFrom(...IDS);
const anyOptions = fc.record({
  edgeKinds: fc.subarray(KINDS, { minLength: 1 }),
  depth: fc.constantFrom(1, 2, 3, Number.POSITIVE_INFINITY),
});

describe('in any graph', () => {
  it('callers and callees are inverse, at equal distances, through overrides or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyGraph,
        anyNode,
        anyNode,
        anyOptions,
        fc.boolean(),
        async (any, a, b, given, through) => {
          const options = { ...given, throughOverrides: through };
          const down = await callees(any.graph, { id: a }, options);
          const up = await callers(any.graph, { id: b }, options);
          expect(down.items.find(({ id }) => id === b)?.distance).toBe(
            up.items.find(({ id }) => id === a)?.distance,
          );
        },
      ),
    );
  });

  it('a path is as long as the callee is far, and the least of all as short', async () => {
    await fc.assert(
      fc.asyncProperty(anyGraph, anyNode, anyNode, anyOptions, async ({ graph, arrows }, a, b, options) => {
        const found = await path(graph, { id: a }, { id: b }, options);
        const callee = (await callees(graph, { id: a }, options)).items.find(({ id }) => id === b);
        expect(found?.steps.length).toBe(callee?.distance);
        const told = found?.steps.flatMap(({ edge, to }) => [to.id, edge.kind]) ?? [];
        expect(told).toEqual(leastPath(arrows, a, b, found?.steps.length ?? 0, options.edgeKinds));
      }),
    );
  });
});

function program(arrows: readonly string[]): CompactGraph {
  const nodes = IDS.map((id) => {
    const [owner, name] = id.split('.');
    if (name === undefined) return node(id, { kind: CLASSES.includes(id) ? 'Class' : 'Function' });
    return node(id, { kind: 'Method', name, attributes: { parent: owner ?? '' } });
  });
  return graphOf(nodes, edges(...arrows));
}

/** All paths of the length, one step after another, of which the least is kept: by ids, then by kinds. */
function leastPath(
  arrows: readonly string[],
  start: string,
  goal: string,
  length: number,
  kinds: readonly string[],
): string[] {
  const rows = edges(...arrows).filter(({ kind }) => kinds.includes(kind));
  let paths: { readonly at: string; readonly ids: readonly string[]; readonly kinds: readonly string[] }[] = [
    { at: start, ids: [], kinds: [] },
  ];
  for (let step = 0; step < length; step++) {
    const next = paths.flatMap((known) =>
      rows
        .filter(({ source }) => source === known.at)
        .map(({ target, kind }) => ({
          at: target,
          ids: [...known.ids, target],
          kinds: [...known.kinds, kind],
        })),
    );
    // Of those that end at one node only the least can become the least.
    paths = [...new Set(next.map(({ at }) => at))].flatMap((at) =>
      next
        .filter((known) => known.at === at)
        .sort((a, b) => compare(a.ids, b.ids) || compare(a.kinds, b.kinds))
        .slice(0, 1),
    );
  }
  const best = length === 0 ? undefined : paths.find(({ at }) => at === goal);
  return best?.ids.flatMap((id, index) => [id, best.kinds[index] ?? '']) ?? [];
}

function compare(a: readonly string[], b: readonly string[]): number {
  for (const [index, text] of a.entries()) {
    const order = compareCodePoints(text, b[index] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

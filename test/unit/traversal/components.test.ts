import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stronglyConnected } from '../../../src/traversal/graph/components.ts';
import { vertexLists } from '../../../src/traversal/graph/vertex-lists.ts';
import { atOnce } from '../../../src/traversal/turns.ts';

const VERTICES = 8;
const anyVertex = fc.nat({ max: VERTICES - 1 });
const anyPairs = fc.array(fc.tuple(anyVertex, anyVertex), { maxLength: 20 });

function components(vertices: number, pairs: readonly (readonly [number, number])[]) {
  const { offsets, members } = atOnce(
    vertexLists(
      vertices,
      pairs.map(([from]) => from),
      pairs.map(([, to]) => to),
    ),
  );
  return atOnce(stronglyConnected({ offsets, ends: members }));
}

describe('strongly connected components', () => {
  it('hold together what reaches one another, and edges lead to lesser ones', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        const { count, of } = components(VERTICES, pairs);
        const reach = reachability(pairs);
        for (let a = 0; a < VERTICES; a++) {
          for (let b = 0; b < VERTICES; b++) {
            expect(of[a] === of[b]).toBe(a === b || (reach(a, b) && reach(b, a)));
          }
        }
        for (const [from, to] of pairs) expect(of[from]).toBeGreaterThanOrEqual(of[to] ?? -1);
        expect(new Set(of).size).toBe(count);
      }),
    );
  });

  it('are found in a chain of a hundred thousand without running out of stack', () => {
    const length = 100_000;
    const chain = Array.from({ length }, (_, index) => [index, (index + 1) % length] as const);
    expect(components(length, chain).count).toBe(1);
    expect(components(length, chain.slice(1)).count).toBe(length);
  });

  it('of nothing are none', () => {
    expect(components(0, []).count).toBe(0);
  });
});

/** Floyd and Warshall's closure. */
function reachability(pairs: readonly (readonly [number, number])[]): (a: number, b: number) => boolean {
  const reached = new Set(pairs.map(([from, to]) => from * VERTICES + to));
  for (let middle = 0; middle < VERTICES; middle++) {
    for (let a = 0; a < VERTICES; a++) {
      for (let b = 0; b < VERTICES; b++) {
        if (reached.has(a * VERTICES + middle) && reached.has(middle * VERTICES + b))
          reached.add(a * VERTICES + b);
      }
    }
  }
  return (a, b) => reached.has(a * VERTICES + b);
}

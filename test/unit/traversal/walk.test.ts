import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints, type SerializableEdge } from '../../../src/graph/index.ts';
import { callees, callers, edges, graphOf, node, reached } from './graphs.ts';

const EVERYWHERE = { depth: Number.POSITIVE_INFINITY, limit: 1_000 };

describe('callers and callees', () => {
  const graph = graphOf(
    ['a', 'b', 'c', 'd', 'alone'].map((id) => node(id)),
    edges('a -> b', 'b -> c', 'c -> d', 'a -> c', 'a -READS-> d'),
  );

  it('are the direct neighbours unless a depth is given', async () => {
    expect(reached(await callees(graph, 'a'))).toEqual(['b 1', 'c 1']);
    expect(reached(await callers(graph, 'c'))).toEqual(['a 1', 'b 1']);
    expect(reached(await callees(graph, 'alone'))).toEqual([]);
  });

  it('stand at the fewest steps, by steps, then by id', async () => {
    expect(reached(await callees(graph, 'a', EVERYWHERE))).toEqual(['b 1', 'c 1', 'd 2']);
    expect(reached(await callers(graph, 'd', { depth: 2 }))).toEqual(['c 1', 'a 2', 'b 2']);
  });

  it('follow the edge kinds asked for, and no others', async () => {
    expect(reached(await callees(graph, 'a', { edgeKinds: ['READS'] }))).toEqual(['d 1']);
    expect(reached(await callees(graph, 'a', { edgeKinds: ['READS', 'CALLS'] }))).toEqual([
      'b 1',
      'c 1',
      'd 1',
    ]);
    expect(reached(await callees(graph, 'a', { edgeKinds: ['EMITS'] }))).toEqual([]);
  });

  it('are cut by a limit, which the total does not feel', async () => {
    const cut = await callees(graph, 'a', { depth: 3, limit: 2 });
    expect(cut).toMatchObject({ total: 3, truncated: true });
    expect(reached(cut)).toEqual(['b 1', 'c 1']);
    expect(await callees(graph, 'a', { depth: 3, limit: 3 })).toMatchObject({ total: 3, truncated: false });
  });

  it('include the node itself where it lies on a cycle, at the length of the shortest', async () => {
    const cycles = graphOf(
      ['loop', 'x', 'y', 'z'].map((id) => node(id)),
      edges('loop -> loop', 'x -> y', 'y -> z', 'z -> x', 'y -> x'),
    );
    expect(reached(await callers(cycles, 'loop'))).toEqual(['loop 1']);
    expect(reached(await callees(cycles, 'x', EVERYWHERE))).toEqual(['y 1', 'x 2', 'z 2']);
    expect(reached(await callers(cycles, 'z', EVERYWHERE))).toEqual(['y 1', 'x 2', 'z 3']);
  });

  it('pass through ends that are not stored, and say how many they left out', async () => {
    const gaps = graphOf(
      [node('a'), node('b')],
      edges('a -> library', 'library -> b', 'a -> other', 'b -> far'),
    );
    const answer = await callees(gaps, 'a', { depth: 2 });
    expect(reached(answer)).toEqual(['b 2']);
    expect(answer).toMatchObject({
      total: 1,
      caveats: [
        { code: 'dangling-ends', message: '2 ends of these edges are not stored, so they are not listed.' },
      ],
    });
    expect((await callees(gaps, 'b')).caveats[0]?.message).toBe(
      '1 end of these edges is not stored, so it is not listed.',
    );
    expect((await callers(gaps, 'b', { depth: 2 })).items).toMatchObject([{ id: 'a', distance: 2 }]);
  });
});

const IDS: readonly string[] = ['a', 'b', 'c', 'd', '\uffff', '\u{10000}'];
const anyEnd = fc.constantFrom(...IDS, 'ghost');
const walkable = fc.record({
  stored: fc.uniqueArray(fc.constantFrom(...IDS), { minLength: 1 }),
  rows: fc.array(fc.tuple(anyEnd, anyEnd), { maxLength: 14 }),
});

describe('in any graph', () => {
  it('a node calls exactly those whose caller it is, at the same distance', async () => {
    await fc.assert(
      fc.asyncProperty(walkable, async ({ stored, rows }) => {
        const graph = graphOf(
          stored.map((id) => node(id)),
          calls(rows),
        );
        for (const id of stored) {
          for (const callee of (await callees(graph, { id }, EVERYWHERE)).items) {
            const back = (await callers(graph, { id: callee.id }, EVERYWHERE)).items;
            expect(back).toContainEqual({ ...callee, id, name: id, distance: callee.distance });
          }
        }
      }),
    );
  });

  it('distances and their order are those of a naive search', async () => {
    await fc.assert(
      fc.asyncProperty(walkable, fc.integer({ min: 1, max: 5 }), async ({ stored, rows }, depth) => {
        const graph = graphOf(
          stored.map((id) => node(id)),
          calls(rows),
        );
        for (const id of stored) {
          const expected = naiveDistances(id, rows, depth)
            .filter(([found]) => stored.includes(found))
            .map(([found, distance]) => `${found} ${distance}`);
          expect(reached(await callees(graph, { id }, { depth }))).toEqual(expected);
        }
      }),
    );
  });
});

function calls(rows: readonly (readonly [string, string])[]): SerializableEdge[] {
  return edges(...new Set(rows.map(([source, target]) => `${source} -> ${target}`)));
}

function naiveDistances(
  start: string,
  rows: readonly (readonly [string, string])[],
  depth: number,
): [string, number][] {
  const distances = new Map<string, number>();
  let level = new Set([start]);
  for (let distance = 1; distance <= depth; distance++) {
    level = new Set(rows.filter(([source]) => level.has(source)).map(([, target]) => target));
    for (const id of level) if (!distances.has(id)) distances.set(id, distance);
  }
  return [...distances].sort(([a, near], [b, far]) => near - far || compareCodePoints(a, b));
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openMemoryStore } from '../../../src/backends/memory/index.ts';
import { edge, graphOf, node } from '../../../src/conformance/fixtures.ts';
import type { SerializableGraph } from '../../../src/graph/index.ts';
import { reportPage } from '../../../src/report/index.ts';
import type { Graph } from '../../../src/report/page/graph.ts';
import { BOX, layoutOf } from '../../../src/report/page/layered-layout.ts';
import { matrixOf } from '../../../src/report/page/matrix.ts';
import { neighbourhoodOf, neighbours } from '../../../src/report/page/neighbourhood.ts';
import { type Place, placesOf } from '../../../src/report/page/places.ts';
import { type Cell, treemapOf } from '../../../src/report/page/treemap.ts';
import { graphIn, numberOf } from './opened.ts';

const FILES = ['a.ts', 'src/b.ts', 'src/c.ts', 'src/deep/er/d.ts', 'lib/e.ts', 'lib/f/g.ts'];
const SIZE = 16;

/** Sixteen functions in six files, and any calls among them. */
const someGraph = fc
  .array(fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1)), { maxLength: 70, size: 'max' })
  .map((pairs): SerializableGraph => {
    const nodes = Array.from({ length: SIZE }, (_, at) =>
      node(`n${at}`, { file: FILES[at % FILES.length] ?? '', span: { startLine: at + 1, endLine: at + 3 } }),
    );
    const calls = new Map(pairs.map(([from, to]) => [`${from} ${to}`, edge(`n${from}`, 'CALLS', `n${to}`)]));
    return graphOf('random', nodes, [...calls.values()]);
  });

const everyGraph = (holds: (graph: Graph, stored: SerializableGraph) => void): Promise<void> =>
  fc.assert(
    fc.asyncProperty(someGraph, async (stored) => {
      await using store = await openMemoryStore();
      await store.graph.storeGraph(stored);
      holds(graphIn((await reportPage(store, 'random', { version: '' })).html), stored);
    }),
    { numRuns: 25 },
  );

function placesBelow(place: Place): Place[] {
  return [place, ...place.children.flatMap(placesBelow)];
}

test('a folder counts what its files count', () =>
  everyGraph((graph) => {
    const { root, files } = placesOf(graph);
    expect(files.map(({ path }) => path)).toEqual(graph.header.files);
    for (const folder of placesBelow(root).filter(({ file }) => file === undefined)) {
      const own = files.filter(({ path }) => path.startsWith(folder.path));
      for (const count of ['lines', 'symbols', 'judged', 'dead', 'reached'] as const)
        expect(folder[count]).toBe(own.reduce((sum, file) => sum + file[count], 0));
    }
  }));

test('an edge lies inside a place, leads across its border, or does not touch it', () =>
  everyGraph((graph, { nodes, edges }) => {
    const fileOf = new Map(nodes.map(({ id, file }) => [id, file]));
    for (const { path, file, inside, across } of placesBelow(placesOf(graph).root)) {
      const isIn = (id: string): boolean =>
        file === undefined ? fileOf.get(id)?.startsWith(path) === true : fileOf.get(id) === path;
      const ends = edges.map(({ source, target }) => Number(isIn(source)) + Number(isIn(target)));
      expect([inside, across]).toEqual([2, 1].map((wanted) => ends.filter((are) => are === wanted).length));
    }
  }));

describe('the map', () => {
  const inside = (inner: Cell, outer: Pick<Cell, 'left' | 'top' | 'width' | 'height'>): boolean =>
    inner.left >= outer.left &&
    inner.top >= outer.top &&
    inner.left + inner.width <= outer.left + outer.width &&
    inner.top + inner.height <= outer.top + outer.height;
  const apart = (a: Cell, b: Cell): boolean =>
    a.left + a.width <= b.left ||
    b.left + b.width <= a.left ||
    a.top + a.height <= b.top ||
    b.top + b.height <= a.top;

  test('puts places beside each other, in what they lie in', () =>
    everyGraph((graph) => {
      const { cells } = treemapOf(placesOf(graph).root, 900, 500, ({ lines }) => lines);
      for (const cell of cells) {
        const outer = cells.find(({ place }) => place === cell.place.parent);
        expect(inside(cell, outer ?? { left: 0, top: 0, width: 900, height: 500 })).toBe(true);
        for (const other of cells)
          if (other !== cell && other.level === cell.level) expect(apart(cell, other)).toBe(true);
      }
    }));

  test('says how much was too small', () =>
    everyGraph((graph) => {
      const { root } = placesOf(graph);
      const { cells, omitted } = treemapOf(root, 30, 30, ({ lines }) => lines);
      const two = root.children.flatMap((child) => [child, ...child.children]);
      expect(cells.length + omitted).toBe(two.length);
    }));
});

test('in the matrix all that is on no cycle lies above the diagonal, and cycles stand together', () =>
  everyGraph((graph) => {
    for (const folder of placesBelow(placesOf(graph).root)) {
      const { places, weights, cycles } = matrixOf(folder, graph.columns);
      for (const from of places.keys())
        for (const to of places.keys())
          if ((weights[from]?.[to] ?? 0) > 0 && cycles[from] !== cycles[to]) expect(from).toBeLessThan(to);
      const runs = cycles.filter((cycle, at) => cycle !== cycles[at - 1]);
      expect(new Set(runs).size).toBe(runs.length);
    }
  }));

describe('the calls around a symbol', () => {
  const BUDGET = { depth: 3, kind: undefined, mostNodes: 9, mostOfStep: 3, mostEdges: 8 };
  const WHOLE = { depth: SIZE, kind: undefined, mostNodes: 1_000, mostOfStep: 1_000, mostEdges: 1_000 };

  test('keep to the budgets, and say what is not drawn', () =>
    everyGraph((graph, { edges }) => {
      const around = neighbourhoodOf(graph, numberOf(graph, 'n0'), BUDGET);
      const { nodes } = around;
      expect(nodes.length).toBeLessThanOrEqual(BUDGET.mostNodes);
      expect(around.edges.length).toBeLessThanOrEqual(BUDGET.mostEdges);
      const drawn = new Set(nodes.map(({ node }) => node));
      expect(drawn.size).toBe(nodes.length);
      for (const { node, layer, hidden } of nodes) {
        expect(nodes.filter((other) => other.layer === layer).length).toBeLessThanOrEqual(BUDGET.mostOfStep);
        const ways = layer === 0 ? [graph.out, graph.in] : [layer > 0 ? graph.out : graph.in];
        const next = ways.flatMap((way) => neighbours(way, node, undefined));
        expect(hidden).toBe(next.filter((neighbour) => !drawn.has(neighbour)).length);
      }
      const among = edges.filter(
        ({ source, target }) =>
          source !== target && drawn.has(numberOf(graph, source)) && drawn.has(numberOf(graph, target)),
      );
      expect(around.edges.length + around.hiddenEdges).toBe(among.length);
    }));

  test('are all there where the budgets allow, at the fewest steps', async () => {
    await fc.assert(
      fc.asyncProperty(someGraph, async (stored) => {
        await using store = await openMemoryStore();
        await store.graph.storeGraph(stored);
        const graph = graphIn((await reportPage(store, 'random', { version: '' })).html);
        const { nodes, callees, callers } = neighbourhoodOf(graph, numberOf(graph, 'n0'), WHOLE);
        const all = { depth: SIZE, limit: SIZE };
        const others = (list: readonly { readonly id: string }[]): string[] =>
          list.map(({ id }) => id).filter((id) => id !== 'n0');
        const after = await store.queries.callees('random', 'n0', all);
        const before = await store.queries.callers('random', 'n0', all);
        expect([callers, callees]).toEqual([others(before.items).length, others(after.items).length]);
        const drawn = nodes.map(({ node }) => graph.name(node)).filter((name) => name !== 'n0');
        expect(drawn.sort()).toEqual([...new Set([...others(after.items), ...others(before.items)])].sort());
      }),
      { numRuns: 25 },
    );
  });

  test('stand in columns without touching, the same each time', () =>
    everyGraph((graph) => {
      const around = neighbourhoodOf(graph, numberOf(graph, 'n0'), WHOLE);
      const { boxes, width, height } = layoutOf(around);
      expect(layoutOf(around)).toEqual({ boxes, width, height });
      for (const [at, { left, top }] of boxes.entries()) {
        expect(left + BOX.width).toBeLessThanOrEqual(width);
        expect(top >= 0 && top + BOX.height <= height).toBe(true);
        for (const other of boxes.slice(at + 1))
          if (other.left === left) expect(Math.abs(other.top - top)).toBeGreaterThanOrEqual(BOX.height);
      }
    }));
});

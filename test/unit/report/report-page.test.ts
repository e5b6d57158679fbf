import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openMemoryStore } from '../../../src/backends/memory/index.ts';
import { edge, graphOf, node } from '../../../src/conformance/fixtures.ts';
import { loadGraphFile } from '../../../src/formats/index.ts';
import type { SerializableGraph } from '../../../src/graph/index.ts';
import { FLAG } from '../../../src/report/data/report-data.ts';
import { reportPage } from '../../../src/report/index.ts';
import type { Graph } from '../../../src/report/page/graph.ts';
import { neighbours } from '../../../src/report/page/neighbourhood.ts';
import { graphIn, numberOf, pageOf } from './opened.ts';

let ajv: SerializableGraph;
let page: string;
let graph: Graph;

beforeAll(async () => {
  ajv = await loadGraphFile('examples/graphs/ajv-8.20.0.json.gz');
  page = await pageOf(ajv);
  graph = graphIn(page);
});

describe('the page of a real graph', () => {
  test('is one file that nothing outside is asked for', () => {
    expect(page).not.toMatch(/(?:src|href)="(?!#)/);
    expect(page).toContain(`default-src 'none'`);
    expect(page).not.toContain('unsafe');
  });

  test('holds every node and every edge', () => {
    expect(graph.size).toBe(ajv.nodes.length);
    const kinds = graph.header.edgeKinds;
    const { starts, ends, kinds: numbers } = graph.out;
    const edges: string[] = [];
    for (let from = 0; from < graph.size; from++)
      for (let row = starts[from] ?? 0; row < (starts[from + 1] ?? 0); row++)
        edges.push(`${graph.name(from)} ${kinds[numbers[row] ?? 0]} ${graph.name(ends[row] ?? 0)}`);
    const names = new Map(ajv.nodes.map(({ id, name }) => [id, name]));
    const stored = ajv.edges.map(
      ({ source, kind, target }) => `${names.get(source)} ${kind} ${names.get(target)}`,
    );
    expect(edges.sort()).toEqual(stored.sort());
  });

  test('is the same each time, whatever the order of rows', async () => {
    const turned = { ...ajv, nodes: ajv.nodes.toReversed(), edges: ajv.edges.toReversed() };
    const other = graphIn(await pageOf(turned));
    expect(other.header).toEqual(graph.header);
    expect(other.columns).toEqual(graph.columns);
  });

  test('gives the library’s answers', async () => {
    await using store = await openMemoryStore();
    await store.graph.storeGraph(ajv);
    const dead = await store.queries.deadCode('ajv', { limit: 10_000 });
    expect(Array.from(graph.columns.deadNode, (at) => graph.place(at)).sort()).toEqual(
      dead.items.map(({ file, span }) => `${file}:${span.startLine}`).sort(),
    );
    const callers = await store.queries.callers('ajv', 'checkStrictMode', { limit: 1_000 });
    const shown = neighbours(
      graph.in,
      numberOf(graph, 'checkStrictMode'),
      graph.header.edgeKinds.indexOf('CALLS'),
    );
    expect(shown.map((at) => graph.name(at)).sort()).toEqual(callers.items.map(({ name }) => name).sort());
    expect(page).toContain('<dt>Symbols</dt><dd>4,422</dd>');
  });
});

/** Up to twelve functions, each third in a test file, and any edges among them. */
const someGraph = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 25, size: 'max' }).map((pairs) =>
  graphOf(
    'random',
    Array.from({ length: 12 }, (_, at) => node(`n${at}`, { file: at % 3 === 0 ? 'test/a.ts' : 'src/a.ts' })),
    [...new Map(pairs.map(([from, to]) => [`${from} ${to}`, edge(`n${from}`, 'CALLS', `n${to}`)])).values()],
  ),
);

test('a test reaches what `impact` names a test for', async () => {
  const isTrue = async (graph: SerializableGraph): Promise<void> => {
    await using store = await openMemoryStore();
    await store.graph.storeGraph(graph);
    const shown = graphIn((await reportPage(store, 'random', { version: '' })).html);
    for (const { id, file } of graph.nodes) {
      if (file === 'test/a.ts') continue;
      const { tests } = await store.queries.impactOf('random', { nodes: [{ id }] });
      expect(shown.has(numberOf(shown, id), FLAG.reached), id).toBe(tests.total > 0);
    }
  };
  await fc.assert(fc.asyncProperty(someGraph, isTrue), { numRuns: 20 });
});

describe('what is not in the repository', () => {
  test('an end that is not stored has a place of its own', async () => {
    const shown = graphIn(await pageOf(graphOf('one', [node('a')], [edge('a', 'CALLS', 'elsewhere')])));
    const [end = 0] = neighbours(shown.out, numberOf(shown, 'a'), undefined);
    expect([shown.name(end), shown.place(end)]).toEqual(['elsewhere', 'not stored']);
  });

  test('a repository without a node has a page', async () => {
    expect(graphIn(await pageOf(graphOf('empty', [], []))).size).toBe(0);
  });

  test('one that is not stored is NOT_FOUND, with near names', async () => {
    await using store = await openMemoryStore();
    await store.graph.storeGraph(graphOf('shop', [], []));
    await expect(reportPage(store, 'shpo', { version: '' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('shop'),
    });
  });
});

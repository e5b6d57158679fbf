import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMemoryStore } from '../../../src/backends/memory/index.ts';
import { openSqliteStore } from '../../../src/backends/sqlite/index.ts';
import { sameGraph } from '../../../src/conformance/assertions.ts';
import { edge, graphOf, node } from '../../../src/conformance/fixtures.ts';
import type { SerializableGraph } from '../../../src/graph/index.ts';
import type { GraphStore } from '../../../src/storage/index.ts';
import { newFile, open, valueIn } from './helpers.ts';

const FILES = ['a.ts', 'b.ts', ''];
const IDS = ['n1', 'n2', 'n3', 'n4'];

const nodes = fc.array(
  fc
    .record({ id: fc.constantFrom(...IDS), file: fc.constantFrom(...FILES), name: fc.constantFrom('x', 'y') })
    .map(({ id, ...fields }) => node(id, fields)),
  { maxLength: 6 },
);
const edges = fc.array(
  fc
    .record({
      source: fc.constantFrom(...IDS),
      target: fc.constantFrom(...IDS),
      line: fc.constantFrom('1', '2'),
    })
    .map(({ source, target, line }) => edge(source, 'CALLS', target, { line })),
  { maxLength: 6 },
);
const graphs = fc.record({ nodes, edges }).map((rows) => graphOf('r', rows.nodes, rows.edges));

/** What is done to a store, with a word for what failed. */
type Step = readonly [what: string, act: (store: GraphStore) => Promise<unknown>];

const steps: fc.Arbitrary<Step> = fc.oneof(
  graphs.map((graph): Step => ['store', (store) => store.graph.storeGraph(graph)]),
  nodes.map((rows): Step => ['update nodes', (store) => store.graph.updateNodes('r', rows)]),
  edges.map((rows): Step => ['update edges', (store) => store.graph.updateEdges('r', rows)]),
  fc.subarray(IDS).map((ids): Step => ['delete nodes', (store) => store.graph.deleteNodes('r', ids)]),
  edges.map((rows): Step => ['delete edges', (store) => store.graph.deleteEdges('r', rows)]),
  nodes.map(
    (rows): Step => [
      'replace a file',
      (store) => {
        const own = rows.filter(({ file }) => file === 'a.ts');
        return store.graph.replaceFiles('r', { files: ['a.ts'], nodes: own, edges: [] });
      },
    ],
  ),
);

describe('a graph that is stored again', () => {
  it('is what was given, whatever was stored, edited and deleted before', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, fc.array(steps, { maxLength: 5 }), graphs, async (first, between, last) => {
        const { file } = await newFile();
        await using store = await openSqliteStore({ file });
        await using reference = await openMemoryStore();
        for (const target of [store, reference]) await target.graph.storeGraph(first);
        for (const [what, act] of between) {
          const counts = await Promise.all([store, reference].map(act));
          expect([what, rowsIn(counts[0])]).toEqual([what, rowsIn(counts[1])]);
        }
        const [report, expected] = await Promise.all(
          [store, reference].map((target) => target.graph.storeGraph(last)),
        );
        expect(rowsIn(report)).toEqual(rowsIn(expected));
        sameGraph(
          await store.graph.loadGraph('r'),
          (await reference.graph.loadGraph('r')) as SerializableGraph,
        );
        expect(valueIn(file, 'PRAGMA integrity_check')).toBe('ok');
      }),
      { numRuns: 40 },
    );
  });

  it('reads its rows a second time only where a file differs', async () => {
    const { file } = await newFile();
    const store = await open(file);
    const given = graphOf(
      'r',
      FILES.slice(0, 2).map((path) => node(path, { file: path })),
      [edge('a.ts', 'CALLS', 'b.ts')],
    );
    await store.graph.storeGraph(given);
    const phases = async (graph: SerializableGraph): Promise<readonly string[]> => {
      const told = new Set<string>();
      await store.graph.storeGraph(graph, { onProgress: ({ phase }) => told.add(phase) });
      return [...told];
    };
    expect(await phases(given)).toEqual(['compare nodes', 'compare edges']);
    const moved = graphOf(
      'r',
      [node('a.ts', { file: 'a.ts', name: 'other' }), node('b.ts', { file: 'b.ts' })],
      given.edges,
    );
    expect(await phases(moved)).toEqual(['compare nodes', 'compare edges', 'store nodes', 'store edges']);
    expect(await phases(moved)).toEqual(['compare nodes', 'compare edges']);
  });
});

function rowsIn(report: unknown): unknown {
  const { nodes: ofNodes, edges: ofEdges, dangling } = report as Readonly<Record<string, unknown>>;
  return { ofNodes, ofEdges, dangling };
}

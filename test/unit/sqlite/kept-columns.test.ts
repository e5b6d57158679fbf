import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMemoryStore } from '../../../src/backends/memory/index.ts';
import { openSqliteStore } from '../../../src/backends/sqlite/index.ts';
import { edge, graphOf, node } from '../../../src/conformance/fixtures.ts';
import type { GraphStore } from '../../../src/storage/index.ts';
import { newFile, open, valueIn } from './helpers.ts';

const IDS = ['n1', 'n2', 'n3', 'n4', 'n5'];
const KEPT = 'SELECT count(*) FROM graph_column';

const nodes = fc.array(
  fc
    .record({
      id: fc.constantFrom(...IDS),
      file: fc.constantFrom('a.ts', 'b/c.ts', ''),
      name: fc.constantFrom('x', 'a "name"', 'with\0NUL', 'ä'),
      kind: fc.constantFrom('Function', 'Class', 'Module'),
      parent: fc.constantFrom(...IDS, undefined),
    })
    .map(({ id, parent, ...fields }) =>
      node(id, { ...fields, attributes: parent === undefined ? {} : { parent } }),
    ),
  { maxLength: 8 },
);
const edges = fc.array(
  fc
    .record({
      source: fc.constantFrom(...IDS, 'gone'),
      target: fc.constantFrom(...IDS, 'away'),
      kind: fc.constantFrom('CALLS', 'READS'),
      count: fc.constantFrom('1', '3', '12', 'many', undefined),
    })
    .map(({ source, target, kind, count }) =>
      edge(source, kind, target, count === undefined ? {} : { count }),
    ),
  { maxLength: 10 },
);
const graphs = fc.record({ nodes, edges }).map((rows) => graphOf('r', rows.nodes, rows.edges));

/** What questions about all nodes answer. */
async function answersOf({ queries }: GraphStore): Promise<readonly unknown[]> {
  return [
    await queries.deadCode('r', { entryPoints: { kinds: ['Module'] } }),
    await queries.cycles('r'),
    await queries.cycles('r', { by: 'file' }),
    await queries.dependencies('r'),
    await queries.hotspots('r', { weighted: true }),
  ];
}

describe('what is kept for questions about all nodes', () => {
  it('answers as the rows do, after the first store and after an edit', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, nodes, async (graph, edited) => {
        const { file } = await newFile();
        await using memory = await openMemoryStore();
        for (const change of [
          (store: GraphStore) => store.graph.storeGraph(graph),
          (store: GraphStore) => store.graph.updateNodes('r', edited),
        ]) {
          await change(memory);
          await using writer = await openSqliteStore({ file });
          await change(writer);
          await using reader = await openSqliteStore({ file });
          expect(await answersOf(reader)).toEqual(await answersOf(memory));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is forgotten with an edit, and with the repository', async () => {
    const { file } = await newFile();
    const store = await open(file);
    await store.graph.storeGraph(graphOf('r', [node('a')], [edge('a', 'CALLS', 'b')]));
    expect(valueIn(file, KEPT)).toBe(10);
    await store.graph.storeGraph(graphOf('s', [node('a')]));
    expect(valueIn(file, KEPT)).toBe(20);
    await store.graph.updateNodes('r', [node('a', { name: 'other' })]);
    expect(valueIn(file, KEPT)).toBe(10);
    await store.graph.deleteGraph('s');
    expect(valueIn(file, KEPT)).toBe(0);
  });

  it('is not there where an edge was given twice, for it would be counted twice', async () => {
    const { file } = await newFile();
    const twice = [edge('a', 'CALLS', 'b'), edge('a', 'CALLS', 'b', { count: '2' })];
    await (await open(file)).graph.storeGraph(graphOf('r', [node('a'), node('b')], twice));
    expect(valueIn(file, KEPT)).toBe(0);
  });
});

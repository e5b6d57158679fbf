import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Neo4jOptions, openNeo4jStore } from '../../src/backends/neo4j/index.ts';
import { sameGraph } from '../../src/conformance/assertions.ts';
import { edge, graphOf, node } from '../../src/conformance/fixtures.ts';
import { StorageError } from '../../src/errors/index.ts';
import type { GraphStore } from '../../src/storage/index.ts';
import { Database } from '../integration/support/database.ts';
import { leftovers, NO_LEFTOVERS } from '../integration/support/leftovers.ts';
import { type LocalServer, startTestServer } from '../server/index.ts';
import { generatedGraph, generatedNode } from './generated-graph.ts';

let server: LocalServer;
beforeAll(async () => {
  server = await startTestServer({ heap: '2g', pageCache: '512m', javaFlags: [] });
}, 150_000);
afterAll(() => server?.stop());

function open(options: Partial<Neo4jOptions> = {}): Promise<GraphStore> {
  const { uri, username, password } = server;
  return openNeo4jStore({ uri, username, password, ...options });
}

test('ten thousand names of attributes, on several nodes and edges', async () => {
  await using store = await open();
  const names = (from: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`name ${from + index}`, `${index}`]));
  const nodes = Array.from({ length: 10 }, (_, index) =>
    node(`n${index}`, { attributes: names(index * 1_000) }),
  );
  const edges = nodes.map(({ id, attributes }) => edge(id, 'CALLS', 'n0', attributes));
  const graph = graphOf('names', nodes, edges);
  await store.graph.storeGraph(graph);
  sameGraph(await store.graph.loadGraph('names'), graph);
  await store.graph.deleteGraph('names');
});

test('a node that 100,000 others call is stored, asked about, updated, deleted, and called again', {
  timeout: 600_000,
}, async () => {
  await using store = await open({ graceSeconds: 0 });
  const callers = Array.from({ length: 100_000 }, (_, index) =>
    node(`caller ${index}`, { file: `${index % 500}.ts` }),
  );
  const hub = node('hub', { file: 'hub.ts' });
  const edges = callers.map(({ id }) => edge(id, 'CALLS', 'hub'));
  await store.graph.storeGraph(graphOf('hub', [...callers, hub], edges));
  expect((await store.queries.callers('hub', { id: 'hub' }, { limit: 1 })).total).toBe(100_000);
  const updated = await store.graph.updateNodes('hub', [{ ...hub, name: 'renamed' }]);
  expect(updated).toMatchObject({ nodes: { updated: 1 }, dangling: 0 });
  const emptied = await store.graph.replaceFiles('hub', { files: ['hub.ts'], nodes: [], edges: [] });
  expect(emptied).toMatchObject({ nodes: { deleted: 1 }, edges: { deleted: 0 }, dangling: 100_000 });
  await store.graph.updateNodes('hub', [hub]);
  const deleted = await store.graph.deleteNodes('hub', ['hub']);
  expect(deleted).toMatchObject({ nodes: { deleted: 1 }, edges: { deleted: 100_000 }, dangling: 0 });
  expect(await store.graph.getGraphMetadata('hub')).toMatchObject({ totalNodes: 100_000, totalEdges: 0 });
  await store.graph.deleteGraph('hub');
});

test('a graph of a million nodes goes in and comes out row by row', { timeout: 1_800_000 }, async () => {
  const count = 1_000_000;
  await using store = await open({ graceSeconds: 0 });
  const report = await store.graph.storeGraph(generatedGraph('million', count, 'first'));
  expect(report).toMatchObject({ nodes: { created: count }, edges: { created: 2 * count }, dangling: 0 });
  const source = await store.graph.streamGraph('million');
  const seen = new Uint8Array(count);
  for await (const row of source?.nodes() ?? []) {
    const index = Number(row.id.slice(1));
    seen[index] = (seen[index] ?? 0) + 1;
    if (index % 1_000 === 0) expect(row).toEqual(generatedNode(index, 'first'));
  }
  expect(seen.every((times) => times === 1)).toBe(true);
  let edges = 0;
  for await (const { source: from, target } of source?.edges() ?? []) {
    const step = (Number(target.slice(1)) - Number(from.slice(1)) + count) % count;
    if (step !== 1 && step !== 2) throw new Error(`No such edge was stored: ${from} to ${target}.`);
    edges++;
  }
  expect(edges).toBe(2 * count);
  await store.graph.deleteGraph('million');
});

describe('a server that gives a transaction little memory', () => {
  beforeAll(async () => {
    await server.restart({ conf: { 'db.memory.transaction.max': '6m' } });
  }, 150_000);

  const COUNT = 20_000;
  const writes: readonly (readonly [string, (store: GraphStore, repoId: string) => Promise<unknown>])[] = [
    ['a new generation', (store, repoId) => store.graph.storeGraph(generatedGraph(repoId, COUNT, 'new'))],
    [
      'updated nodes',
      (store, repoId) =>
        store.graph.updateNodes(
          repoId,
          Array.from({ length: COUNT }, (_, index) => generatedNode(index, 'new')),
        ),
    ],
  ];

  test.each(writes)(
    'either takes %s whole, or refuses it clearly and keeps what was there',
    { timeout: 300_000 },
    async (title, write) => {
      await using store = await open({ graceSeconds: 0, retrySeconds: 2 });
      const old = graphOf(title, [node('old')]);
      await store.graph.storeGraph(old);
      const outcome = await write(store, title).catch((error: unknown) => error);
      const loaded = await store.graph.loadGraph(title);
      if (outcome instanceof Error) {
        expect(outcome).toBeInstanceOf(StorageError);
        expect(outcome.message).toMatch(/memory/i);
        sameGraph(loaded, old);
      } else {
        expect(loaded?.nodes.filter(({ attributes }) => attributes.state === 'new')).toHaveLength(COUNT);
      }
      await using sweeper = await open({ graceSeconds: 0, abandonedSeconds: 0 });
      await sweeper.maintenance();
      const { uri, username, password } = server;
      const database = new Database({ uri, username, password });
      expect(await leftovers(database, [title], 0)).toEqual(NO_LEFTOVERS);
      await database.close();
      await store.graph.deleteGraph(title);
    },
  );

  test('is asked for less at once by smaller batches', async () => {
    await using store = await open({ batchRows: 500, batchBytes: 100_000, inPlaceRows: 500 });
    await store.graph.storeGraph(generatedGraph('smaller', COUNT, 'new'));
    expect(await store.queries.summary('smaller')).toMatchObject({
      totalNodes: COUNT,
      totalEdges: 2 * COUNT,
    });
    await store.graph.deleteGraph('smaller');
  });
});

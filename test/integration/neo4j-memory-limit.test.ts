import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Neo4jOptions, openNeo4jStore } from '../../src/backends/neo4j/index.ts';
import { sameGraph } from '../../src/conformance/assertions.ts';
import { graphOf, node } from '../../src/conformance/fixtures.ts';
import type { SerializableGraph } from '../../src/graph/index.ts';
import type { GraphStore } from '../../src/storage/index.ts';
import { BoltProxy } from '../proxy/bolt-proxy.ts';
import { type LocalServer, startTestServer } from '../server/index.ts';
import { exampleGraph } from './support/example-graphs.ts';
import { failure } from './support/failures.ts';

let server: LocalServer;
beforeAll(async () => {
  server = await startTestServer({ conf: { 'db.memory.transaction.max': '2m' } });
});
afterAll(() => server?.stop());

const open = (options: Partial<Neo4jOptions> = {}): Promise<GraphStore> => {
  const { uri, username, password } = server;
  return openNeo4jStore({ uri, username, password, graceSeconds: 0, ...options });
};

/** Files of a real graph, for one batch. */
async function someOfExample(repoId: string): Promise<SerializableGraph> {
  const graph = await exampleGraph(repoId);
  const nodes = graph.nodes.slice(0, 1_000);
  const ids = new Set(nodes.map(({ id }) => id));
  return {
    ...graph,
    nodes,
    edges: graph.edges.filter(({ source, target }) => ids.has(source) && ids.has(target)),
  };
}

describe('where a transaction may take less memory than a batch needs', () => {
  const renamed = (graph: SerializableGraph, every: number): SerializableGraph['nodes'] =>
    graph.nodes.filter((_, index) => index % every === 0).map((one) => ({ ...one, name: `${one.name}2` }));

  test('batches are halved until they fit, and a change that does not is made in many', async () => {
    const graph = await someOfExample('ajv');
    await using store = await open();
    await store.graph.storeGraph(graph);
    sameGraph(await store.graph.loadGraph('ajv'), graph);

    const updated = renamed(graph, 1);
    expect(await store.graph.updateNodes('ajv', updated)).toMatchObject({
      nodes: { updated: updated.length },
    });
    const changed = { ...graph, nodes: updated };
    sameGraph(await store.graph.loadGraph('ajv'), { ...changed, metadata: graph.metadata });

    expect((await store.graph.storeGraph(graph)).nodes).toMatchObject({ updated: updated.length });
    sameGraph(await store.graph.loadGraph('ajv'), graph);
    await store.graph.deleteGraph('ajv');
    await store.maintenance();
    expect(await store.maintenance()).toMatchObject({ generationsRemoved: 0, rowsRemoved: 0 });
  });

  test('each part is written once, although the answer to every second commit is lost', async () => {
    const graph = await someOfExample('cut');
    const proxy = await BoltProxy.start(server.uri);
    try {
      await using store = await open({ uri: proxy.uri });
      const cut = proxy.interrupt({ request: 'COMMIT', every: 2, how: 'lose answer' });
      const { nodes, edges } = await store.graph.storeGraph(graph);
      expect(cut.times).toBeGreaterThan(4);
      expect([nodes.created, edges.created]).toEqual([graph.nodes.length, graph.edges.length]);
      sameGraph(await store.graph.loadGraph('cut'), graph);
    } finally {
      await proxy.close();
    }
  });
});

test('a batch of few rows that are too large fails at once, says what to change, and leaves what was there', async () => {
  const small = graphOf('large', [node('a')], []);
  const large = graphOf(
    'large',
    Array.from({ length: 10 }, (_, index) =>
      node(`n${index}`, { attributes: { text: 'x'.repeat(100_000) } }),
    ),
    [],
  );
  await using store = await open({ retrySeconds: 600 });
  await store.graph.storeGraph(small);
  const error = await failure(store.graph.storeGraph(large), 'UNSUPPORTED');
  expect(error.message).toMatch(/db\.memory\.transaction\.max .*batchRows or batchBytes/);
  expect(error.retryable).toBe(false);
  sameGraph(await store.graph.loadGraph('large'), small);
  await using careful = await open({ batchBytes: 250_000, inPlaceRows: 0 });
  expect((await careful.graph.storeGraph(large)).nodes).toMatchObject({ created: 10, deleted: 1 });
});

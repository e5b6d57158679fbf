import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openNeo4jStore } from '../../src/backends/neo4j/index.ts';
import { CALLS } from '../../src/conformance/calls.ts';
import { sampleGraph } from '../../src/conformance/fixtures.ts';
import { type GraphStore, openStore } from '../../src/index.ts';

const { uri, username, password, database } = inject('neo4j');
const repoId = `read-only-${randomUUID()}`;
let writer: GraphStore;
let reader: GraphStore;

beforeAll(async () => {
  writer = await openNeo4jStore({ uri, username, password, database });
  await writer.graph.storeGraph(sampleGraph(repoId));
  reader = await openNeo4jStore({ uri, username, password, database, readOnly: true });
});
afterAll(async () => {
  await reader.close();
  await writer.graph.deleteGraph(repoId);
  await writer.close();
});

test.each(CALLS.filter(({ writes }) => !writes))(
  '$method answers as it does for a writer',
  async ({ make, method }) => {
    // Other tests store and delete repositories of their own meanwhile.
    const comparable = (answer: unknown): string =>
      JSON.stringify(method === 'listRepositories' ? (answer as string[]).includes(repoId) : answer);
    expect(comparable(await make(reader, repoId, {}))).toBe(comparable(await make(writer, repoId, {})));
  },
);

test.each(CALLS.filter(({ writes, method }) => writes && method !== 'maintenance'))(
  '$method is refused, and changes nothing',
  async ({ make }) => {
    const before = await writer.graph.getGraphRevision(repoId);
    await expect(make(reader, repoId, {})).rejects.toMatchObject({ code: 'UNSUPPORTED', backend: 'neo4j' });
    expect(await writer.graph.getGraphRevision(repoId)).toBe(before);
  },
);

test('openStore opens it so as well, and refuses maintenance too', async () => {
  await using store = await openStore(uri, { username, password, database, env: {}, readOnly: true });
  expect(await store.graph.graphExists(repoId)).toBe(true);
  await expect(store.maintenance()).rejects.toMatchObject({ code: 'UNSUPPORTED' });
});

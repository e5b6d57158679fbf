import { expect, test } from 'vitest';
import { openNeo4jStore } from '../../src/backends/neo4j/index.ts';
import { sameGraph } from '../../src/conformance/assertions.ts';
import { startTestServer } from '../server/index.ts';
import { exampleGraph } from './support/example-graphs.ts';
import { failure } from './support/failures.ts';

test('a batch that takes more memory than a transaction may fails at once, and says what to change; smaller ones do not', {
  timeout: 300_000,
}, async () => {
  await using server = await startTestServer({ conf: { 'db.memory.transaction.max': '4m' } });
  const { uri, username, password } = server;
  const graph = await exampleGraph('ajv');
  await using store = await openNeo4jStore({ uri, username, password, retrySeconds: 600 });
  const error = await failure(store.graph.storeGraph(graph), 'UNSUPPORTED');
  expect(error.message).toMatch(/db\.memory\.transaction\.max .*batchRows or batchBytes/);
  await using careful = await openNeo4jStore({ uri, username, password, batchRows: 200, graceSeconds: 0 });
  await careful.graph.storeGraph(graph);
  sameGraph(await careful.graph.loadGraph('ajv'), graph);
});

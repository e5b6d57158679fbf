import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { sampleGraph } from '../../src/conformance/fixtures.ts';
import { openStore } from '../../src/index.ts';
import { collectMetrics, operations, statements, type Trace } from '../../src/tracing/index.ts';

const { uri, username, password, database } = inject('neo4j');

test('every statement is told, with where it went, and no value of a parameter', async () => {
  const seen: Trace[] = [];
  const ignore = (): void => undefined;
  const subscribers = {
    start: (call: Trace) => void seen.push(call),
    end: ignore,
    asyncStart: ignore,
    asyncEnd: ignore,
    error: ignore,
  };
  statements.subscribe(subscribers);
  const repoId = `traced-${randomUUID()}`;
  try {
    await using store = await openStore(uri, { username, password, database, env: {} });
    await store.graph.storeGraph(sampleGraph(repoId));
    await store.queries.callers(repoId, 'b');
    await store.graph.deleteGraph(repoId);
  } finally {
    statements.unsubscribe(subscribers);
  }
  expect(seen.length).toBeGreaterThan(5);
  const { hostname, port } = new URL(uri);
  for (const { attributes } of seen) {
    expect(attributes).toEqual({
      'db.system.name': 'neo4j',
      'db.namespace': database,
      'db.operation.name': expect.stringMatching(/^[a-z]+\/[a-z-]+$/),
      'db.query.summary': attributes['db.operation.name'],
      'db.query.text': expect.any(String),
      'server.address': hostname,
      'server.port': Number(port || 7687),
    });
    expect(JSON.stringify(attributes)).not.toContain(repoId);
  }
});

test('a collector counts calls and statements of a real server, and nobody listens afterwards', async () => {
  {
    using metrics = collectMetrics();
    await using store = await openStore(uri, { username, password, database, env: {} });
    await store.graph.listRepositories();
    await expect(store.queries.summary(`unknown-${randomUUID()}`)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const text = metrics.text();
    expect(text).toMatch(/^codeprism_operation_duration_seconds_count\{.*"listRepositories".*\} 1$/m);
    expect(text).toMatch(/^codeprism_operation_errors_total\{.*"summary".*error_type="NOT_FOUND"\} 1$/m);
    expect(text).toMatch(
      /^codeprism_statement_duration_seconds_count\{.*"read\/list-repositories".*\} [1-9]/m,
    );
  }
  expect([operations.hasSubscribers, statements.hasSubscribers]).toEqual([false, false]);
});

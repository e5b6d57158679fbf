import { describe, expect, test } from 'vitest';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import { sameGraph } from '../../src/conformance/assertions.ts';
import { edge, graphOf, node, sampleGraph } from '../../src/conformance/fixtures.ts';
import type { StorageError } from '../../src/errors/index.ts';
import type { GraphQueries } from '../../src/storage/index.ts';
import { workplace } from './support/database.ts';

const work = workplace();

async function open(): Promise<GraphQueries> {
  return (await work.open()).queries;
}

async function failure(asked: Promise<unknown>): Promise<StorageError> {
  return asked.then(
    () => {
      throw new Error('It was answered.');
    },
    (error) => error,
  );
}

describe("a statement of one's own", () => {
  test('gives rows of plain values', async () => {
    const repoId = work.repo();
    const store = await work.open();
    await store.graph.storeGraph(
      graphOf(
        repoId,
        [node('a', { name: 'f', kind: 'Function' }), node('b')],
        [edge('a', 'CALLS', 'b', { line: '3' })],
      ),
    );
    const { columns, rows, truncated } = await store.queries.query(
      `MATCH (r:Repository {repoId: $repoId})
       MATCH p = (n:CodeNode {generation: r.generation, nameKey: 'f'})-[c:CALLS]->()
       RETURN n.id AS id, n, c, p, date('2020-02-01') AS day, 1.5 AS half, [1, {__proto__: null, a: true}] AS list, null AS none`,
      { repoId },
    );
    expect(columns).toEqual(['id', 'n', 'c', 'p', 'day', 'half', 'list', 'none']);
    expect(truncated).toBe(false);
    const [[id, found, calls, path, ...others] = []] = rows;
    expect(id).toBe('a');
    expect(found).toMatchObject({
      labels: ['CodeNode', 'Function'],
      properties: { name: 'f', startLine: 0 },
    });
    expect(calls).toEqual({ type: 'CALLS', properties: { attr_line: '3' } });
    expect(path).toMatchObject([
      { labels: ['CodeNode', 'Function'] },
      { type: 'CALLS' },
      { properties: { id: 'b' } },
    ]);
    expect(others).toEqual(['2020-02-01', 1.5, [1, { ['__proto__']: null, a: true }], null]);
    expect(() => JSON.stringify(rows)).not.toThrow();
  });

  test('is not made further than the limit', async () => {
    const queries = await open();
    const endless = 'UNWIND range(1, 1000000000000) AS n RETURN n';
    const few = await queries.query(endless, {}, { limit: 3 });
    expect(few).toEqual({ columns: ['n'], rows: [[1], [2], [3]], truncated: true });
    expect((await queries.query(endless)).rows).toHaveLength(100);
    expect(await queries.query('RETURN 1 AS n LIMIT $rows', { rows: 1 }, { limit: 1 })).toMatchObject({
      rows: [[1]],
      truncated: false,
    });
    expect(await queries.query('RETURN 1 AS n', {}, { limit: 0 })).toMatchObject({
      rows: [],
      truncated: true,
    });
  });

  test.each([
    'CREATE (n:NotOurs) RETURN n',
    'MATCH (n:CodeNode) SET n.name = 1',
    'MATCH (n:CodeNode) DETACH DELETE n',
    'UNWIND [1] AS x CALL (x) { CREATE (n:NotOurs) } IN TRANSACTIONS RETURN x',
    'CREATE INDEX not_ours FOR (n:NotOurs) ON (n.x)',
    "CALL db.createLabel('NotOurs')",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "CALL () { LOAD CSV FROM 'file:///x' AS line RETURN line } RETURN line",
    "CREATE USER somebody SET PASSWORD 'something'",
    'SHOW USERS',
    'SHOW SETTINGS',
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    'CALL dbms.listConfig()',
  ])('may not do more than read: %s', async (cypher) => {
    const repoId = work.repo();
    const store = await work.open();
    await store.graph.storeGraph(sampleGraph(repoId));
    const error = await failure(store.queries.query(cypher));
    expect([error.code, error.operation, error.retryable]).toEqual(['UNSUPPORTED', 'query', false]);
    sameGraph(await store.graph.loadGraph(repoId), sampleGraph(repoId));
    expect(await work.database.value('MATCH (n:NotOurs) RETURN count(n)')).toBe(0);
  });

  test.each([
    ['RETURN', {}],
    ['RETURN 1; RETURN 2', {}],
    ['PROFILE RETURN 1', {}],
    ['RETURN $missing', {}],
    ['RETURN 1 / 0', {}],
    ['RETURN $f', { f: () => 1 }],
    ['CALL no.such.procedure()', {}],
    ['', {}],
  ])('is refused where it is wrong: %s', async (cypher, parameters) => {
    const error = await failure((await open()).query(cypher, parameters));
    expect([error.code, error.operation]).toEqual(['CONFIG_INVALID', 'query']);
  });

  test('is stopped by its signal and by its time limit', async () => {
    const queries = await open();
    const long = 'UNWIND range(1, 100000000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b % 7)';
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 200);
    expect((await failure(queries.query(long, {}, { signal: stop.signal }))).code).toBe('ABORTED');
    expect((await failure(queries.query(long, {}, { timeoutMs: 200 }))).code).toBe('TIMEOUT');
  });

  test('has no meaning where there is no query language', async () => {
    await using memory = await openMemoryStore();
    const error = await failure(memory.queries.query('RETURN 1'));
    expect([error.code, error.backend]).toEqual(['UNSUPPORTED', 'memory']);
  });
});

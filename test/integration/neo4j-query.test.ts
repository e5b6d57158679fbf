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
    'CALL dbms.components()',
    "CALL db.stats.retrieve('GRAPH COUNTS')",
    "CALL db.stats.collect('QUERIES')",
    'CALL db.stats.clear("QUERIES")',
    'CALL `db`.`stats`.clear("QUERIES")',
    'CALL () { CALL db.stats.retrieveAllAnonymized("x") YIELD section RETURN section } RETURN section',
    'CALL db.prepareForReplanning()',
    'CALL db.awaitIndexes()',
    'SHOW PROCEDURES',
    'SHOW FUNCTIONS YIELD name RETURN name',
    'SHOW INDEXES',
    'SHOW CONSTRAINTS',
    'SHOW DATABASES',
    'SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery',
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
    'MATCH (n:CodeNode) WHERE n.name IS NOT NULL RETURN n.name ORDER BY n.name SKIP 1 LIMIT 2',
    'MATCH (n:CodeNode)-[:CALLS*1..3]->(m) RETURN DISTINCT m.id',
    'MATCH p = shortestPath((a:CodeNode {id: "a"})-[*]->(b:CodeNode {id: "c"})) RETURN p',
    'MATCH p = ANY SHORTEST (a:CodeNode {id: "a"})-->*(b:CodeNode {id: "c"}) RETURN length(p)',
    'MATCH (a:CodeNode) ((x)-[:CALLS]->(y)){1,3} (b) RETURN b.id',
    'MATCH (n:CodeNode) WHERE NOT (n)-[:CALLS]->() AND EXISTS { (n)<-[:CALLS]-() } RETURN n.id',
    'MATCH (n:CodeNode) OPTIONAL MATCH (n)-[c:READS]->(m) RETURN n.id, count(c), collect(m.id)',
    'MATCH (a:CodeNode), (b:CodeNode) WHERE a.name = b.name RETURN a.id UNION MATCH (r:Repository) RETURN r.repoId AS `a.id`',
    'MATCH (n) RETURN count(n)',
    'MATCH ()-[r]->() RETURN type(r), count(*)',
    'MATCH ()-[r:CALLS]->() RETURN count(r)',
    'MATCH (n:CodeNode) RETURN n.id, [(n)-->(m) | m.id] AS list, COUNT { (n)--() } AS degree',
    'MATCH (n:CodeNode) WHERE n.name STARTS WITH "a" OR n.name CONTAINS "b" RETURN n.id',
    'MATCH (n:CodeNode|Repository) WHERE elementId(n) <> "" RETURN n',
    'CALL db.labels() YIELD label RETURN label',
    'CALL db.relationshipTypes()',
    'CALL db.propertyKeys()',
    'CALL db.schema.visualization()',
    'CALL db.schema.nodeTypeProperties()',
    'UNWIND [1, 2] AS x CALL (x) { RETURN x * 2 AS y } RETURN sum(y)',
    'WITH 1 AS x WHERE false RETURN x',
    'CYPHER runtime=slotted MATCH (n:CodeNode) RETURN n.id',
  ])('may read: %s', async (cypher) => {
    const store = await work.open();
    await store.graph.storeGraph(sampleGraph(work.repo()));
    expect((await store.queries.query(cypher)).columns.length).toBeGreaterThan(0);
  });

  test('is stopped in time also where the server makes one large row', async () => {
    const asked = (await open()).query('RETURN range(1, 3000000) AS many', {}, { timeoutMs: 100 });
    expect((await failure(asked)).code).toBe('TIMEOUT');
  });

  test.each([
    ['RETURN', {}],
    ['RETURN 1; RETURN 2', {}],
    ['PROFILE RETURN 1', {}],
    ['RETURN $missing', {}],
    ['RETURN 1 / 0', {}],
    ['CALL no.such.procedure()', {}],
    ['', {}],
  ])('is refused where it is wrong: %s', async (cypher, parameters) => {
    const error = await failure((await open()).query(cypher, parameters));
    expect([error.code, error.operation]).toEqual(['INVALID_QUERY', 'query']);
  });

  test('is refused for a parameter that the server has no type for', async () => {
    const error = await failure((await open()).query('RETURN $f', { f: () => 1 }));
    expect(error.code).toBe('CONFIG_INVALID');
  });

  test.each([
    ['RETURN m', 1, 8, '  RETURN m\n         ^'],
    ['MATCH (n)\nRETURN m', 2, 8, '  RETURN m\n         ^'],
  ])('says where it is wrong, in its own words: %j', async (cypher, line, column, shown) => {
    const error = await failure((await open()).query(cypher));
    expect(error.context).toMatchObject({ line, column });
    expect(error.message).toContain(`in line ${line}, column ${column}.\n${shown}`);
    expect(error.message).not.toContain('EXPLAIN');
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

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNeo4jStore } from '../../src/backends/neo4j/index.ts';
import { LAYOUT_VERSION } from '../../src/backends/neo4j/schema/schema.ts';
import { analysisOf, graphOf, node, sampleGraph } from '../../src/conformance/fixtures.ts';
import { type LocalServer, startTestServer } from '../server/index.ts';
import { Database, loginOf, workplace } from './support/database.ts';
import { proxiedWorkplace } from './support/proxied-workplace.ts';

const work = workplace();
const place = proxiedWorkplace();

/** Ids of the results that a repository's node leads to. */
function linked(repoId: string): Promise<unknown> {
  return work.database.value(
    'MATCH (r:Repository {repoId: $repoId})<-[:OF]-(a:AnalysisResult) WITH a ORDER BY a.id RETURN collect(a.id)',
    { repoId },
  );
}

describe('for whoever writes Cypher, a result', () => {
  test('has a readable moment, its data as JSON and its metadata as properties', async () => {
    const repoId = work.repo();
    const store = await work.open();
    await store.analysis.storeAnalysis(
      analysisOf(repoId, 'a', { data: { n: [1] }, metadata: { k: 'v', 'a b': 'w' } }),
    );
    const [row] = await work.database.run(
      `MATCH (a:AnalysisResult {repoId: $repoId})
       RETURN a {.id, .type, .seconds, .nanoseconds, .data, .attr_k, .attr_X_a_20_b} AS shown,
         toString(a.timestamp) AS made, keys(a) AS keys, valueType(a.seconds) AS seconds`,
      { repoId },
    );
    expect(row?.shown).toEqual({
      id: 'a',
      type: 'complexity',
      seconds: 1_700_000_000,
      nanoseconds: 5,
      data: '{"n":[1]}',
      attr_k: 'v',
      attr_X_a_20_b: 'w',
    });
    expect(row).toMatchObject({ made: '2023-11-14T22:13:20.000000005Z', seconds: 'INTEGER NOT NULL' });
    expect(row?.keys).toHaveLength(10);
  });

  test('hangs on its repository, stored before or after it, replaced, or deleted and stored again', async () => {
    const repoId = work.repo();
    const store = await work.open();
    await store.analysis.storeAnalysis(analysisOf(repoId, 'a'));
    expect(await linked(repoId)).toEqual([]);
    await store.graph.storeGraph(sampleGraph(repoId));
    expect(await linked(repoId)).toEqual(['a']);
    await store.analysis.storeAnalysis(analysisOf(repoId, 'b'));
    await store.analysis.storeAnalysis(analysisOf(repoId, 'a'));
    expect(await linked(repoId)).toEqual(['a', 'b']);
    const others = Array.from({ length: 3_000 }, (_, index) => node(`other ${index}`));
    await store.graph.storeGraph(graphOf(repoId, others));
    expect(await linked(repoId)).toEqual(['a', 'b']);
    await store.graph.deleteGraph(repoId);
    await store.graph.storeGraph(sampleGraph(repoId));
    expect(await linked(repoId)).toEqual(['a', 'b']);
    await store.analysis.deleteAnalysesOf(repoId);
    expect(await store.graph.loadGraph(repoId)).toBeDefined();
  });
});

describe('a write of results happens once, and says what it did, although its commit fails the first time', () => {
  test.each(['lose request', 'lose answer'] as const)('%s', async (how) => {
    const repoId = work.repo();
    await using store = await place.open();
    const cut = place.proxy.interrupt({ request: 'COMMIT', every: 2, how });
    for (const id of ['a', 'b', 'c', 'd', 'e']) await store.analysis.storeAnalysis(analysisOf(repoId, id));
    expect(await store.analysis.findAnalysis(repoId, { limit: 2 })).toEqual([
      analysisOf(repoId, 'a'),
      analysisOf(repoId, 'b'),
    ]);
    expect(await store.analysis.deleteAnalysis(repoId, 'a')).toBe(true);
    expect(await store.analysis.deleteAnalysis(repoId, 'b')).toBe(true);
    expect(await store.analysis.deleteAnalysis(repoId, 'b')).toBe(false);
    const before = { seconds: 1_700_000_000, nanoseconds: 6 };
    expect(await store.analysis.cleanupOldResults(before, { repoId })).toBe(3);
    await store.analysis.storeAnalysis(analysisOf(repoId, 'f'));
    expect(await store.analysis.deleteAnalysesOf(repoId)).toBe(1);
    expect(await store.analysis.findAnalysis(repoId)).toEqual([]);
    expect(cut.times).toBeGreaterThan(4);
  });
});

describe('what is being deleted and stored anew at once', () => {
  test('is there as stored last, or gone, and never counted twice', async () => {
    const repoId = work.repo();
    const store = await work.open();
    const old = analysisOf(repoId, 'a', { timestamp: { seconds: 1, nanoseconds: 0 } });
    for (let round = 0; round < 20; round++) {
      await store.analysis.storeAnalysis(old);
      const [first, second] = await Promise.all([
        store.analysis.cleanupOldResults({ seconds: 2, nanoseconds: 0 }, { repoId }),
        store.analysis.deleteAnalysis(repoId, 'a'),
        store.analysis.storeAnalysis(analysisOf(repoId, 'new')),
      ]);
      expect(first + Number(second)).toBe(1);
      expect(await store.analysis.findAnalysis(repoId)).toEqual([analysisOf(repoId, 'new')]);
    }
  });

  test('is not cleaned up for being old if it is new by then', async () => {
    const repoId = work.repo();
    const store = await work.open();
    const [old, fresh] = [1, 3].map((seconds) =>
      analysisOf(repoId, 'a', { timestamp: { seconds, nanoseconds: 0 } }),
    );
    if (old === undefined || fresh === undefined) throw new Error('none');
    for (let round = 0; round < 20; round++) {
      await store.analysis.storeAnalysis(old);
      await Promise.all([
        store.analysis.storeAnalysis(fresh),
        store.analysis.cleanupOldResults({ seconds: 2, nanoseconds: 0 }, { repoId }),
      ]);
      expect(await store.analysis.findAnalysis(repoId)).toEqual([fresh]);
    }
  });
});

describe('on a server of its own', () => {
  let server: LocalServer;
  let database: Database;

  beforeAll(async () => {
    server = await startTestServer();
    database = new Database(server);
  });
  afterAll(async () => {
    await database?.close();
    await server?.stop();
  });

  test('a store of the older layout gets what it lacks when it is opened, and keeps what it has', async () => {
    const { uri, username, password } = server;
    const before = await openNeo4jStore(loginOf(server));
    await before.graph.storeGraph(sampleGraph('r'));
    await before.close();
    await database.run('DROP CONSTRAINT codeprism_analysis_result_key');
    await database.run('DROP INDEX codeprism_analysis_result_age');
    await database.run('MATCH (s:CodePrismStore) SET s.layoutVersion = 1');
    await using reading = await openNeo4jStore({ uri, username, password, readOnly: true });
    expect(await reading.analysis.findAnalysis('r')).toEqual([]);
    await using after = await openNeo4jStore(loginOf(server));
    expect(await database.value('MATCH (s:CodePrismStore) RETURN s.layoutVersion')).toBe(LAYOUT_VERSION);
    const names = await database.run(
      "SHOW INDEXES YIELD name, state WHERE name STARTS WITH 'codeprism_analysis' AND state = 'ONLINE' RETURN name",
    );
    expect(names).toHaveLength(2);
    await after.analysis.storeAnalysis(analysisOf('r', 'a'));
    expect(await after.analysis.findAnalysis('r')).toEqual([analysisOf('r', 'a')]);
    expect(await after.graph.graphExists('r')).toBe(true);
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { sampleGraph } from '../../src/conformance/fixtures.ts';
import { StorageConfig, StorageManager } from '../../src/index.ts';
import { type LocalRedis, startLocalRedis } from '../server/redis/redis-server.ts';

const { uri, username, password, database } = inject('neo4j');
const repoId = `managed-${randomUUID()}`;
let redis: LocalRedis;
let config: StorageConfig;
beforeAll(async () => {
  redis = await startLocalRedis();
  config = StorageConfig.neo4j(uri, {
    username,
    password,
    database,
    cacheUrl: redis.url,
    storeId: repoId,
    // Maintenance looks at the whole database, where other tests keep results as old as they like.
    retentionPeriod: '36500d',
    redis: { prefix: repoId, commandTimeoutMs: 300, reconnectDelayMs: 10 },
  });
});
afterAll(async () => {
  await using manager = await StorageManager.open({ ...config, cacheUrl: 'memory:', redis: undefined });
  await manager.deleteRepository(repoId);
  await redis.stop();
});

test('Neo4j with a cache in Redis: managers share answers, and are well', async () => {
  await using first = await StorageManager.open(config);
  await using second = await StorageManager.open(config);
  await first.graph.storeGraph(sampleGraph(repoId));
  expect(await second.queries.callGraph(repoId, 'a')).toEqual(await first.queries.callGraph(repoId, 'a'));
  expect((await second.cache.getStats()).hitCount + (await first.cache.getStats()).hitCount).toBe(1);
  expect(await first.health()).toMatchObject({
    reachable: true,
    graph: {
      backend: 'neo4j',
      database,
      layoutVersion: expect.any(Number),
      server: { version: expect.stringMatching(/^\d+\.\d+/), edition: expect.any(String) },
    },
    cache: { backend: 'redis', available: true, address: redis.url },
    degraded: [],
  });
});

test('with the cache killed, answers stay right, and health says what is missing', async () => {
  await using manager = await StorageManager.open(config);
  await manager.graph.storeGraph(sampleGraph(repoId));
  const answer = await manager.queries.summary(repoId);
  await redis.kill();
  try {
    expect(await manager.queries.summary(repoId)).toEqual(answer);
    const { reachable, degraded } = await manager.health();
    expect([reachable, degraded]).toEqual([true, [expect.stringMatching(/cache \(redis\) is not used/)]]);
    await using opened = await StorageManager.open(config);
    expect(await opened.queries.summary(repoId)).toEqual(answer);
  } finally {
    await redis.start();
  }
});

test('maintenance and deletion reach the graph, the analyses and the cache', async () => {
  await using manager = await StorageManager.open(config);
  await manager.graph.storeGraph(sampleGraph(repoId));
  const timestamp = { seconds: Math.floor(Date.now() / 1_000), nanoseconds: 0 };
  await manager.analysis.storeAnalysis({
    id: 'a',
    repoId,
    analysisType: 't',
    timestamp,
    data: 1,
    metadata: {},
  });
  await manager.queries.summary(repoId);
  expect((await manager.maintenance()).problems).toEqual([]);
  expect(await manager.deleteRepository(repoId)).toMatchObject({
    graph: { nodes: { deleted: 3 } },
    analyses: 1,
    cachedAnswers: expect.any(Number),
  });
  expect((await manager.cache.getStats()).totalKeys).toBe(0);
});

test('a server that is not there is UNAVAILABLE, and nothing of the cache stays open', async () => {
  const opening = StorageManager.open(
    StorageConfig.neo4j('bolt://me:hidden-1@127.0.0.1:1', { neo4j: { connectSeconds: 1, retrySeconds: 0 } }),
  );
  const error = await opening.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'UNAVAILABLE' });
  expect(String(error)).not.toContain('hidden-');
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openNeo4jStore } from '../../src/backends/neo4j/index.ts';
import { openRedisCache } from '../../src/backends/redis/index.ts';
import { node, sampleGraph } from '../../src/conformance/fixtures.ts';
import { cachedQueries } from '../../src/layers/index.ts';
import type { CacheStorage, GraphStore } from '../../src/storage/index.ts';
import { type LocalRedis, startLocalRedis } from '../server/redis/redis-server.ts';

const { uri, username, password, database } = inject('neo4j');
const repoId = `cached-${randomUUID()}`;
let redis: LocalRedis;
let caches: CacheStorage[];
let stores: GraphStore[];

/**
 * Two stores as two processes would open them: each with a connection
 * of its own to the database and to the cache.
 */
beforeAll(async () => {
  redis = await startLocalRedis();
  const open = () => openRedisCache({ url: redis.url, reconnectDelayMs: 10, commandTimeoutMs: 300 });
  caches = [await open(), await open()];
  stores = await Promise.all(
    caches.map(async (cache) =>
      cachedQueries(await openNeo4jStore({ uri, username, password, database }), cache, { storeId: 'one' }),
    ),
  );
  await stores[0]?.graph.storeGraph(sampleGraph(repoId));
});
afterAll(async () => {
  await stores[0]?.graph.deleteGraph(repoId);
  for (const store of stores) await store.close();
  for (const cache of caches) await cache.close();
  await redis.stop();
});

async function totals(): Promise<number[]> {
  const pages = await Promise.all(stores.map((store) => store.queries.findNodes(repoId, {})));
  return pages.map(({ total }) => total);
}

test('what one process asked, another finds in the cache', async () => {
  const answers = [];
  for (const store of stores) answers.push(await store.queries.callGraph(repoId, 'a'));
  expect(answers[1]).toEqual(answers[0]);
  const hits = await Promise.all(caches.map(async (cache) => (await cache.getStats()).hitCount));
  expect(hits).toEqual([0, 1]);
});

test('a write of one is seen by the questions of the other at once', async () => {
  expect(await totals()).toEqual([3, 3]);
  await stores[0]?.graph.updateNodes(repoId, [node('d')]);
  expect(await totals()).toEqual([4, 4]);
  await stores[1]?.graph.deleteNodes(repoId, ['d']);
  expect(await totals()).toEqual([3, 3]);
});

test('answers stay right while the cache is killed and comes back', async () => {
  let stop = false;
  let asked = 0;
  const asking = stores.map(async (store) => {
    for (let turn = 0; !stop && turn < 10_000; turn++) {
      expect((await store.queries.callers(repoId, 'b')).items.map(({ id }) => id)).toEqual(['a']);
      asked++;
    }
  });
  for (let round = 0; round < 2; round++) {
    await redis.kill();
    const before = asked;
    for (let turn = 0; turn < 1_000 && asked < before + 10; turn++) await totals();
    await redis.start();
    await totals();
  }
  stop = true;
  await Promise.all(asking);
});

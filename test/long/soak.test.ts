import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import { openNeo4jStore } from '../../src/backends/neo4j/index.ts';
import { openRedisCache } from '../../src/backends/redis/index.ts';
import { sameGraph } from '../../src/conformance/assertions.ts';
import { cachedQueries } from '../../src/layers/index.ts';
import { startTestServer } from '../server/index.ts';
import { startLocalRedis } from '../server/redis/redis-server.ts';
import { Soak } from './soak.ts';

const MINUTES = Number(process.env.SOAK_MINUTES || 3);
const MILLISECONDS = MINUTES * 60_000;
/** More than a small machine comes to in ten minutes. */
const MOST_WRITES = 200_000;
/** What a heap may grow by from its second quarter to its last, and be called flat. */
const FLAT_BYTES = 8 * 2 ** 20;

test(`${MINUTES} minutes of everything at once, servers restarted in the middle, end with equal graphs and flat memory`, {
  timeout: MILLISECONDS + 300_000,
}, async () => {
  await using server = await startTestServer({ heap: '768m', pageCache: '128m', javaFlags: [] });
  await using redis = await startLocalRedis();
  const { uri, username, password } = server;
  await using store = await openNeo4jStore({ uri, username, password, graceSeconds: 1 });
  await using cache = await openRedisCache({ url: redis.url, commandTimeoutMs: 500, reconnectDelayMs: 50 });
  const soak = new Soak(store, cachedQueries(store, cache), {
    repositories: 4,
    milliseconds: MILLISECONDS,
    writes: MOST_WRITES,
  });
  const [done] = await Promise.all([soak.run().then(() => soak.counts), restartInTheMiddle()]);
  console.log(JSON.stringify({ ...done, heap: done.heap.map((bytes) => Math.round(bytes / 2 ** 20)) }));

  expect(Object.keys(done.retried).sort()).not.toContain('UNEXPECTED');
  expect(done.writes).toBeGreaterThan(10 * MINUTES);
  expect(done.reads).toBeGreaterThan(10 * MINUTES);
  const reference = await openMemoryStore();
  for (const graph of soak.graphs) {
    sameGraph(await store.graph.loadGraph(graph.repoId), graph);
    await reference.graph.storeGraph(graph);
    const options = { entryPoints: 'library' } as const;
    expect(await store.queries.deadCode(graph.repoId, options)).toEqual(
      await reference.queries.deadCode(graph.repoId, options),
    );
  }
  const quarter = Math.floor(done.heap.length / 4);
  const [second, last] = [done.heap.slice(quarter, 2 * quarter), done.heap.slice(-quarter)];
  expect(median(last) - median(second)).toBeLessThan(FLAT_BYTES);

  async function restartInTheMiddle(): Promise<void> {
    await sleep(MILLISECONDS / 3);
    await redis.kill();
    await server.kill();
    await server.start();
    await redis.start();
    await sleep(MILLISECONDS / 6);
    await server.restart();
  }
});

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

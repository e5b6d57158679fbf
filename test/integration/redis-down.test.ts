import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import { openRedisCache, type RedisCacheOptions } from '../../src/backends/redis/index.ts';
import { sampleGraph } from '../../src/conformance/fixtures.ts';
import { cachedQueries } from '../../src/layers/index.ts';
import type { CacheStorage } from '../../src/storage/index.ts';
import { freePort } from '../server/free-port.ts';
import { startLocalRedis } from '../server/redis/redis-server.ts';

const redis = await startLocalRedis();
afterAll(() => redis.stop());

let prefixes = 0;
let options: RedisCacheOptions;
beforeEach(() => {
  options = { url: redis.url, prefix: `down-${++prefixes}`, commandTimeoutMs: 200, reconnectDelayMs: 20 };
});

/** Asks until the cache is well again; calls alone make it connect. */
async function untilAvailable(cache: CacheStorage): Promise<void> {
  for (let turn = 0; turn < 200; turn++) {
    if ((await cache.health()).available) return;
    await sleep(25);
  }
  throw new Error(`still not available: ${(await cache.health()).problem}`);
}

describe('a Redis that is killed and started again', () => {
  test('costs misses, and no call fails', async () => {
    await using cache = await openRedisCache(options);
    await cache.set('key', 'value');
    await redis.kill();
    try {
      expect(await cache.get('key')).toBeUndefined();
      expect(await cache.set('key', 'new')).toMatchObject({ stored: false, reason: 'unavailable' });
      expect(await cache.delete('key')).toBe(false);
      expect(await cache.invalidatePattern('*')).toBe(0);
      await cache.clear();
      expect(await cache.getStats()).toMatchObject({ totalKeys: 0, memoryUsageBytes: 0, missCount: 1 });
      const health = await cache.health();
      expect(health).toMatchObject({ available: false, address: redis.url });
      expect(health.problem).toContain('ECONNREFUSED');
      expect(health.pendingInvalidations).toBeGreaterThan(0);
    } finally {
      await redis.start();
    }
  });

  test('is used again as soon as it is back, without anybody doing anything', async () => {
    await using cache = await openRedisCache(options);
    await redis.kill();
    expect(await cache.get('key')).toBeUndefined();
    await redis.start();
    let kept = false;
    for (let turn = 0; turn < 200 && !kept; turn++) {
      kept = (await cache.set('key', 'value')).stored;
      await sleep(25);
    }
    expect(kept).toBe(true);
    expect(await cache.get('key')).toBe('value');
    expect(await cache.health()).toEqual({ available: true, address: redis.url, pendingInvalidations: 0 });
  });

  test('in the middle of many calls harms none of them, before, while and after', async () => {
    await using cache = await openRedisCache(options);
    let stop = false;
    let calls = 0;
    const work = async (worker: number): Promise<void> => {
      for (let turn = 0; !stop && turn < 100_000; turn++) {
        const key = `${worker}:${turn % 50}`;
        const report = await cache.set(key, key);
        const found = await cache.get(key);
        expect([undefined, key]).toContain(found);
        if (report.stored) calls++;
        if (turn % 20 === 0) await cache.invalidatePattern(`${worker}:*`);
        await sleep(1);
      }
    };
    const workers = [1, 2, 3, 4].map(work);
    for (let round = 0; round < 3; round++) {
      await sleep(150);
      await redis.kill();
      await sleep(100);
      await redis.start();
      await untilAvailable(cache);
    }
    const before = calls;
    for (let turn = 0; turn < 200 && calls === before; turn++) await sleep(25);
    stop = true;
    await Promise.all(workers);
    expect(calls).toBeGreaterThan(before);
  });
});

describe('a Redis that hangs', () => {
  test('is given up after the stated time, and what was deleted meanwhile is never seen again', async () => {
    await using cache = await openRedisCache(options);
    for (const key of ['kept', 'deleted', 'user:1', 'user:2', 'replaced']) await cache.set(key, 'old');
    redis.pause();
    try {
      expect(await cache.get('kept')).toBeUndefined();
      expect(await cache.delete('deleted')).toBe(false);
      expect(await cache.invalidatePattern('user:*')).toBe(0);
      expect((await cache.set('replaced', 'new')).stored).toBe(false);
      expect((await cache.health()).available).toBe(false);
    } finally {
      redis.resume();
    }
    await untilAvailable(cache);
    expect(await cache.get('kept')).toBe('old');
    for (const key of ['deleted', 'user:1', 'user:2', 'replaced'])
      expect(await cache.get(key)).toBeUndefined();
    expect((await cache.health()).pendingInvalidations).toBe(0);
  });

  test('with more to make up for than is remembered deletes all of this cache, and nothing else', async () => {
    await using cache = await openRedisCache(options);
    await using other = await openRedisCache({ ...options, prefix: `${options.prefix}-other` });
    await cache.set('kept otherwise', 1);
    await other.set('kept', 1);
    redis.pause();
    try {
      await cache.get('key');
      for (let index = 0; index < 1_100; index++) await cache.delete(`key ${index}`);
      expect((await cache.health()).pendingInvalidations).toBeLessThan(1_000);
    } finally {
      redis.resume();
    }
    await untilAvailable(cache);
    expect(await cache.get('kept otherwise')).toBeUndefined();
    await untilAvailable(other);
    expect(await other.get('kept')).toBe(1);
  });
});

describe('opening', () => {
  test('goes on without a server that is down, and finds it when it comes', async () => {
    const port = await freePort();
    await using cache = await openRedisCache({ ...options, url: `redis://127.0.0.1:${port}` });
    expect(await cache.get('key')).toBeUndefined();
    expect((await cache.health()).problem).toBe(
      `The Redis server at redis://127.0.0.1:${port} cannot be used (ECONNREFUSED).`,
    );
  });

  test('goes on without what is no Redis', async () => {
    const web = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1');
    await once(web, 'listening');
    try {
      const { port } = web.address() as AddressInfo;
      await using cache = await openRedisCache({ ...options, url: `redis://127.0.0.1:${port}` });
      expect((await cache.set('key', 1)).stored).toBe(false);
      expect((await cache.health()).available).toBe(false);
    } finally {
      web.closeAllConnections();
      web.close();
    }
  });

  test('with wrong credentials fails, and no message holds them', async () => {
    await using guarded = await startLocalRedis(['--requirepass', 'right-secret']);
    const { host } = new URL(guarded.url);
    for (const url of [
      `redis://:wrong-secret@${host}`,
      `redis://someone:wrong-secret@${host}`,
      guarded.url,
    ]) {
      const error = await openRedisCache({ ...options, url }).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'UNAUTHORIZED', backend: 'redis' });
      expect(everythingIn(error)).not.toMatch(/secret/);
    }
    await using cache = await openRedisCache({ ...options, url: `redis://:right-secret@${host}/3` });
    expect(await cache.set('key', 1)).toMatchObject({ stored: true });
    expect(await cache.health()).toMatchObject({ available: true, address: `redis://${host}/3` });
    await guarded.kill();
    expect(await cache.get('key')).toBeUndefined();
    expect(everythingIn(await cache.health())).not.toMatch(/secret/);
  });

  test('fails for a database that the server does not have', async () => {
    const url = `${redis.url}/9999`;
    await expect(openRedisCache({ ...options, url })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});

test('a Redis that is full keeps nothing new, says so, and leaves no older value behind', async () => {
  await using full = await startLocalRedis(['--maxmemory', '3mb', '--maxmemory-policy', 'noeviction']);
  await using cache = await openRedisCache({ ...options, url: full.url, commandTimeoutMs: 10_000 });
  const large = 'v'.repeat(100_000);
  await cache.set('key', 'older');
  const reports: string[] = [];
  for (let index = 0; index < 60; index++) {
    const report = await cache.set(`large ${index}`, large);
    reports.push(report.stored ? 'stored' : report.reason);
  }
  expect(new Set(reports)).toEqual(new Set(['stored', 'unavailable']));
  expect((await cache.set('key', large)).stored).toBe(false);
  expect(await cache.get('key')).toBeUndefined();
  await cache.set('key', large);
  expect((await cache.health()).problem).toContain('OOM');
  await cache.clear();
  expect((await cache.set('key', large)).stored).toBe(true);
  expect(await cache.health()).toMatchObject({ available: true, pendingInvalidations: 0 });
});

test('a value that is too large is refused, and leaves no older one behind', async () => {
  await using cache = await openRedisCache({ ...options, maxValueBytes: 100 });
  await cache.set('key', 'older');
  expect(await cache.set('key', 'v'.repeat(200))).toMatchObject({ reason: 'too-large', limitBytes: 100 });
  expect(await cache.get('key')).toBeUndefined();
});

test('keys of others on the server are never touched', async () => {
  const { createClient } = await import('redis');
  const client = createClient({ url: redis.url });
  await client.connect();
  try {
    await client.set('foreign', 'kept');
    await client.set('down', 'kept');
    await using cache = await openRedisCache({ ...options, prefix: 'a*?[b]:c' });
    await cache.set('key', 1);
    expect(await client.get('a*%3F%5Bb%5D%3Ac:key')).toBe('1');
    await client.set('axx%3F%5Bb%5D%3Ac:key', 'kept');
    await cache.clear();
    expect(await client.get('a*%3F%5Bb%5D%3Ac:key')).toBeNull();
    expect([await client.get('foreign'), await client.get('axx%3F%5Bb%5D%3Ac:key')]).toEqual([
      'kept',
      'kept',
    ]);
  } finally {
    client.destroy();
  }
});

describe('what another program or an older version left under a key', () => {
  const LEFT = ['{}', 'null', '[]', 'no JSON', '{"answer":{"items":[]}}', '{"form":"codeprism-answer-1"}'];

  test.each(LEFT)('is no answer to a question: %s', async (left) => {
    const { createClient } = await import('redis');
    const client = createClient({ url: redis.url });
    await client.connect();
    try {
      await using cache = await openRedisCache(options);
      await using store = cachedQueries(await openMemoryStore(), cache);
      await store.graph.storeGraph(sampleGraph('repo'));
      const truth = await store.queries.summary('repo');
      const keys = await client.keys(`${options.prefix}:*`);
      expect(keys).toHaveLength(1);
      for (const key of keys) await client.set(key, left);
      expect(await store.queries.summary('repo')).toStrictEqual(truth);
      for (const key of keys) expect(await client.get(key)).toContain('"totalNodes"');
    } finally {
      client.destroy();
    }
  });

  test('is a miss where it is no text at all, and is replaced', async () => {
    const { createClient } = await import('redis');
    const client = createClient({ url: redis.url });
    await client.connect();
    try {
      await using cache = await openRedisCache(options);
      await client.rPush(`${options.prefix}:key`, ['one', 'two']);
      expect(await cache.get('key')).toBeUndefined();
      expect(await cache.set('key', 'value')).toMatchObject({ stored: true });
      expect(await cache.get('key')).toBe('value');
      await client.rPush(`${options.prefix}:list`, ['one', 'two']);
      expect((await cache.getStats()).totalKeys).toBe(2);
      expect((await cache.health()).available).toBe(true);
    } finally {
      client.destroy();
    }
  });
});

test('10,000 operations and many lost connections leave nothing behind', async () => {
  const { createClient } = await import('redis');
  const admin = createClient({ url: redis.url });
  await admin.connect();
  const warnings: Error[] = [];
  const warn = (warning: Error): void => void warnings.push(warning);
  process.on('warning', warn);
  try {
    const cache = await openRedisCache({ ...options, reconnectDelayMs: 0 });
    const listeners = process.eventNames().map((name) => [name, process.listenerCount(name)]);
    for (let round = 0; round < 10; round++) {
      const keys = Array.from({ length: 500 }, (_, index) => `key ${index}`);
      await Promise.all(keys.map((key) => cache.set(key, round)));
      await Promise.all(keys.map((key) => cache.get(key)));
      await admin.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
      await untilAvailable(cache);
    }
    const connected = async (): Promise<string | undefined> =>
      /connected_clients:(\d+)/.exec(String(await admin.info('clients')))?.[1];
    expect(await connected()).toBe('2');
    expect(process.eventNames().map((name) => [name, process.listenerCount(name)])).toEqual(listeners);
    await cache.close();
    for (let turn = 0; turn < 100 && (await connected()) !== '1'; turn++) await sleep(20);
    expect(await connected()).toBe('1');
    expect(warnings).toEqual([]);
  } finally {
    process.off('warning', warn);
    admin.destroy();
  }
});

test.each(['up', 'down', 'hanging'])(
  'a process whose cache is closed ends, with the server %s',
  async (state) => {
    const url = state === 'down' ? `redis://127.0.0.1:${await freePort()}` : redis.url;
    const script = fileURLToPath(new URL('support/exit-after-close.ts', import.meta.url));
    if (state === 'hanging') redis.pause();
    try {
      const child = spawn(process.execPath, ['--import', 'tsx', script, url], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let output = '';
      child.stdout.on('data', (data) => {
        output += String(data);
      });
      const [code] = await once(child, 'close');
      expect([code, output.trim()]).toEqual([0, state === 'up' ? '1' : 'nothing']);
    } finally {
      redis.resume();
    }
  },
);

/** A value and all that hangs on it, errors with their causes and stacks included. */
function everythingIn(value: unknown): string {
  if (!(value instanceof Error)) return JSON.stringify(value);
  return `${value.stack} ${JSON.stringify(value)} ${value.cause === undefined ? '' : everythingIn(value.cause)}`;
}

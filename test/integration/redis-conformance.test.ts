import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, it } from 'vitest';
import { openRedisCache } from '../../src/backends/redis/index.ts';
import { cacheConformance } from '../../src/conformance/index.ts';
import type { CacheStorage } from '../../src/storage/index.ts';
import { findRedis } from '../server/redis/find-redis.ts';

const redis = await findRedis();
console.log(`Redis for the tests: ${redis.description}`);
afterAll(() => redis[Symbol.asyncDispose]());

const run = randomBytes(4).toString('hex');
const prefixes = new WeakMap<CacheStorage, string>();
let opened = 0;

async function open(prefix: string): Promise<CacheStorage> {
  const cache = await openRedisCache({ url: redis.url, prefix });
  prefixes.set(cache, prefix);
  return cache;
}

cacheConformance(
  { describe, it, afterAll },
  {
    name: 'redis cache',
    // Each prefix begins with the one before, which must not matter.
    open: () => open(`conformance-${run}${':x*'.repeat(++opened % 5)}${opened}`),
    reopen: (cache) => open(prefixes.get(cache) ?? ''),
    passTime: (milliseconds) => sleep(milliseconds),
    keepsLimit: false,
  },
);

import { openMemoryCache } from '../backends/memory/index.ts';
import type { CacheStorage } from '../storage/index.ts';
import { isRedis } from './config-rules.ts';
import type { StorageConfig } from './storage-config.ts';

const BYTES_PER_MB = 1_048_576;

/** Opens the cache of a configuration; one in Redis that is down is opened all the same. */
export async function openCache(config: StorageConfig): Promise<CacheStorage> {
  const { cacheUrl, cacheSizeMb = 0, redis } = config;
  const maxBytes = Math.min(cacheSizeMb * BYTES_PER_MB, Number.MAX_SAFE_INTEGER);
  if (isRedis(cacheUrl)) {
    const { openRedisCache } = await import('../backends/redis/index.ts');
    return openRedisCache({ ...redis, password: redis?.password?.reveal(), url: cacheUrl });
  }
  return openMemoryCache({ maxBytes });
}

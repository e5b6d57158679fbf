import type { CacheStorage } from '../storage/index.ts';
import { isRedis } from './config-rules.ts';
import type { StorageConfig } from './storage-config.ts';
import { parseStoreUrl } from './store-url.ts';

const BYTES_PER_MB = 1_048_576;

/** Opens the cache of a configuration; one in Redis that is down is opened all the same. */
export async function openCache(config: StorageConfig, home: string | undefined): Promise<CacheStorage> {
  const { cacheUrl, cacheSizeMb = 0, redis } = config;
  if (isRedis(cacheUrl)) {
    const { openRedisCache } = await import('../backends/redis/index.ts');
    return openRedisCache({ ...redis, password: redis?.password?.reveal(), url: cacheUrl });
  }
  const maxBytes = Math.min(cacheSizeMb * BYTES_PER_MB, Number.MAX_SAFE_INTEGER);
  const file = fileOf(config, home);
  if (file !== undefined) {
    const { openSqliteCache } = await import('../backends/sqlite/index.ts');
    return openSqliteCache({ file, maxBytes });
  }
  const { openMemoryCache } = await import('../backends/memory/index.ts');
  return openMemoryCache({ maxBytes });
}

/** Whether the cache is in the file of the store itself. */
export function isInStore({ cacheUrl }: StorageConfig): boolean {
  return cacheUrl === 'sqlite:';
}

function fileOf(config: StorageConfig, home: string | undefined): string | undefined {
  if (isInStore(config)) return config.dataPath;
  const parsed = parseStoreUrl(config.cacheUrl, 'Field cacheUrl', home);
  return parsed.kind === 'sqlite' ? parsed.file : undefined;
}

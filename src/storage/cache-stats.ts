import type { CacheStats } from './cache-storage.ts';

/** CodePrism's JSON form of the statistics. */
export interface CacheStatsJson {
  readonly total_keys: number;
  readonly memory_usage_bytes: number;
  readonly hit_count: number;
  readonly miss_count: number;
  readonly eviction_count: number;
}

/** Statistics as CodePrism writes them. */
export function cacheStatsToJson(stats: CacheStats): CacheStatsJson {
  return {
    total_keys: stats.totalKeys,
    memory_usage_bytes: stats.memoryUsageBytes,
    hit_count: stats.hitCount,
    miss_count: stats.missCount,
    eviction_count: stats.evictionCount,
  };
}

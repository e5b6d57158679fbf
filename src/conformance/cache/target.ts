import type { CacheStorage } from '../../storage/index.ts';

/** The cache backend to prove. */
export interface CacheTarget {
  readonly name: string;
  /**
   * Opens an empty cache that shares no value with any other, also not
   * with those that are open at the same time.
   * @param maxBytes the most bytes of keys and values it may keep, where it keeps such a limit
   */
  open(maxBytes?: number): Promise<CacheStorage>;
  /** Comes back when the cache's clock has gone on so far, be it by waiting. */
  passTime(milliseconds: number): Promise<void>;
  /** Opens another cache on what this one holds; given where values outlive or are shared between caches. */
  reopen?(cache: CacheStorage): Promise<CacheStorage>;
  /** Whether it keeps the limit of `open` by itself and counts evictions. Default true. */
  readonly keepsLimit?: boolean;
  /** For each test, in milliseconds. Default: the runner's. */
  readonly timeout?: number;
}

import type { CacheHealth, CacheSetReport, CacheStats } from '../cache-storage.ts';

/** What is counted where the values are; hits and misses are counted at the front door. */
export type CacheUsage = Omit<CacheStats, 'hitCount' | 'missCount'>;

/**
 * What a cache backend implements. The front door has done the rest: keys and patterns
 * are well-formed, values are bytes, the cache is open.
 */
export interface CacheBackend {
  readonly name: string;
  get(key: string): Promise<Uint8Array | undefined>;
  /** @param ttlMs a whole number, at least 1; `undefined` for no end */
  set(key: string, bytes: Uint8Array, ttlMs: number | undefined): Promise<CacheSetReport>;
  delete(key: string): Promise<boolean>;
  /** @param glob never empty */
  invalidate(glob: string): Promise<number>;
  /** How many values it removed whose time is over; 0 where the server does that by itself. */
  removeExpired(): Promise<number>;
  usage(): Promise<CacheUsage>;
  clear(): Promise<void>;
  health(): Promise<CacheHealth>;
  /** Called once, after the last operation. */
  close(): Promise<void>;
}

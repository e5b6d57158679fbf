import type { CacheCodec } from './cache-codec.ts';

/** How long a value is kept. */
export interface CacheSetOptions {
  /**
   * Milliseconds after which the value is gone, however often it is read; 0 is over at once. Default: no end.
   */
  readonly ttlMs?: number | undefined;
}

/** Whether a value was kept, and why not. */
export type CacheSetReport =
  | { readonly stored: true; readonly bytes: number }
  | {
      readonly stored: false;
      /** Either way an older value under the key is gone as well, for it is no longer the right one. */
      readonly reason: 'too-large' | 'unavailable';
      readonly bytes: number;
      /** The most that could have been kept, where that was the reason. */
      readonly limitBytes?: number;
    };

/** CodePrism's statistics; {@link cacheStatsToJson} writes them as it does. */
export interface CacheStats {
  readonly totalKeys: number;
  /** Keys and values as they are kept, in bytes. */
  readonly memoryUsageBytes: number;
  /** Of this object, since it was opened. */
  readonly hitCount: number;
  /** Of this object, since it was opened; expired and undecodable values are misses. */
  readonly missCount: number;
  /** Values that left to make room or because their time was over, since it was opened. */
  readonly evictionCount: number;
}

/** What a cache that can be reached says of itself. */
export interface CacheHealth {
  /** Whether values are kept and found at present. */
  readonly available: boolean;
  /** Where it is, without credentials, for a cache that is not in this process. */
  readonly address?: string;
  /** Why it is not available. */
  readonly problem?: string;
  /** Deletions that are made up for as soon as it is available again; until then nothing is found. */
  readonly pendingInvalidations: number;
}

/**
 * Keeps values that can be computed again, by key, for a time. Nothing that was passed in or handed out is
 * shared with it. A cache that cannot be reached finds nothing and keeps nothing, and says so in {@link
 * CacheStorage.health}: no method fails for that.
 *
 * Every method fails with `CLOSED` after `close`, and with `CONFIG_INVALID` for
 * a key or pattern that is no well-formed string.
 */
export interface CacheStorage extends AsyncDisposable {
  /** The backend's name, such as `memory`. */
  readonly backend: string;

  /** `undefined` if there is no value, if its time is over, or if the codec cannot read it. */
  get(key: string): Promise<unknown>;
  get<Value>(key: string, codec: CacheCodec<Value>): Promise<Value | undefined>;

  /**
   * Keeps a value in place of an older one, and of others that were not used for longest where room is
   * needed. One that is larger than the whole cache is refused by the report.
   * @throws `CONFIG_INVALID` for a value that the codec cannot write, and for a wrong time to live
   */
  set<Value>(
    key: string,
    value: Value,
    options?: CacheSetOptions,
    codec?: CacheCodec<Value>,
  ): Promise<CacheSetReport>;

  /** Whether there was a value. */
  delete(key: string): Promise<boolean>;

  /**
   * Deletes the values whose whole key fits a glob: `*` is any text, `?`
   * one character, `\` takes the next literally.
   * @returns how many there were
   * @throws `CONFIG_INVALID` for an empty pattern
   */
  invalidatePattern(pattern: string): Promise<number>;

  /**
   * Deletes the values whose time is over, which are not found in any
   * case, and counts them among the evictions.
   * @returns how many; 0 for Redis, whose server does it by itself
   */
  removeExpired(): Promise<number>;

  getStats(): Promise<CacheStats>;

  /** Deletes every value of this cache. Hits, misses and evictions are counted on. */
  clear(): Promise<void>;

  health(): Promise<CacheHealth>;

  /** Releases everything. Later calls fail with `CLOSED`; closing twice is harmless. */
  close(): Promise<void>;
}

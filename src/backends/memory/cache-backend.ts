import { LRUCache } from 'lru-cache';
import { nameMatcher } from '../../globs/glob-matcher.ts';
import type { CacheBackend, CacheHealth, CacheSetReport, CacheUsage } from '../../storage/index.ts';
import { ExpiryQueue } from './expiry-queue.ts';

interface Entry {
  readonly bytes: Uint8Array;
  /** Of key and value. */
  readonly size: number;
  /** On the clock; `Infinity` for no end. */
  readonly expiresAt: number;
}

/**
 * Values in this process, up to a limit of bytes; those used last are
 * kept, and expired ones leave before any other.
 */
export class MemoryCacheBackend implements CacheBackend {
  readonly name = 'memory';
  readonly #maxBytes: number;
  readonly #clock: () => number;
  readonly #entries: LRUCache<string, Entry>;
  readonly #expiries = new ExpiryQueue();
  #evictions = 0;

  constructor(maxBytes: number, clock: () => number) {
    this.#maxBytes = maxBytes;
    this.#clock = clock;
    this.#entries = new LRUCache({
      maxSize: maxBytes,
      // The library takes no size of 0.
      sizeCalculation: ({ size }) => Math.max(size, 1),
      dispose: (_entry, _key, reason) => {
        if (reason === 'evict') this.#evictions++;
      },
    });
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    this.#dropExpired();
    const bytes = this.#entries.get(key)?.bytes;
    return bytes && new Uint8Array(bytes);
  }

  async set(key: string, bytes: Uint8Array, ttlMs: number | undefined): Promise<CacheSetReport> {
    this.#dropExpired();
    const size = Buffer.byteLength(key) + bytes.length;
    if (size > this.#maxBytes) {
      this.#entries.delete(key);
      return { stored: false, reason: 'too-large', bytes: size, limitBytes: this.#maxBytes };
    }
    const expiresAt = ttlMs === undefined ? Number.POSITIVE_INFINITY : this.#clock() + ttlMs;
    this.#entries.set(key, { bytes: new Uint8Array(bytes), size, expiresAt });
    if (ttlMs !== undefined) this.#expiries.add(key, expiresAt);
    return { stored: true, bytes: size };
  }

  async delete(key: string): Promise<boolean> {
    this.#dropExpired();
    return this.#entries.delete(key);
  }

  async invalidate(glob: string): Promise<number> {
    this.#dropExpired();
    const matches = nameMatcher(glob);
    const keys = [...this.#entries.keys()].filter(matches);
    for (const key of keys) this.#entries.delete(key);
    return keys.length;
  }

  async removeExpired(): Promise<number> {
    const before = this.#evictions;
    this.#dropExpired();
    return this.#evictions - before;
  }

  async usage(): Promise<CacheUsage> {
    this.#dropExpired();
    return {
      totalKeys: this.#entries.size,
      memoryUsageBytes: this.#entries.calculatedSize,
      evictionCount: this.#evictions,
    };
  }

  async clear(): Promise<void> {
    this.#dropExpired();
    this.#entries.clear();
    this.#expiries.clear();
  }

  async health(): Promise<CacheHealth> {
    return { available: true, pendingInvalidations: 0 };
  }

  async close(): Promise<void> {
    this.#entries.clear();
    this.#expiries.clear();
  }

  #dropExpired(): void {
    const now = this.#clock();
    for (const key of this.#expiries.takeUntil(now)) {
      // It may have been deleted, or set again with another time, since it was queued.
      if ((this.#entries.peek(key)?.expiresAt ?? Number.POSITIVE_INFINITY) > now) continue;
      this.#entries.delete(key);
      this.#evictions++;
    }
    this.#expiries.compact(this.#entries.size, (key, at) => this.#entries.peek(key)?.expiresAt === at);
  }
}

import type { CacheStorage } from '../../storage/index.ts';
import type { CacheTarget } from './target.ts';

/** What one test works with. Caches it opened are emptied and closed when it ends. */
export interface CacheTrial {
  readonly target: CacheTarget;
  /** A new, empty cache. */
  open(maxBytes?: number): Promise<CacheStorage>;
  /** Closes, at the test's end, a cache that the test opened by itself. */
  closing(cache: CacheStorage): CacheStorage;
}

/** One test, given its cache. */
export type CacheTrialBody = (trial: CacheTrial) => Promise<void>;

/** Registers one test; its title is a promise to users. */
export type CacheTest = (title: string, body: CacheTrialBody) => void;

/** The tests of one subject. */
export interface CacheSpec {
  readonly name: string;
  define(test: CacheTest, target: CacheTarget): void;
}

/** Runs one test with a cache of its own, which is closed whatever happens. */
export async function runTrial(target: CacheTarget, body: CacheTrialBody): Promise<void> {
  const caches: CacheStorage[] = [];
  const closing = (cache: CacheStorage): CacheStorage => {
    caches.push(cache);
    return cache;
  };
  try {
    await body({ target, closing, open: async (maxBytes) => closing(await target.open(maxBytes)) });
  } finally {
    for (const cache of caches) {
      // A test may have closed it already.
      await cache.clear().catch(() => undefined);
      await cache.close();
    }
  }
}

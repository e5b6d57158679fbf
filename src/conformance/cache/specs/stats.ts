import { cacheStatsToJson } from '../../../storage/index.ts';
import { holds, same } from '../../assertions.ts';
import type { CacheSpec } from '../trial.ts';

/** The promise: hits, misses and sizes are counted. */
export const stats: CacheSpec = {
  name: 'statistics',
  define(test, { keepsLimit = true, passTime }) {
    test('all are 0 at first', async ({ open }) => {
      same(await (await open()).getStats(), {
        totalKeys: 0,
        memoryUsageBytes: 0,
        hitCount: 0,
        missCount: 0,
        evictionCount: 0,
      });
    });

    test('count hits, misses, keys and bytes', async ({ open }) => {
      const cache = await open();
      const bytes = [await cache.set('a', 'value'), await cache.set('b', 2)].map((report) => report.bytes);
      await cache.get('a');
      await cache.get('a');
      await cache.get('unknown');
      same(await cache.getStats(), {
        totalKeys: 2,
        memoryUsageBytes: bytes.reduce((sum, one) => sum + one, 0),
        hitCount: 2,
        missCount: 1,
        evictionCount: 0,
      });
    });

    test('follow replacing and deleting', async ({ open }) => {
      const cache = await open();
      await cache.set('a', 'a long value');
      const { bytes } = await cache.set('a', 1);
      await cache.set('b', 'gone');
      await cache.delete('b');
      const { totalKeys, memoryUsageBytes, evictionCount } = await cache.getStats();
      same([totalKeys, memoryUsageBytes, evictionCount], [1, bytes, 0]);
    });

    test('clear empties keys and bytes, and counts on', async ({ open }) => {
      const cache = await open();
      await cache.set('a', 1);
      await cache.get('a');
      await cache.get('b');
      await cache.clear();
      const { totalKeys, memoryUsageBytes, hitCount, missCount } = await cache.getStats();
      same([totalKeys, memoryUsageBytes, hitCount, missCount], [0, 0, 1, 1]);
    });

    test('a value that the codec cannot read is a miss', async ({ open }) => {
      const cache = await open();
      await cache.set('a', 1);
      const broken = {
        encode: () => new Uint8Array(),
        decode: () => {
          throw new Error('of another version');
        },
      };
      same(await cache.get('a', broken), undefined);
      const { hitCount, missCount } = await cache.getStats();
      same([hitCount, missCount], [0, 1]);
    });

    if (keepsLimit) {
      test('count as evictions what made room or expired, but nothing that was deleted', async ({ open }) => {
        const cache = await open(20);
        await cache.set('a', '12345');
        await cache.set('b', '12345', { ttlMs: 40 });
        await cache.set('c', '12345');
        same((await cache.getStats()).evictionCount, 1);
        await passTime(120);
        await cache.get('b');
        same((await cache.getStats()).evictionCount, 2);
        await cache.delete('c');
        await cache.set('c', 1);
        await cache.invalidatePattern('*');
        await cache.clear();
        same((await cache.getStats()).evictionCount, 2);
      });
    }

    test("have CodePrism's names in JSON", async ({ open }) => {
      const json = cacheStatsToJson(await (await open()).getStats());
      same(Object.keys(json), [
        'total_keys',
        'memory_usage_bytes',
        'hit_count',
        'miss_count',
        'eviction_count',
      ]);
      holds(Object.values(json).every(Number.isSafeInteger), 'not all are whole numbers');
    });
  },
};

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openMemoryCache } from '../../../src/backends/memory/index.ts';
import { cacheStatsToJson } from '../../../src/storage/index.ts';
import { followsItsRules } from './cache-model.ts';

describe('the memory cache', () => {
  test('does what its rules say, whatever is asked of it in whatever order', () =>
    followsItsRules(openMemoryCache, 500));

  test('keeps 256 MiB unless told otherwise', async () => {
    await using cache = await openMemoryCache();
    const bytes = { encode: (length: number) => new Uint8Array(length), decode: () => 0 };
    expect(await cache.set('k', 256 * 1024 * 1024, {}, bytes)).toMatchObject({
      stored: false,
      limitBytes: 256 * 1024 * 1024,
    });
  });

  test.each([0, -1, 1.5, Number.NaN, '9'])('refuses a limit of %s', async (maxBytes) => {
    await expect(openMemoryCache({ maxBytes: maxBytes as number })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      context: { option: 'maxBytes' },
    });
  });

  test('forgets old times to live of keys that are set again and again', async () => {
    let now = 0;
    await using cache = await openMemoryCache({ clock: () => now });
    for (let turn = 0; turn < 5_000; turn++) await cache.set('key', turn, { ttlMs: 1_000_000 - turn });
    now = 999_999;
    expect(await cache.get('key')).toBeUndefined();
    expect((await cache.getStats()).evictionCount).toBe(1);
  });

  test("writes its statistics as CodePrism's own file has them", () => {
    const file = new URL('../../fixtures/codeprism/elements/cache_stats.json', import.meta.url);
    const stats = { totalKeys: 1, memoryUsageBytes: 2, hitCount: 3, missCount: 4, evictionCount: 5 };
    expect(cacheStatsToJson(stats)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });
});

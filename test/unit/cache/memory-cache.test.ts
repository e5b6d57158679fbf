import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openMemoryCache } from '../../../src/backends/memory/index.ts';
import { cacheStatsToJson } from '../../../src/storage/index.ts';

const LIMIT = 40;

type Step =
  | { readonly do: 'set'; readonly key: string; readonly length: number; readonly ttlMs?: number | undefined }
  | { readonly do: 'get'; readonly key: string }
  | { readonly do: 'delete'; readonly key: string }
  | { readonly do: 'wait'; readonly milliseconds: number };

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('set' as const),
    key,
    length: fc.nat(45),
    ttlMs: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
  }),
  fc.record({ do: fc.constant('get' as const), key }),
  fc.record({ do: fc.constant('delete' as const), key }),
  fc.record({ do: fc.constant('wait' as const), milliseconds: fc.nat(20) }),
);

/** The rules as directly as they can be written: a list, the least recently used first. */
class Model {
  now = 0;
  evicted = 0;
  entries: { key: string; text: string; size: number; until: number }[] = [];

  expire(): void {
    const kept = this.entries.filter(({ until }) => until > this.now);
    this.evicted += this.entries.length - kept.length;
    this.entries = kept;
  }

  set(name: string, text: string, ttlMs = Number.POSITIVE_INFINITY): void {
    this.delete(name);
    const size = 1 + text.length + 2;
    if (size > LIMIT) return;
    this.entries.push({ key: name, text, size, until: this.now + ttlMs });
    while (this.bytes() > LIMIT) {
      this.entries.shift();
      this.evicted++;
    }
  }

  get(name: string): string | undefined {
    const found = this.entries.find((entry) => entry.key === name);
    if (found === undefined) return undefined;
    this.entries = [...this.entries.filter((entry) => entry !== found), found];
    return found.text;
  }

  delete(name: string): boolean {
    const before = this.entries.length;
    this.entries = this.entries.filter((entry) => entry.key !== name);
    return this.entries.length < before;
  }

  bytes(): number {
    return this.entries.reduce((sum, { size }) => sum + size, 0);
  }
}

describe('the memory cache', () => {
  test('does what its rules say, whatever is asked of it in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const model = new Model();
        await using cache = await openMemoryCache({ maxBytes: LIMIT, clock: () => model.now });
        for (const [index, one] of steps.entries()) {
          model.expire();
          if (one.do === 'wait') model.now += one.milliseconds;
          else if (one.do === 'set') {
            const text = String(index % 10).repeat(one.length);
            await cache.set(one.key, text, { ttlMs: one.ttlMs });
            model.set(one.key, text, one.ttlMs);
          } else if (one.do === 'get') expect(await cache.get(one.key)).toBe(model.get(one.key));
          else expect(await cache.delete(one.key)).toBe(model.delete(one.key));
        }
        model.expire();
        const { totalKeys, memoryUsageBytes, evictionCount } = await cache.getStats();
        expect([totalKeys, memoryUsageBytes, evictionCount]).toEqual([
          model.entries.length,
          model.bytes(),
          model.evicted,
        ]);
      }),
      { numRuns: 500 },
    );
  });

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

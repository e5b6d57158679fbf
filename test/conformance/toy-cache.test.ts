import { describe, expect, it } from 'vitest';
import { MemoryCacheBackend } from '../../src/backends/memory/cache-backend.ts';
import { cacheConformance } from '../../src/conformance/index.ts';
import { type CacheBackend, cacheStorage } from '../../src/storage/index.ts';
import { RecordingRunner } from './recording-runner.ts';

type Flawed = (good: CacheBackend) => Partial<CacheBackend>;

/** Mistakes that a cache may make, CodePrism's own among them, with the subject that has to notice each. */
const FLAWS: readonly (readonly [name: string, subject: string, flawed: Flawed])[] = [
  [
    'takes patterns for plain text',
    'invalidation',
    (good) => ({ invalidate: (glob) => good.invalidate(`*${glob.replace(/[*?\\]/g, '\\$&')}*`) }),
  ],
  [
    'never lets a value expire',
    'expiry',
    (good) => ({ set: (key, bytes) => good.set(key, bytes, undefined) }),
  ],
  [
    'forgets to discount the old value',
    'limit',
    (good) => ({
      set: async (key, bytes, ttlMs) => {
        const report = await good.set(`${key}'`, bytes, ttlMs);
        await good.delete(`${key}'`);
        return report.stored ? good.set(key, bytes, ttlMs) : report;
      },
    }),
  ],
  [
    'leaves the old value behind where the new one is refused',
    'limit',
    (good) => ({
      set: async (key, bytes, ttlMs) => {
        const before = await good.get(key);
        const report = await good.set(key, bytes, ttlMs);
        if (!report.stored && before !== undefined) await good.set(key, before, ttlMs);
        return report;
      },
    }),
  ],
  [
    'keeps the bytes it is given',
    'values',
    (good) => {
      const kept = new Map<string, Uint8Array>();
      return {
        set: (key, bytes, ttlMs) => {
          kept.set(key, bytes);
          return good.set(key, bytes, ttlMs);
        },
        get: async (key) => ((await good.get(key)) === undefined ? undefined : kept.get(key)),
      };
    },
  ],
  [
    'does not tell what it deleted',
    'values',
    (good) => ({ delete: async (key) => !(await good.delete(key)) }),
  ],
  [
    'counts keys wrongly',
    'statistics',
    (good) => ({ usage: async () => ({ ...(await good.usage()), totalKeys: 7 }) }),
  ],
  [
    'is never well',
    'lifecycle',
    () => ({ health: async () => ({ available: false, pendingInvalidations: 0 }) }),
  ],
];

function failuresOf(flawed: Flawed): Promise<readonly { readonly spec: string }[]> {
  let now = 0;
  const runner = new RecordingRunner();
  cacheConformance(runner, {
    name: 'toy',
    open: async (maxBytes = 1_000_000) => {
      const good = new MemoryCacheBackend(maxBytes, () => now);
      const methods = ['get', 'set', 'delete', 'invalidate', 'usage', 'clear', 'health', 'close'] as const;
      const bound = Object.fromEntries(methods.map((method) => [method, good[method].bind(good)]));
      return cacheStorage({ name: 'toy', ...bound, ...flawed(good) } as CacheBackend);
    },
    passTime: async (milliseconds) => {
      now += milliseconds;
    },
  });
  return runner.run();
}

describe('the cache suite', () => {
  it('passes a correct cache', async () => {
    expect(await failuresOf(() => ({}))).toEqual([]);
  });

  for (const [name, subject, flawed] of FLAWS) {
    it(`fails, in ${subject}, a cache that ${name}`, async () => {
      expect((await failuresOf(flawed)).map(({ spec }) => spec)).toContain(subject);
    });
  }

  it('gives no two tests the same name', () => {
    const runner = new RecordingRunner();
    const open = async () => cacheStorage(new MemoryCacheBackend(1, () => 0));
    cacheConformance(runner, { name: 'toy', open, reopen: open, passTime: async () => undefined });
    const names = runner.tests.map(({ path, title }) => [...path, title].join(' > '));
    expect(names.filter((one, index) => names.indexOf(one) !== index)).toEqual([]);
  });
});

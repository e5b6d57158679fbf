import type { CacheStorage } from '../../../storage/index.ts';
import { holds, same } from '../../assertions.ts';
import type { CacheSpec } from '../trial.ts';

/** As JSON, with its key of one byte, each takes 30 bytes: three fit into 100. */
const VALUE = 'v'.repeat(27);
const LIMIT = 100;

/** The promise: a cache stays within its size. */
export const limit: CacheSpec = {
  name: 'limit',
  define(test, { keepsLimit = true, passTime }) {
    if (!keepsLimit) return;

    test('what was used longest ago makes room', async ({ open }) => {
      const cache = await filled(await open(LIMIT), 'a', 'b', 'c');
      await cache.get('a');
      await cache.set('d', VALUE);
      same(await keysOf(cache, 'a', 'b', 'c', 'd'), ['a', 'c', 'd']);
    });

    test('setting again counts as use', async ({ open }) => {
      const cache = await filled(await open(LIMIT), 'a', 'b', 'c', 'a', 'd');
      same(await keysOf(cache, 'a', 'b', 'c', 'd'), ['a', 'c', 'd']);
    });

    test('a miss is no use', async ({ open }) => {
      const cache = await filled(await open(LIMIT), 'a', 'b', 'c');
      await cache.get('other');
      await cache.set('d', VALUE);
      same(await keysOf(cache, 'a', 'b', 'c', 'd'), ['b', 'c', 'd']);
    });

    test('replacing a value needs room for the difference alone', async ({ open }) => {
      const cache = await filled(await open(LIMIT), 'a', 'b', 'c', 'c', 'a');
      same(await keysOf(cache, 'a', 'b', 'c'), ['a', 'b', 'c']);
      await cache.set('c', `${VALUE}${'v'.repeat(10)}`);
      same(await keysOf(cache, 'a', 'b', 'c'), ['a', 'b', 'c']);
      same((await cache.getStats()).evictionCount, 0);
    });

    test('expired values make room before any other', async ({ open }) => {
      const cache = await open(LIMIT);
      await cache.set('a', VALUE);
      await cache.set('b', VALUE);
      await cache.set('c', VALUE, { ttlMs: 40 });
      await passTime(120);
      await cache.set('d', VALUE);
      same(await keysOf(cache, 'a', 'b', 'c', 'd'), ['a', 'b', 'd']);
    });

    test('the limit itself is still allowed, a byte more is not', async ({ open }) => {
      const cache = await open(LIMIT);
      same(await cache.set('k', 'v'.repeat(97)), { stored: true, bytes: 100 });
      same(await cache.get('k'), 'v'.repeat(97));
      const refused = { stored: false, reason: 'too-large', bytes: 101, limitBytes: LIMIT } as const;
      same(await cache.set('l', 'v'.repeat(98)), refused);
      same(await keysOf(cache, 'k', 'l'), ['k']);
    });

    test('a value larger than the cache is refused, evicts nothing, and leaves no older one behind', async ({
      open,
    }) => {
      const cache = await filled(await open(LIMIT), 'a', 'b');
      const report = await cache.set('b', 'v'.repeat(500));
      same([report.stored, report.stored ? '' : report.reason], [false, 'too-large']);
      same(await keysOf(cache, 'a', 'b'), ['a']);
    });

    test('bytes are those of UTF-8, of the key as well', async ({ open }) => {
      const cache = await open(LIMIT);
      same(await cache.set('é', '🦀'), { stored: true, bytes: 8 });
      same((await cache.set('k'.repeat(99), 1)).stored, true);
      same(await cache.get('é'), undefined);
    });

    test('never keeps more than the limit', async ({ open }) => {
      const cache = await open(LIMIT);
      for (let turn = 0; turn < 300; turn++) {
        await cache.set(`key ${(turn * 7) % 20}`, 'v'.repeat((turn * 13) % 120));
        const { memoryUsageBytes, totalKeys } = await cache.getStats();
        holds(memoryUsageBytes <= LIMIT, `${memoryUsageBytes} bytes after turn ${turn}`);
        holds(totalKeys > 0 || memoryUsageBytes === 0, `no keys but ${memoryUsageBytes} bytes`);
      }
    });
  },
};

async function filled(cache: CacheStorage, ...keys: readonly string[]): Promise<CacheStorage> {
  for (const key of keys) await cache.set(key, VALUE);
  return cache;
}

async function keysOf(cache: CacheStorage, ...keys: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const key of keys) if ((await cache.get(key)) !== undefined) found.push(key);
  return found;
}

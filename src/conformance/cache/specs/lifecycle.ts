import type { CacheStorage } from '../../../storage/index.ts';
import { fails, same } from '../../assertions.ts';
import type { CacheSpec } from '../trial.ts';

const CALLS: ReadonlyMap<string, (cache: CacheStorage) => Promise<unknown>> = new Map([
  ['get', (cache) => cache.get('key')],
  ['set', (cache) => cache.set('key', 1)],
  ['delete', (cache) => cache.delete('key')],
  ['invalidatePattern', (cache) => cache.invalidatePattern('*')],
  ['getStats', (cache) => cache.getStats()],
  ['clear', (cache) => cache.clear()],
  ['health', (cache) => cache.health()],
]);

/** The promise: a closed cache refuses calls. */
export const lifecycle: CacheSpec = {
  name: 'lifecycle',
  define(test, { reopen }) {
    test('says its name, and that it is well', async ({ open }) => {
      const cache = await open();
      same([typeof cache.backend, cache.backend === ''], ['string', false]);
      const { available, pendingInvalidations } = await cache.health();
      same([available, pendingInvalidations], [true, 0]);
    });

    for (const [method, call] of CALLS) {
      test(`${method} fails with CLOSED after close`, async ({ open }) => {
        const cache = await open();
        await cache.close();
        const error = await fails(call(cache), 'CLOSED');
        same([error.operation, error.backend], [method, cache.backend]);
      });
    }

    test('closing twice, at once or later, is harmless', async ({ open }) => {
      const cache = await open();
      await Promise.all([cache.close(), cache.close()]);
      await cache.close();
    });

    test('close lets what is under way come to its end', async ({ open }) => {
      const cache = await open();
      const under = [cache.set('key', 1), cache.get('key'), cache.getStats()];
      await cache.close();
      same(
        (await Promise.allSettled(under)).map(({ status }) => status),
        under.map(() => 'fulfilled'),
      );
    });

    test('await using closes the cache at the end of its block', async ({ open }) => {
      let left: CacheStorage;
      {
        await using cache = await open();
        await cache.set('key', 1);
        left = cache;
      }
      await fails(left.get('key'), 'CLOSED');
    });

    if (reopen === undefined) return;

    test('what one keeps, another on the same place finds, deletes and counts', async ({ open, closing }) => {
      const one = await open();
      await one.set('a', 1);
      await one.set('b', 2);
      const other = closing(await reopen(one));
      same([await other.get('a'), (await other.getStats()).totalKeys], [1, 2]);
      same(await other.invalidatePattern('a'), 1);
      same(await one.get('a'), undefined);
    });

    test('values outlive the cache that kept them', async ({ open, closing }) => {
      const one = await open();
      await one.set('a', 1);
      const other = closing(await reopen(one));
      await one.close();
      same(await other.get('a'), 1);
    });
  },
};

import { same } from '../../assertions.ts';
import type { CacheSpec } from '../trial.ts';

const SHORT = { ttlMs: 40 };
const LONG = { ttlMs: 600_000 };
/** Later than what is short, earlier than what is long. */
const LATER = 120;

/** The promise: values expire when they are said to. */
export const expiry: CacheSpec = {
  name: 'expiry',
  define(test, { passTime }) {
    test('a value is there before its time is over, and not after', async ({ open }) => {
      const cache = await open();
      await cache.set('short', 1, SHORT);
      await cache.set('long', 2, LONG);
      await cache.set('endless', 3);
      await passTime(LATER);
      same(
        [await cache.get('short'), await cache.get('long'), await cache.get('endless')],
        [undefined, 2, 3],
      );
    });

    test('an expired value is counted as a miss and no longer as a key', async ({ open }) => {
      const cache = await open();
      await cache.set('short', 1, SHORT);
      await cache.set('long', 2, LONG);
      await passTime(LATER);
      same(await cache.get('short'), undefined);
      const { totalKeys, hitCount, missCount } = await cache.getStats();
      same([totalKeys, hitCount, missCount], [1, 0, 1]);
    });

    test('an expired value cannot be deleted or invalidated any more', async ({ open }) => {
      const cache = await open();
      await cache.set('a', 1, SHORT);
      await cache.set('b', 1, SHORT);
      await passTime(LATER);
      same(await cache.delete('a'), false);
      same(await cache.invalidatePattern('*'), 0);
    });

    test('setting again without a time drops the older time', async ({ open }) => {
      const cache = await open();
      await cache.set('key', 1, SHORT);
      await cache.set('key', 2);
      await passTime(LATER);
      same(await cache.get('key'), 2);
    });

    test('setting again with a time begins it anew', async ({ open }) => {
      const cache = await open();
      await cache.set('key', 1);
      await cache.set('key', 2, SHORT);
      await cache.set('other', 1, SHORT);
      await cache.set('other', 2, LONG);
      await passTime(LATER);
      same([await cache.get('key'), await cache.get('other')], [undefined, 2]);
    });

    test('a time of 0 is over at once, also for the older value', async ({ open }) => {
      const cache = await open();
      await cache.set('key', 1);
      same((await cache.set('key', 2, { ttlMs: 0 })).stored, true);
      same(await cache.get('key'), undefined);
    });

    test('a time without end never ends', async ({ open }) => {
      const cache = await open();
      for (const ttlMs of [Number.POSITIVE_INFINITY, Number.MAX_VALUE, undefined]) {
        await cache.set('key', String(ttlMs), { ttlMs });
        same(await cache.get('key'), String(ttlMs));
      }
    });

    test('a fraction of a millisecond is a time too', async ({ open }) => {
      const cache = await open();
      await cache.set('key', 1, { ttlMs: 0.25 });
      await passTime(LATER);
      same(await cache.get('key'), undefined);
    });
  },
};

import { fails, same } from '../../assertions.ts';
import type { CacheSpec } from '../trial.ts';

const WRONG_KEYS: readonly unknown[] = [undefined, null, 1, {}, ['a'], 'lone \ud800 surrogate'];

const WRONG_VALUES: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['undefined', undefined],
  ['a function', () => 1],
  ['a symbol', Symbol('s')],
  ['a big integer', 1n],
  ['NaN', Number.NaN],
  ['Infinity, deep inside', { a: [Number.POSITIVE_INFINITY] }],
  ['a hole in a list', [undefined]],
  ['a date', { at: new Date(0) }],
  ['a map', new Map([['a', 1]])],
  ['bytes', new Uint8Array(2)],
]);

/** The promise: wrong keys, values and options are refused. */
export const refusals: CacheSpec = {
  name: 'refusals',
  define(test) {
    for (const key of WRONG_KEYS) {
      test(`a key that is ${describeKey(key)} is refused`, async ({ open }) => {
        const cache = await open();
        await fails(cache.get(key as string), 'CONFIG_INVALID');
        await fails(cache.set(key as string, 1), 'CONFIG_INVALID');
        await fails(cache.delete(key as string), 'CONFIG_INVALID');
        await fails(cache.invalidatePattern(key as string), 'CONFIG_INVALID');
        same((await cache.getStats()).totalKeys, 0);
      });
    }

    for (const [name, value] of WRONG_VALUES) {
      test(`${name} is refused, for it would come back as something else`, async ({ open }) => {
        const cache = await open();
        await cache.set('key', 'older');
        const error = await fails(cache.set('key', value), 'CONFIG_INVALID');
        same([error.operation, error.backend], ['set', cache.backend]);
        same(await cache.get('key'), 'older');
      });
    }

    test('a property that is undefined is left out', async ({ open }) => {
      const cache = await open();
      await cache.set('key', { a: 1, b: undefined });
      same(await cache.get('key'), { a: 1 });
    });

    test('an empty pattern is refused, and deletes nothing', async ({ open }) => {
      const cache = await open();
      await cache.set('', 1);
      await fails(cache.invalidatePattern(''), 'CONFIG_INVALID');
      same(await cache.get(''), 1);
    });

    for (const ttlMs of [-1, Number.NaN, '5' as unknown as number, null as unknown as number]) {
      test(`a time to live of ${typeof ttlMs} ${ttlMs} is refused`, async ({ open }) => {
        const cache = await open();
        await fails(cache.set('key', 1, { ttlMs }), 'CONFIG_INVALID');
        same(await cache.get('key'), undefined);
      });
    }
  },
};

function describeKey(key: unknown): string {
  return typeof key === 'string' ? 'not well-formed' : (JSON.stringify(key) ?? 'undefined');
}

import { same } from '../../assertions.ts';
import type { CacheSpec } from '../trial.ts';

const KEYS = [
  '',
  'user:',
  'user:1',
  'user:12',
  'user:1:name',
  'User:1',
  'my user:1',
  'user:*',
  'user:?',
  'user:\\',
  'user:[1]',
  'user:^1',
  'user:🦀',
  'user:\n',
  'x'.repeat(500),
];

const CASES: readonly (readonly [glob: string, fitting: readonly string[]])[] = [
  ['user:1', ['user:1']],
  ['user:1*', ['user:1', 'user:12', 'user:1:name']],
  ['user:?', ['user:1', 'user:*', 'user:?', 'user:\\', 'user:🦀', 'user:\n']],
  ['*user:1', ['user:1', 'my user:1']],
  ['*:*:*', ['user:1:name']],
  ['user:\\*', ['user:*']],
  ['user:\\?', ['user:?']],
  ['user:\\\\', ['user:\\']],
  ['user:\\1', ['user:1']],
  ['user:\\', ['user:\\']],
  ['user:[1]', ['user:[1]']],
  ['user:[^2]', []],
  ['user:^1', ['user:^1']],
  ['user:[1-9]', []],
  ['U*', ['User:1']],
  ['user', []],
  ['**', KEYS],
  ['*', KEYS],
  [`${'x*'.repeat(40)}y`, []],
];

/** The promise: values go by key and by pattern. */
export const invalidation: CacheSpec = {
  name: 'invalidation',
  define(test) {
    for (const [glob, fitting] of CASES) {
      test(`${JSON.stringify(glob.slice(0, 20))} deletes what it fits whole, and returns how many`, async ({
        open,
      }) => {
        const cache = await open();
        for (const key of KEYS) await cache.set(key, key);
        same(await cache.invalidatePattern(glob), fitting.length);
        const kept: string[] = [];
        for (const key of KEYS) if ((await cache.get(key)) !== undefined) kept.push(key);
        same(
          kept,
          KEYS.filter((key) => !fitting.includes(key)),
        );
      });
    }

    test('deletes thousands', async ({ open }) => {
      const cache = await open();
      const names = Array.from({ length: 3_000 }, (_, index) => index);
      await Promise.all(
        names.map((index) => cache.set(`${index % 2 === 0 ? 'even' : 'odd'}:${index}`, index)),
      );
      same(await cache.invalidatePattern('even:*'), 1_500);
      same((await cache.getStats()).totalKeys, 1_500);
    });

    test('an invalidated key can be set again', async ({ open }) => {
      const cache = await open();
      await cache.set('user:1', 'old');
      await cache.invalidatePattern('user:*');
      await cache.set('user:1', 'new');
      same(await cache.get('user:1'), 'new');
    });

    test('touches no other cache', async ({ open }) => {
      const [one, other] = [await open(), await open()];
      await one.set('user:1', 'one');
      await other.set('user:1', 'other');
      same(await one.invalidatePattern('*'), 1);
      same([await one.get('user:1'), await other.get('user:1')], [undefined, 'other']);
    });

    test('clear deletes everything here, and nothing elsewhere', async ({ open }) => {
      const [one, other] = [await open(), await open()];
      for (const key of KEYS) await one.set(key, 'one');
      await other.set('key', 'other');
      await one.clear();
      same((await one.getStats()).totalKeys, 0);
      same(await other.get('key'), 'other');
    });
  },
};

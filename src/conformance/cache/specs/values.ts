import { type CacheCodec, jsonCodec } from '../../../storage/index.ts';
import { same } from '../../assertions.ts';
import { HOSTILE_TEXTS } from '../../cases/hostile-texts.ts';
import type { CacheSpec } from '../trial.ts';

const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1.5,
  Number.MAX_SAFE_INTEGER,
  '',
  [],
  {},
  [1, [2, { three: [null] }]],
  { '': 'empty', a: { b: { c: 'deep' } } },
  JSON.parse('{"__proto__": {"polluted": true}}'),
];

const bytesCodec: CacheCodec<Uint8Array> = {
  encode: (bytes) => bytes,
  decode: (bytes) => Uint8Array.from(bytes),
};

const numberCodec = jsonCodec((value): number => {
  if (typeof value === 'number') return value;
  throw new TypeError('no number');
});

/** The promise: a value comes back as it was put in. */
export const values: CacheSpec = {
  name: 'values',
  define(test) {
    test('gives back every JSON value as it was', async ({ open }) => {
      const cache = await open();
      for (const [index, value] of VALUES.entries()) {
        same((await cache.set(`key ${index}`, value)).stored, true);
      }
      for (const [index, value] of VALUES.entries()) same(await cache.get(`key ${index}`), value);
    });

    test('takes any well-formed text as key and as value, and mixes none up', async ({ open }) => {
      const cache = await open();
      for (const [name, text] of HOSTILE_TEXTS) await cache.set(text, { name, text });
      for (const [name, text] of HOSTILE_TEXTS) same(await cache.get(text), { name, text }, name);
      same((await cache.getStats()).totalKeys, HOSTILE_TEXTS.size);
    });

    test('takes the empty key, and keys that only look like one another', async ({ open }) => {
      const cache = await open();
      const keys = [
        '',
        ' ',
        'a',
        'A',
        'a ',
        'a\u0301',
        '\u00e1',
        'a:',
        'a:b',
        '__proto__',
        'a*',
        'a?',
        '[a]',
      ];
      for (const key of keys) await cache.set(key, `of ${key}`);
      for (const key of keys) same(await cache.get(key), `of ${key}`);
    });

    test('gives undefined for a key that was never set', async ({ open }) => {
      same(await (await open()).get('unknown'), undefined);
    });

    test('replaces a value', async ({ open }) => {
      const cache = await open();
      await cache.set('key', 'old');
      await cache.set('key', { now: 'new' });
      same(await cache.get('key'), { now: 'new' });
      same((await cache.getStats()).totalKeys, 1);
    });

    test('deletes a value, and says whether there was one', async ({ open }) => {
      const cache = await open();
      await cache.set('key', 1);
      same(await cache.delete('key'), true);
      same(await cache.delete('key'), false);
      same(await cache.get('key'), undefined);
    });

    test('keeps bytes of any content by a codec', async ({ open }) => {
      const cache = await open();
      const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
      await cache.set('bytes', bytes, {}, bytesCodec);
      await cache.set('none', new Uint8Array(), {}, bytesCodec);
      same(await cache.get('bytes', bytesCodec), bytes);
      same(await cache.get('none', bytesCodec), new Uint8Array());
    });

    test('gives no value of another type than the codec is for', async ({ open }) => {
      const cache = await open();
      await cache.set('text', 'three');
      await cache.set('number', 3);
      await cache.set('rubbish', Uint8Array.of(0xff, 0x00), {}, bytesCodec);
      same(await cache.get('text', numberCodec), undefined);
      same(await cache.get('number', numberCodec), 3);
      same(await cache.get('rubbish'), undefined);
    });

    test('shares nothing with what was passed in or handed out', async ({ open }) => {
      const cache = await open();
      const value = { list: [1] };
      const bytes = Uint8Array.of(1);
      await cache.set('value', value);
      await cache.set('bytes', bytes, {}, bytesCodec);
      value.list.push(2);
      bytes[0] = 2;
      same(await cache.get('value'), { list: [1] });
      (await cache.get('bytes', { ...bytesCodec, decode: (found) => found }))?.fill(3);
      same(await cache.get('bytes', bytesCodec), Uint8Array.of(1));
    });

    test('serves many at once', async ({ open }) => {
      const cache = await open();
      const keys = Array.from({ length: 200 }, (_, index) => `key ${index}`);
      await Promise.all(keys.map((key) => cache.set(key, key)));
      same(await Promise.all(keys.map((key) => cache.get(key))), keys);
    });
  },
};

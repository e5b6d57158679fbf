import { describe, expect, test } from 'vitest';
import { addressOf, describeAddress } from '../../../src/backends/redis/address.ts';
import { openRedisCache } from '../../../src/backends/redis/index.ts';

describe('a Redis URL', () => {
  test.each([
    [undefined, 'redis://127.0.0.1:6379'],
    ['redis://cache.example', 'redis://cache.example:6379'],
    ['redis://cache.example:7000/', 'redis://cache.example:7000'],
    ['rediss://user:pass@cache.example/5', 'rediss://cache.example:6379/5'],
    ['redis://[::1]:7000/0', 'redis://[::1]:7000'],
  ])('%s is shown as %s', (url, shown) => {
    expect(describeAddress(addressOf({ url }))).toBe(shown);
  });

  test('gives credentials with their escapes undone; options win', () => {
    const url = 'redis://us%40er:p%3Aa%2Fss@host';
    expect(addressOf({ url })).toMatchObject({ username: 'us@er', password: 'p:a/ss' });
    expect(addressOf({ url, password: 'other' })).toMatchObject({ username: 'us@er', password: 'other' });
  });

  test.each([
    'secret',
    '',
    'http://user:secret@host',
    'redis://',
    'redis://user:secret@',
    'redis://user:se/secret@host',
    'redis://user:secret%@host',
    'redis://host/secret',
    'redis://host/1/secret',
    'redis://host?password=secret',
    'redis://host#secret',
  ])('%s is refused, and not repeated', async (url) => {
    const error = await openRedisCache({ url }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'CONFIG_INVALID', backend: 'redis' });
    expect(`${error} ${JSON.stringify(error)}`).not.toContain('secret');
  });
});

test.each([
  { prefix: '' },
  { prefix: '\ud800' },
  { maxValueBytes: 0 },
  { commandTimeoutMs: 0 },
  { connectTimeoutMs: Number.NaN },
  { reconnectDelayMs: -1 },
  { commandTimeoutMs: 2 ** 31 },
])('the option %j is refused by name', async (options) => {
  const [option] = Object.keys(options);
  await expect(openRedisCache(options)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    context: { option },
  });
});

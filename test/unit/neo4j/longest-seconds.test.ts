import { describe, expect, test } from 'vitest';
import { openNeo4jStore } from '../../../src/backends/neo4j/index.ts';
import { StorageConfig } from '../../../src/manager/index.ts';

/** The most whole seconds whose milliseconds a timer can count: 2^31 - 1, over 24 days. */
const LONGEST_SECONDS = 2_147_483;
const OPTIONS = ['connectSeconds', 'retrySeconds', 'readSeconds', 'graceSeconds', 'abandonedSeconds'];
/** Nobody listens there. */
const URI = 'bolt://127.0.0.1:1';

describe.each(OPTIONS)('%s', (option) => {
  test('above what a timer takes is refused before anything is opened', async () => {
    await expect(openNeo4jStore({ uri: URI, [option]: LONGEST_SECONDS + 1 })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(new RegExp(`${option} is 2147484.*from 0 to ${LONGEST_SECONDS}`)),
    });
    await expect(openNeo4jStore({ uri: URI, [option]: Number.POSITIVE_INFINITY })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
  });

  test('at its bound sets no timer that overflows', async () => {
    const warnings: string[] = [];
    const note = ({ name }: Error): void => {
      warnings.push(name);
    };
    process.on('warning', note);
    try {
      const opened = openNeo4jStore({
        uri: URI,
        connectSeconds: 5,
        retrySeconds: 0,
        [option]: LONGEST_SECONDS,
      });
      await expect(opened).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      // A warning comes a turn later.
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off('warning', note);
    }
    expect(warnings).toEqual([]);
  });
});

test.each(['connectSeconds', 'retrySeconds'])('a configuration has the same bound for %s', (option) => {
  const configured = (seconds: number): StorageConfig =>
    StorageConfig.neo4j('bolt://h', { neo4j: { [option]: seconds } });
  expect(() => configured(LONGEST_SECONDS)).not.toThrow();
  expect(() => configured(LONGEST_SECONDS + 1)).toThrow(
    `neo4j.${option} is the number ${LONGEST_SECONDS + 1}. Give a number of seconds from 0 to ${LONGEST_SECONDS}.`,
  );
});

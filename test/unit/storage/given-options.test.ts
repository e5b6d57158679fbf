import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { openFileStore } from '../../../src/backends/file/index.ts';
import { openMemoryCache, openMemoryStore } from '../../../src/backends/memory/index.ts';
import { checkNeo4jSchema, openNeo4jStore } from '../../../src/backends/neo4j/index.ts';
import { openRedisCache } from '../../../src/backends/redis/index.ts';
import { openSqliteCache, openSqliteStore } from '../../../src/backends/sqlite/index.ts';
import { checkBackup, restoreBackup, writeBackup } from '../../../src/backup/index.ts';
import { loadGraphFile } from '../../../src/formats/index.ts';
import { openStore, readGraphFile } from '../../../src/index.ts';
import { cachedQueries } from '../../../src/layers/index.ts';

const { graph } = await openMemoryStore();

/** Everything that is no call of a store and takes options. */
const TAKE_OPTIONS: Readonly<Record<string, (options: never) => unknown>> = {
  openStore: (options) => openStore('memory:', options),
  openMemoryStore,
  openMemoryCache,
  openFileStore,
  openSqliteStore,
  openSqliteCache,
  openNeo4jStore,
  checkNeo4jSchema,
  openRedisCache,
  cachedQueries: async (options) => cachedQueries(await openMemoryStore(), await openMemoryCache(), options),
  readGraphFile: (options) => readGraphFile('none.json', options),
  loadGraphFile: (options) => loadGraphFile('none.json', options),
  writeBackup: (options) => writeBackup(graph, new PassThrough(), options),
  checkBackup: (options) => checkBackup('none', options),
  restoreBackup: (options) => restoreBackup(graph, 'none', options),
};

const NO_OPTIONS: readonly (readonly [what: string, value: unknown, says: RegExp])[] = [
  ['a map', new Map([['readOnly', true]]), /class Map\. Object\.fromEntries/],
  ['an instance', new URL('file:///x'), /class URL\. A copy by/],
  ['inherited fields', Object.create({ readOnly: true }), /inherited fields/],
  ['a text', 'readOnly', /must be an object/],
  ['null', null, /must be an object/],
];

test.each(Object.keys(TAKE_OPTIONS).flatMap((name) => NO_OPTIONS.map((value) => [name, ...value] as const)))(
  '%s refuses %s as its options',
  async (name, _what, value, says) => {
    const call = async (): Promise<unknown> => TAKE_OPTIONS[name]?.(value as never);
    await expect(call()).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(says),
      context: { option: 'options' },
    });
  },
);

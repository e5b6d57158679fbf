import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  configFromCodePrism,
  configToCodePrism,
  readStorageConfig,
  StorageConfig,
  type StorageConfigInput,
  storageConfigJsonSchema,
} from '../../../src/index.ts';

const CODEPRISM = {
  backend: 'InMemory',
  data_path: './codeprism_data',
  cache_size_mb: 256,
  persistence_interval: { secs: 300, nanos: 0 },
  compression_enabled: true,
  retention_period: { secs: 604800, nanos: 0 },
  connection_string: null,
};

function refusal(config: unknown): string {
  try {
    StorageConfig.from(config as StorageConfigInput);
  } catch (error) {
    expect(error).toMatchObject({ code: 'CONFIG_INVALID' });
    return (error as Error).message;
  }
  throw new Error(`was taken: ${inspect(config)}`);
}

describe('defaults', () => {
  test('are those of CodePrism where it has the field', () => {
    expect(StorageConfig.from({})).toMatchObject({
      backend: 'memory',
      cacheSizeMb: 256,
      retentionPeriod: 7 * 24 * 3_600_000,
      compression: false,
      readOnly: false,
      cacheQueries: true,
      cacheUrl: 'memory:',
    });
    expect(StorageConfig.from({ backend: 'file' }).dataPath).toBe('./codeprism_data');
    expect(StorageConfig.inMemory({ dataPath: 'x' }).persistenceInterval).toBe(300_000);
  });

  test('follow the backend', () => {
    expect(StorageConfig.sqlite('g.db').cacheUrl).toBe('sqlite:');
    expect(StorageConfig.sqlite('g.db', { readOnly: true }).cacheUrl).toBe('memory:');
    expect(StorageConfig.sqlite('g.db').with({ backend: 'file' }).cacheUrl).toBe('memory:');
    expect(StorageConfig.inMemory({ cacheUrl: 'redis://localhost' })).not.toHaveProperty('cacheSizeMb');
  });
});

test.each([
  ['500ms', 500],
  ['1.5s', 1_500],
  ['5m', 300_000],
  ['12h', 43_200_000],
  ['7d', 604_800_000],
  [42, 42],
])('the duration %j is %d ms', (given, milliseconds) => {
  expect(StorageConfig.from({ retentionPeriod: given }).retentionPeriod).toBe(milliseconds);
});

test('presets and helpers give what plain objects give, and change nothing', () => {
  const first = StorageConfig.fileBased('graphs');
  const second = first.withCacheSize(64).withCompression(true).withRetentionPeriod('1d');
  expect(second).toEqual(
    StorageConfig.from({
      backend: 'file',
      dataPath: 'graphs',
      cacheSizeMb: 64,
      compression: true,
      retentionPeriod: '1d',
    }),
  );
  expect(first.compression).toBe(false);
  expect(second.notes).toEqual(['Compression is on: CodePrism cannot open the files in graphs.']);
  expect(StorageConfig.inMemory({ dataPath: 'x' }).withPersistenceInterval('1s').persistenceInterval).toBe(
    1_000,
  );
  expect(Object.isFrozen(first)).toBe(true);
});

describe('refused is', () => {
  test.each<[unknown, RegExp]>([
    [{ cacheSize: 5 }, /"cacheSize" is unknown\. Did you mean cacheSizeMb\?/],
    [{ data_path: 'x' }, /Did you mean dataPath\?/],
    [{ neo4j: { batchRow: 1 } }, /"neo4j\.batchRow" is unknown\. Did you mean batchRows\?/],
    [{ zzz: 1 }, /"zzz" is unknown\. Known are backend, dataPath/],
    [JSON.parse('{"__proto__": 1}'), /"__proto__" is unknown/],
    [{ backend: 'Neo4J' }, /Did you mean neo4j\?/],
    [{ backend: 7 }, /backend is the number 7/],
    [{ dataPath: '' }, /dataPath is empty/],
    [{ cacheSizeMb: 0 }, /cacheSizeMb is the number 0/],
    [{ cacheSizeMb: '64' }, /cacheSizeMb is a string/],
    [{ cacheQueries: 'no' }, /cacheQueries is a string\. Give true or false/],
    [{ readOnly: 1 }, /readOnly/],
    [{ compression: 'on' }, /compression/],
    [
      { retentionPeriod: '5 years' },
      /retentionPeriod is a string\. Give milliseconds, or a number with a unit/,
    ],
    [{ retentionPeriod: -1 }, /retentionPeriod/],
    [{ cacheTtl: Number.NaN }, /cacheTtl/],
    [{ storeId: '' }, /storeId is empty/],
    [{ neo4j: { retrySeconds: -1 }, backend: 'neo4j', connectionString: 'bolt://h' }, /neo4j\.retrySeconds/],
    [{ sqlite: { busyTimeoutMilliseconds: 'x' } }, /sqlite\.busyTimeoutMilliseconds/],
    [{ redis: { prefix: '' } }, /redis\.prefix is empty/],
    [null, /configuration is null/],
    [[], /an array/],
    ['neo4j://u:secret@h', /a string/],
    [Promise.resolve({}), /of another class/],
  ])('%j, and the message says what was meant', (config, message) => {
    expect(refusal(config)).toMatch(message);
  });

  test.each<[StorageConfigInput, RegExp]>([
    [{ backend: 'neo4j' }, /connectionString is missing/],
    [
      { backend: 'neo4j', connectionString: 'bolt://h', dataPath: 'x' },
      /dataPath is for memory, file, sqlite/,
    ],
    [{ backend: 'file', connectionString: 'bolt://h' }, /connectionString is for neo4j/],
    [{ backend: 'sqlite', username: 'u' }, /username is for neo4j/],
    [{ password: 'secret' }, /password is for neo4j/],
    [{ database: 'd' }, /database is for neo4j/],
    [{ persistenceInterval: '1s' }, /persistenceInterval .* needs a folder\. Give dataPath/],
    [{ backend: 'file', persistenceInterval: '1s' }, /persistenceInterval is for memory/],
    [{ compression: true }, /compression .* Give dataPath/],
    [{ backend: 'sqlite', compression: true }, /compression is for file and memory/],
    [{ neo4j: {} }, /neo4j is for neo4j/],
    [{ sqlite: {} }, /sqlite is for sqlite/],
    [{ redis: {} }, /redis is for a cache in Redis/],
    [{ cacheUrl: 'redis://h', cacheSizeMb: 5 }, /cacheSizeMb has no effect on Redis/],
    [{ cacheUrl: 'sqlite:' }, /cacheUrl .* Write sqlite:FILE/],
    [{ backend: 'sqlite', readOnly: true, cacheUrl: 'sqlite:' }, /cacheUrl/],
    [{ cacheUrl: 'http://h' }, /cacheUrl is none/],
    [{ cacheQueries: false, cacheTtl: '1s' }, /cacheTtl is about kept answers/],
    [{ cacheQueries: false, storeId: 's' }, /storeId is about kept answers/],
  ])('a field without effect: %j', (config, message) => {
    expect(refusal(config)).toMatch(message);
  });

  test('everything that is wrong in one message', () => {
    expect(refusal({ cacheSizeMb: 0, dataPath: '' })).toMatch(/dataPath.*cacheSizeMb/);
  });
});

describe('a password', () => {
  const config = StorageConfig.neo4j('neo4j://me:hidden-1@host:7687/code', {
    cacheUrl: 'rediss://cache:hidden-2@redis:6380/1',
  });

  test('is there for whoever opens the store, taken out of the URL', () => {
    expect(config).toMatchObject({ connectionString: 'neo4j://host:7687', username: 'me', database: 'code' });
    expect(config.password?.reveal()).toBe('hidden-1');
    expect(config.redis?.password?.reveal()).toBe('hidden-2');
    expect(config.cacheUrl).toBe('rediss://redis:6380/1');
    expect(config.with({ password: 'hidden-3' }).password?.reveal()).toBe('hidden-3');
    expect(StorageConfig.from({ ...config }).password?.reveal()).toBe('hidden-1');
  });

  test('is in nothing that is shown', () => {
    const shown = [
      inspect(config, { depth: 9, showHidden: true }),
      inspect({ ...config }, { depth: 9 }),
      JSON.stringify(config),
      `${config.password}`,
      JSON.stringify(configToCodePrism(StorageConfig.neo4j('neo4j://me:hidden-1@host/code'))),
    ];
    expect(shown.join()).not.toContain('hidden-');
    expect(shown[0]).toContain('[hidden]');
  });

  test('is in no error', () => {
    for (const wrong of [
      { backend: 'neo4j', connectionString: 'hidden-1' },
      { backend: 'neo4j', connectionString: 'neo4j://me:hidden-1@host/a/b' },
      { backend: 'neo4j', connectionString: 'memory:hidden-1' },
      { cacheUrl: 'hidden-1' },
      { cacheUrl: 'redis://:hidden-1@host/x' },
      { password: 'hidden-1', cacheSize: 1 },
    ])
      expect(refusal(wrong)).not.toContain('hidden-');
  });
});

test('the JSON Schema knows every field, and no other', () => {
  const schema = storageConfigJsonSchema() as {
    properties: Record<string, { properties?: object }>;
    additionalProperties: boolean;
  };
  expect(schema.additionalProperties).toBe(false);
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['backend', 'dataPath', 'password']));
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
});

test('the page about configuration names every field', async () => {
  const page = await readFile(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
  const { properties } = storageConfigJsonSchema() as {
    properties: Record<string, { properties?: Record<string, unknown> }>;
  };
  for (const [name, { properties: inner = {} }] of Object.entries(properties)) {
    expect(page).toContain(`\`${name}\``);
    for (const field of Object.keys(inner)) expect(page).toContain(`\`${field}\``);
  }
});

describe("CodePrism's configuration", () => {
  test('is read with its defaults, and compression stays off', () => {
    expect(configFromCodePrism(CODEPRISM)).toEqual(
      StorageConfig.inMemory({ dataPath: './codeprism_data', persistenceInterval: '5m' }),
    );
    const { connection_string: _, ...without } = CODEPRISM;
    expect(configFromCodePrism(without).backend).toBe('memory');
  });

  test.each(['InMemory', 'File'])('comes back as it was: %s', (backend) => {
    const json = { ...CODEPRISM, backend, data_path: 'd', retention_period: { secs: 5, nanos: 123_456_789 } };
    expect(configToCodePrism(configFromCodePrism(json))).toEqual({ ...json, compression_enabled: false });
  });

  test('names SQLite’s folder and Neo4j’s server', () => {
    const sqlite = configFromCodePrism({
      ...CODEPRISM,
      backend: 'Sqlite',
      data_path: 'd',
      connection_string: 'x=y',
    });
    expect(sqlite).toEqual(StorageConfig.sqlite(join('d', 'graph.db')));
    expect(configToCodePrism(sqlite)).toMatchObject({ backend: 'Sqlite', data_path: 'd' });
    const json = { ...CODEPRISM, backend: 'Neo4j', connection_string: 'neo4j://me:pw@host/code' };
    expect(configToCodePrism(configFromCodePrism(json)).connection_string).toBe('neo4j://host/code');
  });

  test.each([
    [{ ...CODEPRISM, dat_path: 1 }, /"dat_path" is unknown\. Did you mean data_path/],
    [{ ...CODEPRISM, backend: 'inmemory' }, /Did you mean InMemory|Give one of InMemory/],
    [{ ...CODEPRISM, retention_period: { secs: 1 } }, /retention_period\.nanos is nothing/],
    [{ ...CODEPRISM, cache_size_mb: undefined }, /cache_size_mb is nothing/],
    [{ ...CODEPRISM, backend: 'Neo4j' }, /connectionString is missing/],
  ])('is refused where it is wrong', (json, message) => {
    expect(() => configFromCodePrism(json)).toThrow(message);
  });

  test('is not written where it cannot say what ours says', () => {
    for (const config of [
      StorageConfig.fileBased('d', { compression: true }),
      StorageConfig.sqlite('other.db'),
      StorageConfig.inMemory({ cacheUrl: 'redis://h' }),
      StorageConfig.inMemory({ readOnly: true }),
    ])
      expect(() => configToCodePrism(config)).toThrow(/no way to say/);
  });
});

describe('a configuration file', () => {
  async function inFile(text: string): Promise<StorageConfig> {
    const folder = await mkdtemp(join(tmpdir(), 'codeprism-config-'));
    try {
      const path = join(folder, 'storage.json');
      await writeFile(path, text);
      const config = await readStorageConfig(path);
      expect(config.dataPath).toBe(join(folder, 'graphs'));
      return config;
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  test('may be ours or CodePrism’s, and its paths begin at its folder', async () => {
    expect((await inFile('{"backend":"file","dataPath":"graphs"}')).backend).toBe('file');
    expect((await inFile(JSON.stringify({ ...CODEPRISM, data_path: 'graphs' }))).backend).toBe('memory');
  });

  test('that is wrong is named, without a word of what is in it', async () => {
    await expect(inFile('{"password": "hidden-1"')).rejects.toThrow(
      /storage\.json": This is not JSON \(line 1, column 24\)/,
    );
    await expect(inFile('{"pasword": "hidden-1"}')).rejects.toThrow(
      /storage\.json": .*Did you mean password\?/,
    );
    await expect(readStorageConfig('/nowhere/storage.json')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});

import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Connection } from '../../../src/backends/sqlite/connection.ts';
import { openSqliteCache } from '../../../src/backends/sqlite/index.ts';
import { APPLICATION_ID, MIGRATIONS, migrate } from '../../../src/backends/sqlite/layout.ts';
import { sameGraph } from '../../../src/conformance/assertions.ts';
import { graphOf, node } from '../../../src/conformance/fixtures.ts';
import { followsItsRules } from '../cache/cache-model.ts';
import { failure } from '../formats/helpers.ts';
import { driver, ended, newFile, open, openCache, says, sql, start, valueIn } from './helpers.ts';
import { REPOSITORY, stateGraph } from './states.ts';

const GRAPH = graphOf('r', [node('a')]);
/** As JSON, with its key of one byte, each takes 30 bytes: three fit into 100. */
const VALUE = 'v'.repeat(27);

describe('the SQLite cache', () => {
  it('does what its rules say, whatever is asked of it in whatever order', async () => {
    const { folder } = await newFile();
    let opened = 0;
    await followsItsRules(
      (options) => openSqliteCache({ ...options, file: join(folder, `${opened++}.db`) }),
      30,
    );
  });

  it('keeps values, their times and the order of their use from one opening to the next', async () => {
    const { file } = await newFile();
    let now = 1_000;
    const options = { file, maxBytes: 100, clock: () => now };
    const first = await openCache(options);
    await first.set('a', VALUE);
    await first.set('b', VALUE, { ttlMs: 50 });
    await first.set('c', VALUE);
    await first.get('a');
    await first.close();
    now += 49;
    const second = await openCache(options);
    expect(await second.get('b')).toBe(VALUE);
    now += 1;
    expect(await second.get('b')).toBeUndefined();
    await second.set('d', VALUE);
    await second.set('e', VALUE);
    const found = await Promise.all(['a', 'c', 'd', 'e'].map((key) => second.get(key)));
    expect(found).toEqual([VALUE, undefined, VALUE, VALUE]);
  });

  it('lies beside graphs without touching them, nor they it', async () => {
    const { file } = await newFile();
    const store = await open(file);
    const cache = await openCache({ file });
    await store.graph.storeGraph(GRAPH);
    await cache.set('key', 1);
    await cache.set('other', 2);
    await cache.clear();
    sameGraph(await store.graph.loadGraph('r'), GRAPH);
    await cache.set('key', 3);
    await store.graph.deleteGraph('r');
    expect(await cache.get('key')).toBe(3);
  });

  it('is added to a file of graphs from before there were caches', async () => {
    const { file } = await newFile();
    const connection = new Connection(driver, file);
    connection.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    migrate(connection, MIGRATIONS.slice(0, 1));
    connection.close();
    const cache = await openCache({ file });
    await cache.set('key', 1);
    expect(await cache.get('key')).toBe(1);
    await (await open(file)).graph.storeGraph(GRAPH);
  });

  it('makes no file before there is a value, and nothing of what is asked until then fails', async () => {
    const { file } = await newFile();
    const cache = await openCache({ file });
    expect(await cache.get('key')).toBeUndefined();
    expect([await cache.delete('key'), await cache.invalidatePattern('*')]).toEqual([false, 0]);
    expect(await cache.health()).toEqual({ available: true, address: file, pendingInvalidations: 0 });
    await cache.close();
    expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined();
  });

  it('is not written to by reading', async () => {
    const { file } = await newFile();
    const cache = await openCache({ file, maxBytes: 100 });
    for (const key of ['a', 'b', 'c']) await cache.set(key, VALUE);
    const before = [file, `${file}-wal`].map((path) => readFileSync(path));
    for (let turn = 0; turn < 100; turn++) await cache.get('a');
    expect([file, `${file}-wal`].map((path) => readFileSync(path))).toEqual(before);
    await cache.set('d', VALUE);
    expect([await cache.get('a'), await cache.get('b')]).toEqual([VALUE, undefined]);
  });

  it.each([0, 1.5, '9', null])('refuses a limit of %s', async (maxBytes) => {
    const { file } = await newFile();
    const error = await failure(openSqliteCache({ file, maxBytes: maxBytes as number }));
    expect(error).toMatchObject({ code: 'CONFIG_INVALID', context: { option: 'maxBytes' } });
  });

  it("refuses another program's database, and leaves it as it is", async () => {
    const { file } = await newFile();
    sql(file, 'CREATE TABLE theirs (x)');
    const before = readFileSync(file);
    expect(await failure(openSqliteCache({ file }))).toMatchObject({ code: 'CONFIG_INVALID' });
    expect(readFileSync(file)).toEqual(before);
  });
});

describe('a cache whose file cannot be used', () => {
  it('while another writes it finds what it has, keeps nothing, and never gives what should be gone', async () => {
    const { file } = await newFile();
    await (await open(file)).graph.storeGraph(stateGraph(0));
    const cache = await openCache({ file, busyTimeoutMilliseconds: 100 });
    for (const key of ['a', 'b', 'c']) await cache.set(key, 'old');
    const child = start('hold-the-lock', [file]);
    await says(child, 'holding');
    expect(await cache.get('a')).toBe('old');
    expect(await cache.set('a', 'new')).toMatchObject({ stored: false, reason: 'unavailable' });
    expect([await cache.delete('b'), await cache.get('a'), await cache.get('b')]).toEqual([
      false,
      undefined,
      undefined,
    ]);
    expect(await cache.health()).toEqual({
      available: false,
      address: file,
      problem: expect.stringContaining('was being written'),
      pendingInvalidations: 2,
    });
    // Also while it is being tried again.
    const trying = cache.health();
    await new Promise(setImmediate);
    expect(await cache.get('a')).toBeUndefined();
    await trying;
    child.stdin?.end();
    await ended(child);
    expect(await cache.health()).toMatchObject({ available: true, pendingInvalidations: 0 });
    const other = await openCache({ file });
    expect(await Promise.all(['a', 'b', 'c'].map((key) => other.get(key)))).toEqual([
      undefined,
      undefined,
      'old',
    ]);
    expect((await (await open(file)).graph.loadGraph(REPOSITORY))?.nodes).toHaveLength(
      stateGraph(1).nodes.length,
    );
  });

  it('with damaged pages finds nothing, fails nobody, and says what is wrong', async () => {
    const { file } = await newFile();
    const first = await openCache({ file });
    for (let key = 0; key < 300; key++) await first.set(`key ${key}`, VALUE.repeat(20));
    await first.close();
    const pages = JSON.parse(
      String(
        valueIn(file, "SELECT json_group_array(rootpage) FROM sqlite_schema WHERE tbl_name LIKE 'cache%'"),
      ),
    ) as number[];
    const bytes = readFileSync(file);
    for (const page of pages) if (page > 0) bytes.fill(0xff, (page - 1) * 4_096, page * 4_096);
    writeFileSync(file, bytes);
    const cache = await openCache({ file });
    expect(await cache.get('key 1')).toBeUndefined();
    expect(await cache.set('key 1', 1)).toMatchObject({ stored: false, reason: 'unavailable' });
    expect(await cache.getStats()).toMatchObject({ totalKeys: 0 });
    expect(await cache.health()).toMatchObject({
      available: false,
      problem: expect.stringContaining('is damaged'),
    });
  });

  it('below something that is no folder keeps nothing and says so', async () => {
    const { folder, file } = await newFile();
    const cache = await openCache({ file: join(folder, 'below', 'cache.db') });
    writeFileSync(join(folder, 'below'), '');
    expect(await cache.set('key', 1)).toMatchObject({ stored: false, reason: 'unavailable' });
    expect(await cache.health()).toMatchObject({ available: false, problem: expect.any(String) });
    mkdirSync(file);
    expect(await failure(openSqliteCache({ file }))).toMatchObject({ code: 'CONFIG_INVALID' });
  });
});

it('two processes fill one cache, which keeps to its limit and counts right', async () => {
  const { file } = await newFile();
  const children = ['one', 'other'].map((name) => start('fill-cache', [file, name]));
  const cache = await openCache({ file, busyTimeoutMilliseconds: 60_000 });
  await Promise.all(children.flatMap((child) => [says(child, 'done'), ended(child)]));
  const { totalKeys, memoryUsageBytes } = await cache.getStats();
  expect(memoryUsageBytes).toBeLessThanOrEqual(4_000);
  expect(memoryUsageBytes).toBeGreaterThan(3_000);
  expect(valueIn(file, 'SELECT sum(size) FROM cache_entry')).toBe(memoryUsageBytes);
  expect(valueIn(file, 'SELECT count(*) FROM cache_value')).toBe(totalKeys);
  expect(
    valueIn(file, 'SELECT sum(length(key) + length(bytes)) FROM cache_entry JOIN cache_value USING (number)'),
  ).toBe(memoryUsageBytes);
});

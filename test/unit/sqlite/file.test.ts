import { mkdir, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../src/backends/sqlite/index.ts';
import { sameGraph } from '../../../src/conformance/assertions.ts';
import { edge, graphOf, node } from '../../../src/conformance/fixtures.ts';
import { failure } from '../formats/helpers.ts';
import { newFile, open, sql, valueIn } from './helpers.ts';

const GRAPH = graphOf('r', [node('a'), node('b')], [edge('a', 'CALLS', 'b')]);

describe('the file', () => {
  it('is made with its folders at the first write, not before', async () => {
    const { folder } = await newFile();
    const file = join(folder, 'a', 'b', 'graph.db');
    const store = await open(file);
    expect(await store.graph.listRepositories()).toEqual([]);
    expect(await store.graph.loadGraph('r')).toBeUndefined();
    await store.graph.deleteGraph('r');
    expect(await failure(store.graph.updateNodes('r', []))).toMatchObject({ code: 'NOT_FOUND' });
    await store.maintenance();
    expect(await readdir(folder)).toEqual([]);
    await store.graph.storeGraph(GRAPH);
    sameGraph(await store.graph.loadGraph('r'), GRAPH);
  });

  it('alone holds everything once the store is closed', async () => {
    const { folder, file } = await newFile();
    const store = await open(file);
    await store.graph.storeGraph(GRAPH);
    await store.close();
    const copy = join(folder, 'copy.db');
    await writeFile(copy, await readFile(file));
    sameGraph(await (await open(copy)).graph.loadGraph('r'), GRAPH);
  });

  it('is made again by a write after it was removed, and another in its place is noticed', async () => {
    const { folder, file } = await newFile();
    const store = await open(file);
    await store.graph.storeGraph(GRAPH);
    await rename(file, join(folder, 'moved.db'));
    for (const suffix of ['-wal', '-shm']) await rm(file + suffix, { force: true });
    expect(await store.graph.loadGraph('r')).toBeUndefined();
    const other = graphOf('other', [node('c')]);
    await store.graph.storeGraph(other);
    expect(await store.graph.listRepositories()).toEqual(['other']);
    sameGraph(await store.graph.loadGraph('other'), other);
  });

  it('takes an empty file, and an empty database', async () => {
    for (const make of [(file: string) => writeFile(file, ''), (file: string) => sql(file, 'VACUUM')]) {
      const { file } = await newFile();
      await make(file);
      const store = await open(file);
      expect(await store.graph.listRepositories()).toEqual([]);
      await store.graph.storeGraph(GRAPH);
      sameGraph(await store.graph.loadGraph('r'), GRAPH);
    }
  });

  const foreign: readonly (readonly [string, (file: string) => unknown, string])[] = [
    ['a text', (file) => writeFile(file, 'hello '.repeat(100)), 'is not an SQLite database'],
    ['a few bytes', (file) => writeFile(file, 'x'), 'is not an SQLite database'],
    [
      'a database of another program',
      (file) => sql(file, 'CREATE TABLE node (id TEXT); INSERT INTO node VALUES (1)'),
      'is the SQLite database of another program',
    ],
  ];
  it.each(foreign)('that is %s is refused, and not a byte of it changes', async (_, make, said) => {
    const { folder, file } = await newFile();
    await make(file);
    const before = await readFile(file);
    const error = await failure(openSqliteStore({ file }));
    expect(error).toMatchObject({ code: 'CONFIG_INVALID', backend: 'sqlite' });
    expect(error.message).toContain(said);
    expect(error.message).toContain(JSON.stringify(file));
    expect((await readFile(file)).equals(before)).toBe(true);
    expect(await readdir(folder)).toEqual(['graph.db']);
  });

  it('cannot be a folder, lie below a file, or be SQLite’s memory', async () => {
    const { folder, file } = await newFile();
    await mkdir(file);
    expect(await failure(openSqliteStore({ file }))).toMatchObject({ code: 'CONFIG_INVALID' });
    await writeFile(join(folder, 'text'), '');
    const below = join(folder, 'text', 'graph.db');
    expect(await failure(openSqliteStore({ file: below }))).toMatchObject({ code: 'UNAVAILABLE' });
    for (const name of ['', ':memory:', 'a\0b'])
      expect(await failure(openSqliteStore({ file: name }))).toMatchObject({ code: 'CONFIG_INVALID' });
    const wrong = { file, busyTimeoutMilliseconds: -1 };
    expect((await failure(openSqliteStore(wrong))).message).toContain('busyTimeoutMilliseconds');
  });

  it('that is damaged says so, with its name and what to do', async () => {
    const { file } = await newFile();
    const store = await open(file);
    const nodes = Array.from({ length: 500 }, (_, index) => node(`n${index}`));
    await store.graph.storeGraph(graphOf('r', nodes));
    await store.close();
    await truncate(file, 8_192);
    const error = await failure(open(file).then((damaged) => damaged.graph.loadGraph('r')));
    expect(error).toMatchObject({ code: 'CORRUPT' });
    expect(error.message).toContain(JSON.stringify(file));
  });
});

describe('what else lies in the file', () => {
  it('is left alone by every write, be it a table of another program', async () => {
    const { file } = await newFile();
    const store = await open(file);
    await store.graph.storeGraph(GRAPH);
    sql(file, "CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('keep me')");
    await store.graph.storeGraph(graphOf('r', [node('a')]));
    await store.graph.deleteGraph('r');
    await store.maintenance();
    await store.close();
    expect(valueIn(file, 'SELECT text FROM notes')).toBe('keep me');
  });

  it('is nothing that a deleted graph leaves behind', async () => {
    const { file } = await newFile();
    const store = await open(file);
    await store.graph.storeGraph(graphOf('r', [node('a')], [edge('a', 'CALLS', 'library')]));
    await store.graph.deleteNodes('r', ['a']);
    expect(valueIn(file, 'SELECT count(*) FROM node')).toBe(0);
    expect(valueIn(file, 'SELECT count(*) FROM file')).toBe(0);
    await store.graph.deleteGraph('r');
    for (const table of ['repository', 'node', 'edge', 'file', 'kind', 'file_hash'])
      expect([table, valueIn(file, `SELECT count(*) FROM ${table}`)]).toEqual([table, 0]);
  });
});

describe('a source with rows that come again much later', () => {
  it('leaves the last of each, in a first graph and in one that is replaced', async () => {
    const { file } = await newFile();
    const store = await open(file);
    const ids = Array.from({ length: 2_500 }, (_, index) => `n${index}`);
    const rows = (name: string): ReturnType<typeof node>[] => ids.map((id) => node(id, { name }));
    const links = (state: string): ReturnType<typeof edge>[] =>
      ids.map((id) => edge(id, 'CALLS', 'n0', { state }));
    for (const last of ['first store', 'second store']) {
      const given = graphOf('r', [...rows('early'), ...rows(last)], [...links('early'), ...links(last)]);
      const counts = last === 'first store' ? { created: 2_500 } : { updated: 2_500, unchanged: 0 };
      expect(await store.graph.storeGraph(given)).toMatchObject({ nodes: counts, edges: counts });
      sameGraph(await store.graph.loadGraph('r'), graphOf('r', rows(last), links(last)));
    }
  });
});

describe('writes of what is stored already', () => {
  const attributes = { b: '1', a: '2' };
  const given = graphOf(
    'r',
    [node('a', { attributes }), node('b')],
    [edge('a', 'CALLS', 'b', attributes), edge('a', 'CALLS', 'library')],
  );
  const revision = (file: string): unknown => valueIn(file, 'SELECT revision FROM repository');

  it('write nothing, in whatever order attributes come', async () => {
    const { file } = await newFile();
    const store = await open(file);
    await store.graph.storeGraph(given);
    const before = revision(file);
    const turned = { a: '2', b: '1' };
    const same = graphOf(
      'r',
      [node('b'), node('a', { attributes: turned })],
      [edge('a', 'CALLS', 'library'), edge('a', 'CALLS', 'b', turned)],
    );
    expect(await store.graph.storeGraph(same)).toMatchObject({
      nodes: { unchanged: 2, updated: 0 },
      edges: { unchanged: 2, updated: 0 },
    });
    await store.graph.updateNodes('r', same.nodes);
    await store.graph.updateEdges('r', same.edges);
    await store.graph.deleteNodes('r', ['unknown']);
    await store.graph.deleteEdges('r', [edge('a', 'READS', 'unknown')]);
    await store.graph.updateGraphMetadata('r', given.metadata);
    expect(revision(file)).toBe(before);
    await store.graph.updateNodes('r', [node('b', { name: 'other' })]);
    expect(revision(file)).not.toBe(before);
  });
});

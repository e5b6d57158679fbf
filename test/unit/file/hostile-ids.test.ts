import { lstat, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFileStore } from '../../../src/backends/file/index.ts';
import { compareCodePoints } from '../../../src/graph/index.ts';
import { failure } from '../formats/helpers.ts';
import { FIXTURES, namesIn, newStore, smallGraph } from './helpers.ts';

const HOSTILE = [
  '',
  '.',
  '..',
  '../escape',
  '/etc/passwd',
  'sub/x',
  'a\\b',
  'nul\0inside',
  'new\nline',
  'con',
  'trailing.',
  'trailing ',
  'x',
  'X',
  'x.graph.json',
  'x.metadata',
  'x.metadata.json',
  '%id-x',
  '%id-%78',
  `%sha-${'0'.repeat(64)}`,
  '.codeprism-tmp',
  '__proto__',
  'é'.normalize('NFC'),
  'é'.normalize('NFD'),
  'ß',
  'SS',
  '🦀',
  'a'.repeat(240),
  'a'.repeat(241),
  'a'.repeat(242),
  'a'.repeat(244),
  'A'.repeat(241),
  'é'.repeat(4_000),
  '\u0001'.repeat(8_000),
];

describe('hostile ids', () => {
  it('are kept apart, listed, read by another store, and deleted, all inside the folder', async () => {
    const { outside, directory, store } = await newStore();
    for (const id of HOSTILE) await store.graph.storeGraph(smallGraph(id, `first ${id}`));
    for (const id of HOSTILE) await store.graph.storeGraph(smallGraph(id, `of ${id}`));
    const other = await openFileStore({ directory });
    expect(await other.graph.listRepositories()).toEqual([...HOSTILE].sort(compareCodePoints));
    for (const id of HOSTILE) {
      expect(await other.graph.graphExists(id)).toBe(true);
      expect(await other.graph.loadGraph(id)).toEqual(smallGraph(id, `of ${id}`));
    }
    const names = await namesIn(directory);
    expect(names).toHaveLength(2 * HOSTILE.length);
    expect(new Set(names.map((name) => name.normalize('NFD').toLowerCase())).size).toBe(names.length);
    for (const id of HOSTILE) await other.graph.deleteGraph(id);
    expect(await namesIn(directory)).toEqual([]);
    expect(await namesIn(outside)).toEqual(['graphs']);
  });

  it('that meet in one file name are kept apart also when stored at once', async () => {
    const { directory, store } = await newStore();
    const ids = ['name', 'Name', 'NAME', 'nAME'];
    await Promise.all(ids.map((id) => store.graph.storeGraph(smallGraph(id, id))));
    for (const id of ids) expect((await store.graph.loadGraph(id))?.nodes[0]?.name).toBe(id);
    const names = await namesIn(directory);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(8);
  });
});

describe('links', () => {
  it('that lead out of the folder are neither read nor written through', async () => {
    const { outside, directory, store } = await newStore();
    const secret = join(outside, 'secret.json');
    const content = await readFile(join(FIXTURES, 'ajv-codegen.graph.json'));
    await writeFile(secret, content);
    await mkdir(directory);
    await symlink(secret, join(directory, 'x.graph.json'));
    await symlink(secret, join(directory, 'x.metadata.json'));
    expect(await failure(store.graph.loadGraph('x'))).toMatchObject({
      code: 'CORRUPT',
      message: expect.stringContaining('leads out of its folder'),
    });
    await store.graph.storeGraph(smallGraph('x'));
    expect(await store.graph.loadGraph('x')).toEqual(smallGraph('x'));
    expect((await lstat(join(directory, 'x.graph.json'))).isFile()).toBe(true);
    expect((await lstat(join(directory, 'x.metadata.json'))).isFile()).toBe(true);
    expect(await readFile(secret)).toEqual(content);
  });

  it('that lead nowhere, out, or round in a circle hide no other repository', async () => {
    const { outside, directory, store } = await newStore();
    await store.graph.storeGraph(smallGraph('x'));
    await store.graph.storeGraph(smallGraph('long'.repeat(100)));
    const hashed = `%sha-${'0'.repeat(64)}`;
    await writeFile(join(outside, 'secret'), '{}');
    await symlink(join(outside, 'secret'), join(directory, `${hashed}.graph.json`));
    await symlink('nowhere', join(directory, 'nowhere.graph.json'));
    await symlink('circle.graph.json', join(directory, 'circle.graph.json'));
    const stored = await store.graph.listRepositories();
    expect(stored).toEqual(expect.arrayContaining(['x', 'long'.repeat(100)]));
    await store.graph.updateNodes('x', []);
    expect(await store.graph.loadGraph('x')).toEqual(smallGraph('x'));
  });

  it('that stay inside are read', async () => {
    const { directory, store } = await newStore();
    await store.graph.storeGraph(smallGraph('x'));
    await symlink('x.graph.json', join(directory, 'y.graph.json'));
    expect((await store.graph.loadGraph('y'))?.repoId).toBe('y');
  });
});

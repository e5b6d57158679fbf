import { type ChildProcess, spawn } from 'node:child_process';
import { copyFile, readFile, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { openFileStore } from '../../../src/backends/file/index.ts';
import { sameGraph } from '../../../src/conformance/assertions.ts';
import type { GraphStore } from '../../../src/storage/index.ts';
import { failure } from '../formats/helpers.ts';
import { REPOSITORY, stateGraph } from '../sqlite/states.ts';
import { namesIn, newFolder, newStore, smallGraph, textOf } from './helpers.ts';

const PLAIN = ['r.graph.json', 'r.metadata.json'];
const COMPRESSED = ['r.graph.json.gz', 'r.metadata.json'];

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function newCompressed(): Promise<{ directory: string; store: GraphStore }> {
  const { directory } = await newFolder();
  return { directory, store: await openFileStore({ directory, compression: true }) };
}

describe('a folder of compressed graphs', () => {
  it('holds the bytes of the plain form, gzipped, and the metadata as it is', async () => {
    const { directory, store } = await newCompressed();
    const { directory: plainDirectory, store: plain } = await newStore();
    await store.graph.storeGraph(smallGraph('r'));
    await plain.graph.storeGraph(smallGraph('r'));
    expect(await namesIn(directory)).toEqual(COMPRESSED);
    const content = gunzipSync(await readFile(join(directory, 'r.graph.json.gz'))).toString();
    expect(content).toBe(await textOf(plainDirectory, 'r.graph.json'));
    expect(await textOf(directory, 'r.metadata.json')).toBe(await textOf(plainDirectory, 'r.metadata.json'));
  });

  it('is read by every store, and a write puts its graph, and no other, in the form of its store', async () => {
    const { directory, store } = await newCompressed();
    await store.graph.storeGraph(smallGraph('r'));
    await store.graph.storeGraph(smallGraph('other'));
    const plain = await openFileStore({ directory });
    expect(await plain.graph.listRepositories()).toEqual(['other', 'r']);
    expect(await plain.graph.loadGraph('r')).toEqual(smallGraph('r'));
    await plain.graph.updateNodes('r', smallGraph('r', 'new').nodes);
    expect(await namesIn(directory)).toEqual(['other.graph.json.gz', 'other.metadata.json', ...PLAIN]);
    expect((await store.graph.loadGraph('r'))?.nodes[0]?.name).toBe('new');
    await store.graph.replaceFiles('r', { files: ['a.ts'], nodes: [], edges: [] });
    expect(await namesIn(directory)).toEqual(['other.graph.json.gz', 'other.metadata.json', ...COMPRESSED]);
    expect((await plain.graph.loadGraph('r'))?.nodes).toEqual([]);
  });

  it('takes its form too when the same graph is stored again, and is then not written any more', async () => {
    const { directory, store } = await newCompressed();
    await (await openFileStore({ directory })).graph.storeGraph(smallGraph('r'));
    expect(await store.graph.storeGraph(smallGraph('r'))).toMatchObject({
      nodes: { created: 0, updated: 0, unchanged: 1, deleted: 0 },
    });
    expect(await namesIn(directory)).toEqual(COMPRESSED);
    const before = await stat(join(directory, 'r.graph.json.gz'), { bigint: true });
    await store.graph.storeGraph(smallGraph('r'));
    expect(await stat(join(directory, 'r.graph.json.gz'), { bigint: true })).toEqual(before);
  });

  it('finds ids again that are too long for a name', async () => {
    const { directory, store } = await newCompressed();
    const id = 'long '.repeat(1_000);
    await store.graph.storeGraph(smallGraph(id));
    for (const compression of [true, false]) {
      const other = await openFileStore({ directory, compression });
      expect(await other.graph.listRepositories()).toEqual([id]);
      expect(await other.graph.loadGraph(id)).toEqual(smallGraph(id));
    }
  });

  it('says what is wrong with a file that was cut off, and can be put right', async () => {
    const { directory, store } = await newCompressed();
    const path = join(directory, 'r.graph.json.gz');
    await store.graph.storeGraph(smallGraph('r'));
    await truncate(path, (await stat(path)).size - 20);
    const error = await failure(store.graph.loadGraph('r'));
    expect(error).toMatchObject({ code: 'CORRUPT', repoId: 'r', backend: 'file' });
    expect(error.message).toContain(JSON.stringify(path));
    expect(error.message).toContain('cut off');
    await store.graph.storeGraph(smallGraph('r'));
    expect(await store.graph.loadGraph('r')).toEqual(smallGraph('r'));
  });

  it('is left as it was by a write that was aborted', async () => {
    const { directory, store } = await newCompressed();
    await store.graph.storeGraph(smallGraph('r'));
    const controller = new AbortController();
    const onProgress = ({ phase }: { phase: string }) => {
      if (phase === 'write characters') controller.abort();
    };
    const writing = store.graph.storeGraph(smallGraph('r', 'new'), { signal: controller.signal, onProgress });
    expect(await failure(writing)).toMatchObject({ code: 'ABORTED' });
    expect(await namesIn(directory)).toEqual(COMPRESSED);
    expect(await store.graph.loadGraph('r')).toEqual(smallGraph('r'));
  });

  it.each(['yes', 1, null])('is not made by an option of %s', async (compression) => {
    const { directory } = await newFolder();
    const error = await failure(openFileStore({ directory, compression: compression as unknown as boolean }));
    expect(error).toMatchObject({ code: 'CONFIG_INVALID', context: { option: 'compression' } });
  });
});

describe('two forms of one graph, as a crash leaves them', () => {
  /** Stores `old` in one form and `new`, later, in the other, and leaves both. */
  async function bothForms(newIsCompressed: boolean): Promise<string> {
    const { directory } = await newFolder();
    const [oldName, aside] = newIsCompressed ? PLAIN : COMPRESSED;
    const old = await openFileStore({ directory, compression: !newIsCompressed });
    await old.graph.storeGraph(smallGraph('r', 'old'));
    const kept = join(directory, '..', `kept-${aside}`);
    await copyFile(join(directory, oldName ?? ''), kept);
    const { atime, mtime } = await stat(join(directory, oldName ?? ''));
    await (await openFileStore({ directory, compression: newIsCompressed })).graph.storeGraph(
      smallGraph('r', 'new'),
    );
    await copyFile(kept, join(directory, oldName ?? ''));
    await utimes(join(directory, oldName ?? ''), atime, new Date(mtime.getTime() - 1));
    return directory;
  }

  it.each([true, false])('give the one that was written last (compressed: %s)', async (newIsCompressed) => {
    const directory = await bothForms(newIsCompressed);
    for (const compression of [true, false]) {
      const store = await openFileStore({ directory, compression });
      expect(await store.graph.listRepositories()).toEqual(['r']);
      expect(await store.graph.loadGraph('r')).toEqual(smallGraph('r', 'new'));
    }
  });

  it.each([true, false])('become one with the next write (compressed: %s)', async (newIsCompressed) => {
    for (const compression of [true, false]) {
      const directory = await bothForms(newIsCompressed);
      const store = await openFileStore({ directory, compression });
      await store.graph.storeGraph(smallGraph('r', 'new'));
      expect(await namesIn(directory)).toEqual(compression ? COMPRESSED : PLAIN);
      expect(await store.graph.loadGraph('r')).toEqual(smallGraph('r', 'new'));
    }
  });

  it('are both deleted', async () => {
    const directory = await bothForms(true);
    const store = await openFileStore({ directory });
    expect(await store.graph.deleteGraph('r')).toMatchObject({ nodes: { deleted: 1 } });
    expect(await namesIn(directory)).toEqual([]);
  });

  it('give what another program wrote beside the compressed one', async () => {
    const { directory, store } = await newCompressed();
    const { directory: elsewhere, store: plain } = await newStore();
    await store.graph.storeGraph(smallGraph('r', 'old'));
    await plain.graph.storeGraph(smallGraph('r', 'new'));
    await utimes(join(directory, 'r.graph.json.gz'), 1, 1);
    await writeFile(join(directory, 'r.graph.json'), await textOf(elsewhere, 'r.graph.json'));
    expect(await store.graph.loadGraph('r')).toEqual(smallGraph('r', 'new'));
  });
});

it('a writer that is killed between the forms leaves one state whole, and the next write one file', async () => {
  const { directory } = await newFolder();
  const [graphFile, compressedFile] = [`${REPOSITORY}.graph.json`, `${REPOSITORY}.graph.json.gz`];
  for (let turn = 0; turn < 8; turn++) {
    const program = fileURLToPath(new URL('./programs/keep-converting.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', program, directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const over = new Promise((resolve) => child.once('close', resolve));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await sleep(turn * 9);
    child.kill('SIGKILL');
    await over;
    const store = await openFileStore({ directory, compression: turn % 2 === 0 });
    const found = await store.graph.loadGraph(REPOSITORY);
    const state = [0, 1, 2].find((round) => found?.nodes.length === stateGraph(round).nodes.length);
    sameGraph(found, stateGraph(state ?? 0));
    await store.graph.storeGraph(stateGraph(state ?? 0));
    const graphs = (await namesIn(directory)).filter((name) => name.includes('.graph.'));
    expect(graphs).toEqual([turn % 2 === 0 ? compressedFile : graphFile]);
  }
});

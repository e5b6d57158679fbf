import { chmod, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFileStore } from '../../../src/backends/file/index.ts';
import { diskError } from '../../../src/errors/disk-error.ts';
import { sourceOf } from '../../../src/storage/index.ts';
import { failure } from '../formats/helpers.ts';
import { namesIn, newFolder, newStore, smallGraph } from './helpers.ts';

// biome-ignore lint/correctness/useYield: it fails before it could give a row
async function* brokenRows(): AsyncIterable<never> {
  throw new Error('broken');
}

describe('the folder', () => {
  it('is made with its parents at the first write, not before', async () => {
    const { outside } = await newFolder();
    const store = await openFileStore({ directory: join(outside, 'a', 'b') });
    expect(await store.graph.listRepositories()).toEqual([]);
    expect(await store.graph.loadGraph('r')).toBeUndefined();
    await store.graph.deleteGraph('r');
    expect(await namesIn(outside)).toEqual([]);
    await store.graph.storeGraph(smallGraph('r'));
    expect(await namesIn(join(outside, 'a', 'b'))).toEqual(['r.graph.json', 'r.metadata.json']);
  });

  it('comes back by a write after it was removed', async () => {
    const { directory, store } = await newStore();
    await store.graph.storeGraph(smallGraph('r'));
    await rm(directory, { recursive: true });
    expect(await store.graph.loadGraph('r')).toBeUndefined();
    await store.graph.storeGraph(smallGraph('r'));
    expect(await store.graph.loadGraph('r')).toEqual(smallGraph('r'));
  });

  it('cannot be a file, or lie below one', async () => {
    const { outside } = await newFolder();
    const path = join(outside, 'file');
    await writeFile(path, '');
    for (const directory of [path, join(path, 'below')]) {
      const error = await failure(openFileStore({ directory }));
      expect(error).toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining(directory) });
    }
    expect(await failure(openFileStore({ directory: '' }))).toMatchObject({ code: 'CONFIG_INVALID' });
  });
});

describe('the disk', () => {
  it('says by path and remedy what it refuses', async () => {
    const { directory, store } = await newStore();
    await mkdir(join(directory, 'r.graph.json'), { recursive: true });
    const error = await failure(store.graph.storeGraph(smallGraph('r')));
    expect(error).toMatchObject({
      code: 'UNAVAILABLE',
      backend: 'file',
      operation: 'storeGraph',
      repoId: 'r',
    });
    expect(error.message).toContain(join(directory, 'r.graph.json'));
    expect(await namesIn(directory)).toEqual(['r.graph.json']);
  });

  it.each([
    ['ENOSPC', 'Free some space', true],
    ['EACCES', 'Give this user the right', false],
    ['EROFS', 'another folder', false],
    ['EWHATEVER', 'odd', false],
  ])('%s', (code, said, retryable) => {
    const cause = Object.assign(new Error('odd'), { code });
    const error = diskError(cause, '/some/path');
    expect(error).toMatchObject({ code: 'UNAVAILABLE', retryable, cause });
    expect(error.message).toContain('"/some/path"');
    expect(error.message).toContain(said);
  });

  it('keeps a file’s rights when it is replaced', async () => {
    const { directory, store } = await newStore();
    await store.graph.storeGraph(smallGraph('r'));
    await chmod(join(directory, 'r.graph.json'), 0o600);
    await store.graph.storeGraph(smallGraph('r', 'new'));
    for (const name of await namesIn(directory))
      expect((await stat(join(directory, name))).mode & 0o777).toBe(0o600);
  });

  it('is left as it was by a write that was aborted or failed', async () => {
    const { directory, store } = await newStore();
    await store.graph.storeGraph(smallGraph('r'));
    const controller = new AbortController();
    const onProgress = ({ phase }: { phase: string }) => {
      if (phase === 'write characters') controller.abort();
    };
    const options = { signal: controller.signal, onProgress };
    const aborted = await failure(store.graph.storeGraph(smallGraph('r', 'new'), options));
    expect(aborted.code).toBe('ABORTED');
    const broken = { ...sourceOf(smallGraph('r', 'new')), edges: brokenRows };
    expect(await failure(store.graph.storeGraph(broken))).toMatchObject({ code: 'UNEXPECTED' });
    expect(await store.graph.loadGraph('r')).toEqual(smallGraph('r'));
    expect(await namesIn(directory)).toEqual(['r.graph.json', 'r.metadata.json']);
  });
});

describe('two stores on one folder', () => {
  it('see each other’s writes, however fast they follow', async () => {
    const { directory, store } = await newStore();
    const other = await openFileStore({ directory });
    for (let round = 0; round < 50; round++) {
      const writer = round % 2 === 0 ? store : other;
      const reader = round % 2 === 0 ? other : store;
      await writer.graph.storeGraph(smallGraph('r', `${round % 10}`));
      expect((await reader.graph.loadGraph('r'))?.nodes[0]?.name).toBe(`${round % 10}`);
      expect((await reader.queries.findNodes('r', { name: `${round % 10}` })).total).toBe(1);
    }
  });

  it('lose no update when many are made at once', async () => {
    const { directory, store } = await newStore();
    const other = await openFileStore({ directory });
    await store.graph.storeGraph(smallGraph('r'));
    const [node] = smallGraph('r').nodes;
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? store : other).graph.updateNodes('r', node ? [{ ...node, id: `${index}` }] : []),
      ),
    );
    expect((await store.graph.loadGraph('r'))?.nodes).toHaveLength(21);
  });

  it('tell a stream’s reader that the graph changed', async () => {
    const { directory, store } = await newStore();
    await store.graph.storeGraph(smallGraph('r'));
    const source = await store.graph.streamGraph('r');
    await (await openFileStore({ directory })).graph.deleteGraph('r');
    const read = async () => {
      for await (const _ of source?.nodes() ?? []);
    };
    expect(await failure(read())).toMatchObject({ code: 'CONFLICT', retryable: true });
  });
});

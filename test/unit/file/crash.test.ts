import { spawnSync } from 'node:child_process';
import { readFile, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFileStore } from '../../../src/backends/file/index.ts';
import { temporaryName } from '../../../src/backends/file/temporary-files.ts';
import { failure } from '../formats/helpers.ts';
import { namesIn, newStore, smallGraph, textOf } from './helpers.ts';

const OURS = ['r.graph.json', 'r.metadata.json'];

/** A name as a process would have made it that is no more. */
function nameOfDead(): string {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  return temporaryName().replace(`-${process.pid}-`, `-${dead}-`);
}

describe('files that a crash left half written', () => {
  it('are ignored, and removed by the next write', async () => {
    const { directory, store } = await newStore();
    await store.graph.storeGraph(smallGraph('r'));
    await writeFile(join(directory, nameOfDead()), '{ "repo_id": "r", ');
    expect(await store.graph.listRepositories()).toEqual(['r']);
    expect(await store.graph.loadGraph('r')).toEqual(smallGraph('r'));
    await store.graph.storeGraph(smallGraph('r', 'new'));
    expect(await namesIn(directory)).toEqual(OURS);
  });

  it('are removed also by a write that changes nothing', async () => {
    const { directory, store } = await newStore();
    await store.graph.storeGraph(smallGraph('r'));
    await writeFile(join(directory, nameOfDead()), '');
    await store.graph.storeGraph(smallGraph('r'));
    expect(await namesIn(directory)).toEqual(OURS);
  });

  it('are left alone while their writer may live, and removed when they are old', async () => {
    const { directory, store } = await newStore();
    await store.graph.storeGraph(smallGraph('r'));
    const elsewhere = '.codeprism-00000000-1-000000000000.tmp';
    for (const name of [temporaryName(), elsewhere]) {
      await writeFile(join(directory, name), '');
      await store.graph.storeGraph(smallGraph('r', name));
      expect(await namesIn(directory)).toContain(name);
      await utimes(join(directory, name), 1, 1);
      await store.graph.deleteNodes('r', ['n']);
      expect(await namesIn(directory)).toEqual(OURS);
    }
  });
});

describe('metadata that a crash made stale', () => {
  it('is not believed, and put right when the same graph is stored again', async () => {
    const { directory, store } = await newStore();
    await store.graph.storeGraph(smallGraph('r', 'old'));
    const stale = await textOf(directory, 'r.metadata.json');
    await store.graph.storeGraph(smallGraph('r', 'new'));
    const fresh = await textOf(directory, 'r.metadata.json');
    await writeFile(join(directory, 'r.metadata.json'), stale);
    const after = await openFileStore({ directory });
    expect(await after.graph.getGraphMetadata('r')).toEqual(smallGraph('r', 'new').metadata);
    await after.graph.storeGraph(smallGraph('r', 'new'));
    expect(await textOf(directory, 'r.metadata.json')).toBe(fresh);
  });
});

describe('a damaged graph file', () => {
  const damage: [string, (path: string) => Promise<void>, string][] = [
    ['empty', (path) => truncate(path, 0), 'is empty'],
    ['cut', (path) => truncate(path, 100), 'is cut off'],
    [
      'with garbage behind it',
      async (path) => writeFile(path, `${await readFile(path, 'utf8')}x`),
      'behind the end',
    ],
    ['not UTF-8', (path) => writeFile(path, Buffer.from([0x7b, 0xff])), 'is not UTF-8'],
    ['in UTF-16', async (path) => writeFile(path, await readFile(path, 'utf8'), 'utf16le'), 'is not JSON'],
    [
      'without a field',
      async (path) => writeFile(path, (await readFile(path, 'utf8')).replace('"kind"', '"sort"')),
      'nodes[0] "n": kind is missing',
    ],
    [
      'with a null attribute',
      async (path) =>
        writeFile(
          path,
          (await readFile(path, 'utf8')).replace('"attributes": {}', '"attributes": {"a":null}'),
        ),
      'attributes["a"]',
    ],
    [
      'with a lone surrogate',
      async (path) => writeFile(path, (await readFile(path, 'utf8')).replace('"mark"', '"\\udfff"')),
      'lone surrogate',
    ],
  ];

  it.each(damage)(
    '%s: says where, stops nobody else, and can be replaced or deleted',
    async (_, harm, said) => {
      const { directory, store } = await newStore();
      const path = join(directory, 'r.graph.json');
      await store.graph.storeGraph(smallGraph('r'));
      await store.graph.storeGraph(smallGraph('other'));
      await harm(path);
      for (const operation of [
        () => store.graph.loadGraph('r'),
        () => store.graph.getGraphMetadata('r'),
        () => store.graph.updateNodes('r', []),
        () => store.queries.summary('r'),
      ]) {
        const error = await failure(operation());
        expect(error).toMatchObject({ code: 'CORRUPT', repoId: 'r', backend: 'file' });
        expect(error.message).toContain(said);
        expect(error.message).toContain(JSON.stringify(path));
      }
      expect(await store.graph.listRepositories()).toEqual(['other', 'r']);
      expect(await store.graph.loadGraph('other')).toEqual(smallGraph('other'));
      await store.graph.storeGraph(smallGraph('r'));
      expect(await store.graph.loadGraph('r')).toEqual(smallGraph('r'));
      await harm(path);
      expect(await store.graph.deleteGraph('r')).toMatchObject({ nodes: { deleted: 0 } });
      expect(await store.graph.graphExists('r')).toBe(false);
    },
  );
});

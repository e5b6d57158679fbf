import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openStore } from '../../../src/index.ts';
import { type Analyzer, type RepositoryAnalysis, watchRepository } from '../../../src/repository/index.ts';
import { folderOf } from './helpers.ts';

vi.setConfig({ testTimeout: 60_000 });

const span = { startByte: 0, endByte: 0, startLine: 1, endLine: 1, startColumn: 0, endColumn: 0 };
/** A node a file; a file of this name makes it fail. */
const analyzer: Analyzer = {
  name: 'files',
  version: '1',
  files: ['**/*.ts'],
  analyze: async ({ fileHashes }) => {
    if ('bad.ts' in fileHashes) throw new Error('bad');
    const nodes = Object.keys(fileHashes).map((file) => ({
      ...{ id: file, name: file, kind: 'Module', file, span, attributes: {} },
    }));
    return { graph: { nodes, edges: [] } };
  },
};

function filesOf(analysis: RepositoryAnalysis | undefined) {
  const { added, changed, removed } = analysis?.files ?? {};
  return { added, changed, removed };
}

test('each change of files makes a round, changes that come together make one, what is ignored makes none', async () => {
  const folder = await folderOf({ 'a.ts': '1', '.gitignore': 'out/\n' });
  await mkdir(join(folder, 'out'));
  await using store = await openStore('memory:');
  const stopping = new AbortController();
  const rounds = watchRepository(store, folder, analyzer, { repoId: 'w', signal: stopping.signal });
  expect(filesOf((await rounds.next()).value?.analysis)).toEqual({
    added: ['a.ts'],
    changed: [],
    removed: [],
  });

  let next = rounds.next();
  await writeFile(join(folder, 'out/made.ts'), '1');
  await mkdir(join(folder, 'node_modules'));
  await writeFile(join(folder, 'node_modules/b.ts'), '1');
  await mkdir(join(folder, 'src'));
  await writeFile(join(folder, 'src/b.ts'), '1');
  await writeFile(join(folder, 'a.ts'), '2');
  expect(filesOf((await next).value?.analysis)).toEqual({
    added: ['src/b.ts'],
    changed: ['a.ts'],
    removed: [],
  });

  next = rounds.next();
  await rename(join(folder, 'src/b.ts'), join(folder, 'src/c.ts'));
  expect(filesOf((await next).value?.analysis)).toMatchObject({ added: ['src/c.ts'], removed: ['src/b.ts'] });

  next = rounds.next();
  await writeFile(join(folder, 'bad.ts'), '1');
  expect((await next).value?.problem).toMatchObject({ code: 'UNEXPECTED' });

  next = rounds.next();
  await rm(join(folder, 'bad.ts'));
  expect((await next).value?.analysis?.outcome).toBe('stored');

  next = rounds.next();
  stopping.abort();
  expect(await next).toEqual({ done: true, value: undefined });
});

test('a folder that is not there is refused', async () => {
  await using store = await openStore('memory:');
  await expect(watchRepository(store, '/not/there', analyzer).next()).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

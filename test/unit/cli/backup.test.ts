import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../../src/index.ts';
import { run } from './run.ts';
import { sampleGraph } from './sample.ts';

let folder = '';
let store = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-backup-'));
  store = `file:${join(folder, 'graphs')}`;
  file = join(folder, 'all.backup.gz');
  await using opened = await openStore(store);
  for (const repoId of ['one', 'two']) await opened.graph.storeGraph(sampleGraph(repoId));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('what backup wrote, restore brings into another store', async () => {
  const written = await run(['backup', file, '--store', store]);
  expect(written).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/REPOSITORY +NODES +EDGES\none +5 +4\n/),
  });
  expect(written.stderr).toMatch(/^Wrote 2 repositories of file:.* to .*all\.backup\.gz\n$/);
  const other = `sqlite:${join(folder, 'graph.db')}`;
  expect(await run(['restore', file, '--store', other])).toMatchObject({ code: 0, stderr: '' });
  expect((await run(['repos', '--store', other])).stdout).toMatch(/one[\s\S]*two/);
});

test('restore --dry-run shows what is in it, opens no store and changes nothing', async () => {
  await run(['backup', file, '--store', store, '--repo', 'two']);
  const { code, stdout } = await run([
    'restore',
    file,
    '--dry-run',
    '--json',
    '--store',
    'bolt://127.0.0.1:1',
  ]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ file, repositories: [{ repoId: 'two', nodes: 5, edges: 4 }] });
});

test('restore --dry-run, as restore, knows what is not in it', async () => {
  await run(['backup', file, '--store', store, '--repo', 'two']);
  for (const args of [[], ['--dry-run']]) {
    const { code, stderr } = await run(['restore', file, '--repo', 'twwo', '--store', store, ...args]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/NOT_FOUND[\s\S]*"twwo"[\s\S]*"two"/)]);
  }
});

test('a backup that fails leaves the one before', async () => {
  await run(['backup', file, '--store', store]);
  const before = await readFile(file);
  const { code, stderr } = await run(['backup', file, '--store', store, '--repo', 'three']);
  expect([code, stderr]).toEqual([1, expect.stringContaining('NOT_FOUND')]);
  expect(await readFile(file)).toEqual(before);
  expect(await readdir(folder)).toEqual(['all.backup.gz', 'graphs']);
});

test('a damaged backup is refused with its name and what to do', async () => {
  await writeFile(file, 'no backup\n');
  const { code, stderr } = await run(['restore', file, '--store', store]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/CORRUPT[\s\S]*all\.backup\.gz/);
});

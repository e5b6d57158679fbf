import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openFileStore } from '../../../src/backends/file/index.ts';
import { temporaryName } from '../../../src/backends/file/temporary-files.ts';
import { analysisOf } from '../../../src/conformance/fixtures.ts';
import { analysisFromJson } from '../../../src/storage/index.ts';
import { failure } from '../formats/helpers.ts';
import { namesIn, newFolder, newStore, smallGraph } from './helpers.ts';

const CODEPRISM = fileURLToPath(new URL('../../fixtures/codeprism/elements/analysis.json', import.meta.url));

describe('results of analyses in a folder', () => {
  it('are files in exactly the form that CodePrism writes', async () => {
    const { directory, store } = await newStore();
    const theirs = await readFile(CODEPRISM, 'utf8');
    await store.analysis.storeAnalysis(analysisFromJson(JSON.parse(theirs)));
    expect(await readFile(join(directory, 'analysis', 'mini', 'a1.json'), 'utf8')).toBe(theirs.trim());
  });

  it('lie below the store alone, whatever they are called, and names of one letter case never meet', async () => {
    const { outside, directory, store } = await newStore();
    const names = ['../../x', '/etc/x', '..', 'A', 'a', 'CON', 'x'.repeat(300), 'é', '.json', 'a\0b'];
    for (const repoId of names)
      for (const id of names) await store.analysis.storeAnalysis(analysisOf(repoId, id));
    expect(await namesIn(outside)).toEqual(['graphs']);
    expect(await namesIn(directory)).toEqual(['analysis']);
    const folders = await namesIn(join(directory, 'analysis'));
    expect(new Set(folders.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const folder of folders) {
      const files = await namesIn(join(directory, 'analysis', folder));
      expect(new Set(files.map((name) => name.toLowerCase())).size).toBe(names.length);
    }
    expect(await store.graph.listRepositories()).toEqual([]);
  });

  it('leave graphs and their files as they are', async () => {
    const { directory, store } = await newStore();
    await store.graph.storeGraph(smallGraph('analysis'));
    const before = await readFile(join(directory, 'analysis.graph.json'), 'utf8');
    await store.analysis.storeAnalysis(analysisOf('analysis', 'a'));
    expect(await store.graph.listRepositories()).toEqual(['analysis']);
    expect(await readFile(join(directory, 'analysis.graph.json'), 'utf8')).toBe(before);
    await store.graph.deleteGraph('analysis');
    expect(await store.analysis.findAnalysis('analysis')).toHaveLength(1);
    await store.analysis.deleteAnalysesOf('analysis');
    expect(await namesIn(join(directory, 'analysis'))).toEqual([]);
  });

  it('are read again by whoever has copied the folder of a repository', async () => {
    const { directory, store } = await newStore();
    await store.analysis.storeAnalysis(analysisOf('one', 'a'));
    const copy = join(directory, 'analysis', 'two');
    await mkdir(copy);
    const file = await readFile(join(directory, 'analysis', 'one', 'a.json'));
    await writeFile(join(copy, 'a.json'), file);
    expect(await store.analysis.findAnalysis('two')).toEqual([analysisOf('two', 'a')]);
  });
});

describe('a damaged file of a result', () => {
  const damage: [string, (path: string) => Promise<void>, RegExp][] = [
    ['cut', (path) => truncate(path, 60), /cut off/],
    ['emptied', (path) => truncate(path, 0), /cut off/],
    ['no UTF-8', (path) => writeFile(path, Buffer.from([0x22, 0xff, 0x22])), /not UTF-8/],
    ['of another form', (path) => writeFile(path, '{"id":"a"}'), /repo_id is missing/],
    [
      'of another id',
      async (path) => writeFile(path, (await readFile(path, 'utf8')).replace('"a"', '"b"')),
      /"b"/,
    ],
  ];

  it.each(damage)('%s, is CORRUPT and named, and stays until it is replaced', async (_, harm, problem) => {
    const { directory, store } = await newStore();
    for (const id of ['a', 'other']) await store.analysis.storeAnalysis(analysisOf('r', id));
    const path = join(directory, 'analysis', 'r', 'a.json');
    await harm(path);
    for (const read of [
      () => store.analysis.loadAnalysis('r', 'a'),
      () => store.analysis.findAnalysis('r'),
    ]) {
      const error = await failure(read());
      expect(error).toMatchObject({ code: 'CORRUPT', repoId: 'r', backend: 'file' });
      expect(error.message).toContain(JSON.stringify(path).slice(-30));
      expect(error.message).toMatch(problem);
      expect(error.message).toContain('delete the file');
    }
    const always = { seconds: 2_000_000_000, nanoseconds: 0 };
    expect(await store.analysis.cleanupOldResults(always)).toBe(1);
    expect(await namesIn(join(directory, 'analysis', 'r'))).toEqual(['a.json']);
    await store.analysis.storeAnalysis(analysisOf('r', 'a'));
    expect(await store.analysis.findAnalysis('r')).toEqual([analysisOf('r', 'a')]);
  });

  it('can be deleted', async () => {
    const { directory, store } = await newStore();
    await store.analysis.storeAnalysis(analysisOf('r', 'a'));
    await truncate(join(directory, 'analysis', 'r', 'a.json'), 9);
    expect(await store.analysis.deleteAnalysis('r', 'a')).toBe(true);
    expect(await store.analysis.findAnalysis('r')).toEqual([]);
  });
});

describe('a link that leads out of the store', () => {
  it.each([
    ['in place of the folder of all results', (directory: string) => join(directory, 'analysis')],
    ['in place of the folder of a repository', (directory: string) => join(directory, 'analysis', 'r')],
  ])('%s, is not followed', async (_, linkOf) => {
    const { outside, directory } = await newFolder();
    const elsewhere = join(outside, 'elsewhere', 'r');
    await mkdir(elsewhere, { recursive: true });
    await mkdir(join(directory, 'analysis'), { recursive: true });
    const link = linkOf(directory);
    if (link.endsWith('analysis')) {
      spawnSync('rmdir', [link]);
      await symlink(join(outside, 'elsewhere'), link);
    } else await symlink(elsewhere, link);
    await writeFile(join(elsewhere, 'a.json'), 'theirs');
    const { analysis } = await openFileStore({ directory });
    const calls = [
      () => analysis.storeAnalysis(analysisOf('r', 'a')),
      () => analysis.loadAnalysis('r', 'a'),
      () => analysis.findAnalysis('r'),
      () => analysis.deleteAnalysesOf('r'),
    ];
    for (const call of calls) expect((await failure(call())).message).toContain('not followed');
    expect(await namesIn(elsewhere)).toEqual(['a.json']);
  });
});

describe('a writer that is killed', () => {
  it('leaves whole results, and what it left besides goes with the next write', async () => {
    const { directory, store } = await newStore();
    await store.analysis.storeAnalysis(analysisOf('r', 'a', { data: 'x'.repeat(2_000_000) }));
    const folder = join(directory, 'analysis', 'r');
    for (let round = 0; round < 3; round++) {
      const program = new URL('programs/keep-storing-analyses.ts', import.meta.url);
      const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(program), directory], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data');
      child.kill('SIGKILL');
      await once(child, 'exit');
      const [found, ...others] = await store.analysis.findAnalysis('r');
      expect(others).toEqual([]);
      const data = String(found?.data);
      expect(data === data.charAt(0).repeat(2_000_000)).toBe(true);
    }
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    await writeFile(join(folder, temporaryName().replace(`-${process.pid}-`, `-${dead}-`)), '{');
    await store.analysis.storeAnalysis(analysisOf('r', 'a'));
    expect(await namesIn(folder)).toEqual(['a.json']);
  });
});

import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canonicalGraph } from '../../../src/graph/index.ts';
import { openStore } from '../../../src/index.ts';
import { type Run, run } from './run.ts';
import { sampleGraph, sampleJson } from './sample.ts';

const MAIN = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));

let folder = '';
let from = '';
let to = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-copy-'));
  from = `file:${join(folder, '.codeprism', 'graphs')}`;
  to = `sqlite:${join(folder, '.codeprism', 'graph.db')}`;
  await using store = await openStore(from);
  for (const repoId of ['one', 'two']) await store.graph.storeGraph(sampleGraph(repoId));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function repositories(url: string): Promise<string[]> {
  await using store = await openStore(url);
  return store.graph.listRepositories();
}

describe('copy', () => {
  test('takes every repository to the other store, and leaves it in the first', async () => {
    const { code, stdout, stderr } = await run(['copy', from, to]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Copied one \(5 nodes, 4 edges, .*\)\nCopied two /);
    expect(await repositories(from)).toEqual(['one', 'two']);
    await using store = await openStore(to);
    for (const repoId of ['one', 'two']) {
      const copied = await store.graph.loadGraph(repoId);
      expect(copied && canonicalGraph(copied)).toEqual(canonicalGraph(sampleGraph(repoId)));
    }
  });

  test('takes the named repositories alone, and answers in JSON', async () => {
    const { code, stdout } = await run(['copy', from, to, '--repo', 'two', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ repoId: 'two', nodes: { created: 5 } }]);
    expect(await repositories(to)).toEqual(['two']);
  });

  test('says which repository is not there', async () => {
    const { code, stderr } = await run(['copy', from, to, '--repo', 'tow']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/NOT_FOUND.*"tow"[\s\S]*"two"/);
  });

  test.each([
    ['the same store twice', () => ['copy', from, from], /two different/],
    ['--store', () => ['copy', from, to, '--store', from], /--store/],
    ['a store that cannot be', () => ['copy', from, 'what://x'], /unknown scheme/],
  ])('refuses %s', async (_, args, said) => {
    const { code, stderr } = await run(args());
    expect(code).toBe(2);
    expect(stderr).toMatch(said);
  });
});

describe('the default store', () => {
  /** Runs the program in the folder, with nothing in the environment that names a store. */
  async function runInFolder(...args: string[]): Promise<Run> {
    const { CODEPRISM_STORE: _, NEO4J_URI: __, ...env } = process.env;
    const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), MAIN, ...args], {
      cwd: folder,
      env,
      stdio: 'pipe',
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (data) => {
      stdout += String(data);
    });
    child.stderr.on('data', (data) => {
      stderr += String(data);
    });
    const code = await new Promise<number>((resolve) => child.once('close', (end) => resolve(end ?? -1)));
    return { code, stdout, stderr };
  }

  test('is SQLite, and says what the folder that was the default holds beside it', async () => {
    const before = await runInFolder('repos');
    expect(before.stderr).toMatch(
      /^note: file:\.codeprism\/graphs holds 2 repositories that .* copy file:\.codeprism\/graphs sqlite:\.codeprism\/graph\.db\n/m,
    );
    const json = await runInFolder('repos', '--json');
    expect(JSON.parse(json.stderr)).toMatchObject({ note: expect.stringContaining('2 repositories') });
    expect((await runInFolder('repos', '--quiet')).stderr).toBe('');
    await writeFile(join(folder, 'three.json'), sampleJson('three'));
    expect(await runInFolder('import', 'three.json')).toMatchObject({ code: 0 });
    expect(await repositories(to)).toEqual(['three']);
    await runInFolder('copy', 'file:.codeprism/graphs', 'sqlite:.codeprism/graph.db');
    expect(await runInFolder('repos')).toMatchObject({ code: 0, stderr: '' });
    expect(await repositories(to)).toEqual(['one', 'three', 'two']);
  });
});

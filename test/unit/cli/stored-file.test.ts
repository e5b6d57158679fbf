import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { edge, graphOf, node } from '../../../src/conformance/fixtures.ts';
import { graphToJson } from '../../../src/graph/index.ts';
import { run } from './run.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paths-'));
  for (const separator of ['/', '\\']) {
    const file = (path: string): string => path.replaceAll('/', separator);
    const repoId = separator === '/' ? 'slash' : 'backslash';
    const lines = { startLine: 1, endLine: 9, endByte: 9 };
    const graph = graphOf(
      repoId,
      [
        node('run', { file: file('src/app/main.ts'), span: lines }),
        node('help', { file: file('src/lib/help.ts'), span: lines }),
        node('check', { file: file('test/app/main.test.ts'), span: lines }),
      ],
      [edge('run', 'CALLS', 'help'), edge('check', 'CALLS', 'run')],
    );
    const path = join(folder, `${repoId}.json`);
    await writeFile(path, JSON.stringify(graphToJson(graph)));
    expect((await run(['import', path, '--store', `file:${folder}/store`])).code).toBe(0);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const cli = (...args: string[]) => run([...args, '--store', `file:${folder}/store`]);
const ids = async (...args: string[]): Promise<string[]> => {
  const { stdout, stderr } = await cli(...args, '--json');
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout).items as { id: string }[]).map(({ id }) => id).sort();
};

describe.each(['slash', 'backslash'])('a graph whose files are written with a %s', (repo) => {
  test.each([
    'src/app/main.ts',
    'src\\app\\main.ts',
    './src/app/main.ts',
    'app/main.ts',
    'main.ts',
    `${process.cwd()}/src/app/main.ts`,
  ])('knows the file %s', async (path) => {
    expect(await ids('at', repo, `${path}:3`)).toEqual(['run']);
    expect(await ids('at', repo, `${path}:3:14`)).toEqual(['run']);
    expect(await ids('find', repo, '--file', path)).toEqual(['run']);
    expect(await ids('impact', repo, '--changed', path)).toEqual(['check']);
    expect(await ids('callers', repo, 'run', '--file', path)).toEqual(['check']);
  });

  test('finds entry points and tests by globs of either kind', async () => {
    for (const glob of ['src/**/main.ts', 'src\\app\\main.ts', '**/app/*.ts']) {
      expect(await ids('dead-code', repo, '--entry-files', glob, '--min-confidence', '0')).toEqual(
        ['check'].slice(glob.startsWith('**') ? 1 : 0),
      );
    }
    const { stdout } = await cli(
      'dead-code',
      repo,
      '--entry-names',
      'check',
      '--include',
      'test-only',
      '--json',
    );
    expect(JSON.parse(stdout).verdicts).toMatchObject({ 'test-only': 3 });
    expect(JSON.parse((await cli('impact', repo, 'help', '--json')).stdout).tests.total).toBe(1);
  });

  test('has the same folders, as they are stored', async () => {
    const { stdout } = await cli('dependencies', repo, '--by', 'folder', '--json');
    const pairs = (JSON.parse(stdout).items as { from: string; to: string }[]).map(({ from, to }) => [
      from,
      to,
    ]);
    const written = (path: string): string => (repo === 'slash' ? path : path.replaceAll('/', '\\'));
    expect(pairs).toEqual([
      [written('src/app'), written('src/lib')],
      [written('test/app'), written('src/app')],
    ]);
  });

  test('leaves out by a glob in an ignore file', async () => {
    const path = join(folder, 'ignore');
    await writeFile(path, 'test/app/*.ts # a test');
    expect(await ids('dead-code', repo, '--entry-names', 'run', '--ignore', path)).toEqual([]);
  });

  test.each([
    ['at', 'src/app/mian.ts:3'],
    ['find', '--file', 'src/app/mian.ts'],
    ['impact', '--changed', 'src/app/mian.ts'],
    ['callers', 'run', '--file', 'app/mian.ts'],
  ])('tells near paths of a file that is not stored: %s %s', async (command, ...args) => {
    const { code, stderr } = await cli(command, repo, ...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(/src[/\\]+app[/\\]+main\.ts/);
  });
});

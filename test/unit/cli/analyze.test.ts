import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { runCli } from '../../../src/cli/program.ts';
import { folderOf } from '../../support/analyzed-program.ts';
import { type Run, run, terminalOf } from './run.ts';

vi.setConfig({ testTimeout: 60_000 });

const PROGRAM = {
  'tsconfig.json': '{ "compilerOptions": { "lib": ["ES5"], "types": [] } }',
  'a.ts': 'export function used() {} export function run(call: any) { used(); call.member(); }',
};

test('analyze stores a graph, says what it did not see, and what to ask next', async () => {
  const folder = await folderOf(PROGRAM);
  const store = `sqlite:${join(folder, '.codeprism/graph.db')}`;
  const first = await run(['analyze', folder, '--repo', 'p', '--store', store]);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain('Analysed p into');
  expect(first.stdout).toContain('The target of 1 of 2 uses (50.0 %) is not known: 1 any');
  expect(first.stdout).toContain('npx codeprism-neo4j dead-code p --store');

  const again = await run(['analyze', folder, '--repo', 'p', '--store', store, '--json']);
  const { outcome, origin } = JSON.parse(again.stdout);
  expect({ outcome, analyzer: origin.analyzer }).toEqual({ outcome: 'stored', analyzer: 'typescript' });
  expect(again.stdout).not.toContain('imports');

  const callers = await run(['callers', 'p', 'run', '--store', store]);
  expect(callers.stdout).toContain('No callers found.');
  expect(callers.stderr).toContain('By typescript the target of 1 of 2 uses is not known');
  expect((await run(['stats', 'p', '--store', store])).stdout).toContain('analysed by typescript 4');
});

test('stats and doctor say whether the folder has moved on since, from anywhere inside it', async () => {
  const folder = await folderOf({ ...PROGRAM, 'sub/b.ts': 'export const b = 1;' });
  const store = ['--store', `sqlite:${join(folder, '.codeprism/graph.db')}`];
  const inside = { folder: join(folder, 'sub') };
  await run(['analyze', folder, '--repo', 'p', ...store]);
  expect((await run(['stats', 'p', ...store], inside)).stdout).toContain('The folder is as it was analysed.');
  expect((await run(['doctor', ...store], inside)).stdout).toMatch(/^This folder +ok /m);

  await writeFile(join(folder, 'a.ts'), 'export const changed = 1;');
  await writeFile(join(folder, 'c.ts'), 'export const added = 1;');
  await rm(join(folder, 'sub/b.ts'));
  const moved = (await run(['stats', 'p', ...store], inside)).stdout;
  expect(moved).toContain('has moved on since (files: 1 changed, 1 new, 1 gone)');
  expect(moved).toContain('npx codeprism-neo4j analyze ..');
  expect((await run(['doctor', ...store], inside)).stdout).toMatch(/^This folder +failed /m);
  expect(JSON.parse((await run(['stats', 'p', '--json', ...store], inside)).stdout).folder).toMatchObject({
    added: ['c.ts'],
    changed: ['a.ts'],
    removed: ['sub/b.ts'],
  });

  expect((await run(['stats', 'p', ...store], { folder: tmpdir() })).stdout).not.toContain('The folder');
});

test('agents are told which commit was analysed, and with a zero what was not seen', async () => {
  const folder = await folderOf(PROGRAM);
  const store = ['--store', `sqlite:${join(folder, '.codeprism/graph.db')}`];
  await run(['analyze', folder, '--repo', 'p', ...store]);
  const stored = await run(['ask', 'repositories', ...store]);
  expect(stored.stdout).toMatch(/^ {2}"analysed by typescript \d/m);
  const missed = 'note: By typescript the target of 1 of 2 uses is not known';
  const ask = (...args: readonly string[]): Promise<Run> => run(['ask', ...args, ...store]);
  expect((await ask('trace', 'repository=p', 'name=run')).stdout).toContain(missed);
  expect((await ask('trace', 'repository=p', 'name=used')).stdout).not.toContain(missed);
  expect((await ask('dead_code', 'repository=p')).stdout).toContain(missed);
  expect((await ask('impact', 'repository=p', 'name=run')).stdout).toContain(missed);
  expect((await ask('symbol', 'repository=p', 'name=run')).stdout).toContain(missed);
});

test('--changed refuses to make a first analysis, and so do folders without sources', async () => {
  const folder = await folderOf(PROGRAM);
  const store = `sqlite:${join(folder, 'graph.db')}`;
  const refused = await run(['analyze', folder, '--changed', '--store', store]);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('Make the first one: npx codeprism-neo4j analyze');
  await run(['analyze', folder, '--store', store]);
  expect((await run(['analyze', folder, '--changed', '--store', store])).code).toBe(0);
  const empty = await run(['analyze', await folderOf({ 'notes.txt': '' }), '--store', store]);
  expect(empty.stderr).toContain('holds no source code that can be analysed');
});

test('--watch tells a line a round until it is stopped', async () => {
  const folder = await folderOf(PROGRAM);
  const stopping = new AbortController();
  const { terminal, stdout } = terminalOf({ signal: stopping.signal });
  const ended = runCli(['analyze', folder, '--repo', 'p', '--store', 'memory:', '--watch'], terminal);
  await vi.waitUntil(() => stdout.text.includes('written'), { timeout: 50_000 });
  stopping.abort();
  expect(await ended).toBe(0);
  expect(stdout.text).toMatch(/^\d\d:\d\d:\d\d 2 files: \d+ rows written$/m);
});

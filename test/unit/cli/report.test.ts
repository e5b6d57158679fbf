import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { graphOf } from '../../../src/conformance/fixtures.ts';
import { graphToJson } from '../../../src/graph/index.ts';
import { type Run, run } from './run.ts';
import { sampleJson } from './sample.ts';

let folder = '';
let store = '';
let out = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-report-'));
  store = `file:${join(folder, 'store')}`;
  out = join(folder, 'report.html');
  const path = join(folder, 'one.json');
  await writeFile(path, sampleJson('one'));
  expect(await cli('import', path)).toMatchObject({ code: 0 });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const cli = (...args: readonly string[]): Promise<Run> => run([...args, '--store', store]);

test('writes a page, over an older one', async () => {
  await writeFile(out, 'older');
  const { code, stdout } = await cli('report', '--out', out);
  expect(code).toBe(0);
  expect(stdout).toContain('one, 5 nodes, 4 edges');
  expect(await readFile(out, 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
});

test('tells what it wrote in JSON', async () => {
  const { stdout } = await cli('report', 'one', '--out', out, '--json');
  const { bytes } = JSON.parse(stdout);
  expect(JSON.parse(stdout)).toEqual({ repoId: 'one', file: out, nodes: 5, edges: 4, bytes });
  expect(bytes).toBe((await readFile(out)).length);
});

test('says that a repository is empty', async () => {
  const path = join(folder, 'empty.json');
  await writeFile(path, JSON.stringify(graphToJson(graphOf('empty', []))));
  await cli('import', path);
  const { code, stderr } = await cli('report', 'empty', '--out', out);
  expect(code).toBe(0);
  expect(stderr).toBe('note: "empty" is empty: the page has nothing to show.\n');
});

test('judges by the entry points that are given', async () => {
  const page = async (...flags: readonly string[]): Promise<string> => {
    expect(await cli('report', '--out', out, ...flags)).toMatchObject({ code: 0 });
    return readFile(out, 'utf8');
  };
  expect(await page('--entry', 'application')).toContain('<dt>Dead</dt><dd>1</dd>');
  expect(await page('--entry-names', 'unused')).toContain('<dt>Dead</dt><dd>3</dd>');
});

test.each([
  ['a repository that is not stored', ['report', 'other'], 1, 'No repository "other"'],
  ['a template that could run something', ['report', '--link-template', 'javascript:{file}'], 2, 'https'],
  ['a commit that is not known', ['report', '--link-template', 'https://a.b/{commit}/{file}'], 2, '{commit}'],
])('%s leaves no file', async (_, args, code, told) => {
  const ended = await cli(...args, '--out', out);
  expect(ended.code).toBe(code);
  expect(ended.stderr).toContain(told);
  expect((await readdir(folder)).filter((name) => name.includes('report'))).toEqual([]);
});

test('a folder that is missing is named', async () => {
  const { code, stderr } = await cli('report', '--out', join(folder, 'missing', 'report.html'));
  expect(code).toBe(1);
  expect(stderr).toMatch(/The folder ".*missing" for "report.html" does not exist/);
});

test('an empty store says how to fill it', async () => {
  const { code, stderr } = await run(['report', '--out', out, '--store', 'memory:']);
  expect(code).toBe(1);
  expect(stderr).toContain('import FILE');
});

test('a stop leaves what was there', async () => {
  await writeFile(out, 'older');
  const { code } = await run(['report', '--out', out, '--store', store], { signal: AbortSignal.abort() });
  expect(code).toBe(130);
  expect(await readFile(out, 'utf8')).toBe('older');
  expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([]);
});

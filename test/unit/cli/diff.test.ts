import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { edge, graphOf, node } from '../../../src/conformance/fixtures.ts';
import type { SerializableGraph } from '../../../src/graph/index.ts';
import { openStore } from '../../../src/index.ts';
import { run } from './run.ts';

let folder = '';
const url = (name: string): string => `file:${join(folder, name)}`;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-diff-'));
  await using here = await openStore(url('here'));
  await here.graph.storeGraph(program('app', 'helper', 'unused'));
  await here.graph.storeGraph(program('app-2', 'unused', 'added'));
  await using there = await openStore(url('there'));
  await there.graph.storeGraph(program('app', 'helper', 'unused'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** main calls one function and not the others. */
function program(repoId: string, called: string, other: string): SerializableGraph {
  const functions = ['main', ...new Set([called, other, 'helper'])];
  return graphOf(
    repoId,
    functions.map((name) => node(name, { kind: 'Function', name, file: 'app.ts' })),
    [edge('main', 'CALLS', called)],
  );
}

test('diff shows rows that differ, what became dead and what came alive', async () => {
  const { code, stdout, stderr } = await run(['diff', 'app', 'app-2', '--store', url('here')]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
    ['CHANGE', 'KIND', 'WHAT', 'FILE:LINE'],
    ['added', 'Function', 'added', 'app.ts:0'],
    ['added', 'CALLS', 'main -> unused', 'app.ts:0'],
    ['removed', 'CALLS', 'main -> helper', 'app.ts:0'],
    ['became dead', 'Function', 'helper', 'app.ts:0'],
    ['came alive', 'Function', 'unused', 'app.ts:0'],
    [''],
  ]);
});

test('diff compares one repository in two stores', async () => {
  const equal = await run(['diff', 'app', '--with', url('there'), '--store', url('here')]);
  expect(equal).toEqual({ code: 0, stdout: 'No differences.\n', stderr: '' });
  const other = await run(['diff', 'app-2', 'app', '--with', url('there'), '--store', url('here'), '--json']);
  expect(JSON.parse(other.stdout)).toMatchObject({
    nodes: { added: 0, removed: 1, changed: 0 },
    edges: { added: 1, removed: 1, changed: 0 },
    total: 5,
  });
});

test('diff cuts at its limit and says so', async () => {
  const { stdout, stderr } = await run(['diff', 'app', 'app-2', '--limit', '2', '--store', url('here')]);
  expect(stdout.trim().split('\n')).toHaveLength(3);
  expect(stderr).toContain('2 of 5 shown');
});

test('diff says which repository is not there', async () => {
  const { code, stderr } = await run(['diff', 'app', 'ap', '--store', url('here')]);
  expect([code, stderr]).toEqual([1, expect.stringMatching(/NOT_FOUND.*"ap"/)]);
});

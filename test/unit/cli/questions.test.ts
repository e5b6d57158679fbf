import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/command-list.ts';
import { graphToJson, type SerializableEdge, type SerializableNode } from '../../../src/graph/index.ts';
import { type Run, run } from './run.ts';
import { sampleGraph } from './sample.ts';

let folder = '';
let store = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-'));
  store = `file:${join(folder, 'store')}`;
  const path = join(folder, 'one.json');
  await writeFile(path, JSON.stringify(graphToJson(widerGraph())));
  expect(await cli('import', path)).toMatchObject({ code: 0, stderr: '' });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The sample with a line on a call, a way back, and a class whose method overrides another's. */
function widerGraph() {
  const graph = sampleGraph('one');
  const [main, start, save, saveMethod] = graph.nodes.map(({ id }) => id) as [string, string, string, string];
  const called = (source: string, target: string, kind: string, line: string): SerializableEdge => ({
    source,
    target,
    kind,
    attributes: { line },
  });
  const base = graph.nodes[1] as SerializableNode;
  const add = (name: string, kind: string, parent?: string): SerializableNode => ({
    ...base,
    id: parent === undefined ? name : `${parent}.${name}`,
    name,
    kind,
    file: 'src/shapes.ts',
    attributes: parent === undefined ? {} : { parent },
  });
  return {
    ...graph,
    nodes: [
      ...graph.nodes,
      add('Shape', 'Class'),
      add('draw', 'Method', 'Shape'),
      add('Circle', 'Class'),
      add('draw', 'Method', 'Circle'),
    ],
    edges: [
      ...graph.edges,
      called(saveMethod, start, 'READS', '6'),
      called('Circle', 'Shape', 'EXTENDS', '3'),
      called(save, 'Shape.draw', 'CALLS', '4'),
      called(main, 'Circle', 'READS', '1'),
    ],
  };
}

const cli = (...args: readonly string[]): Promise<Run> => run([...args, '--store', store]);

async function answer(...args: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await cli(...args, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe('walks', () => {
  test('call-graph shows nodes by steps, and the edges among them', async () => {
    const { code, stdout, stderr } = await cli('call-graph', 'one', 'start', '--depth', '1');
    expect(code).toBe(0);
    expect(stdout).toContain(
      '    0  start    Function  src/main.ts:2\n    1  main.ts  Module    src/main.ts:0\n',
    );
    expect(stdout).toContain('2 edges among 3 nodes\n');
    expect(stdout).toMatch(/main\.ts +CALLS +start\n/);
    expect(stderr).toMatch(/not stored/);
    const both = await answer(
      'call-graph',
      'start',
      '--and',
      'unused',
      '--direction',
      'callers',
      '--depth',
      'all',
    );
    expect(both).toMatchObject({ nodes: { total: 3 }, edges: { total: 1 } });
  });

  test('path shows each step with its place and line', async () => {
    const { stdout } = await cli('path', 'main.ts', 'Shape.draw');
    expect(stdout).toBe(
      'BY               NAME     KIND      FILE:LINE\n' +
        '                 main.ts  Module    src/main.ts:0\n' +
        'CALLS            start    Function  src/main.ts:2\n' +
        'CALLS            save     Function  src/store.ts:3\n' +
        'CALLS in line 4  draw     Method    src/shapes.ts:2\n',
    );
    expect((await cli('path', 'one', 'unused', 'start')).stdout).toBe('No path found.\n');
    expect(await answer('path', 'unused', 'start')).toBeNull();
    expect(await answer('path', 'start', 'start', '--edge-kind', 'CALLS,READS')).toMatchObject({
      steps: [{}, {}, { edge: { kind: 'READS', attributes: { line: '6' } } }],
    });
  });

  test('callers go through overrides on request', async () => {
    expect(await answer('callers', 'Circle.draw')).toMatchObject({ total: 0 });
    expect(await answer('callers', 'Circle.draw', '--through-overrides')).toMatchObject({
      items: [{ name: 'save', kind: 'Function' }],
    });
  });

  test('impact of nodes and of files', async () => {
    const { stdout } = await cli('impact', 'Shape.draw');
    expect(stdout).toContain('    1  save     Function  src/store.ts:3\n');
    expect(stdout).toContain('Affected: 4 nodes, 3 files, 0 nodes in tests\n');
    expect(
      await answer('impact', 'one', '--changed', 'src/shapes.ts', '--tests', 'src/main.*'),
    ).toMatchObject({
      total: 4,
      tests: { total: 2 },
    });
    expect((await cli('impact', 'unused')).stdout).toBe('Nobody is affected.\n');
    expect((await cli('impact', '--depth', '2')).code).toBe(2);
  });

  test('at finds what stands at a line, the innermost first', async () => {
    expect((await cli('at', 'src/store.ts:3')).stdout).toMatch(/^NAME.*\nsave +Function +src\/store\.ts:3/);
    expect((await cli('at', 'one', 'src/store.ts:4711')).stdout).toBe('No node found.\n');
    expect((await cli('at', 'src/store.ts')).code).toBe(2);
  });
});

describe('life', () => {
  test('why-alive shows the way from an entry point', async () => {
    const { stdout } = await cli('why-alive', 'Circle.draw', '--entry', 'application');
    expect(stdout).toContain('draw is alive\n');
    expect(stdout).toMatch(/entry point +main\.ts/);
    expect(stdout).toMatch(/overrides, its class lives +draw +Method/);
  });

  test('why-alive says why not', async () => {
    const { stdout, stderr } = await cli('why-alive', 'one', 'unused');
    expect(stdout).toBe('unused is dead\nwhy: Nothing refers to it. (unreferenced)\n');
    expect(stderr).toMatch(/application preset.*--entry chooses/);
    expect(await answer('why-alive', 'save', '--node-kind', 'Function', '--entry-id', 'Shape')).toMatchObject(
      {
        verdict: 'dead',
      },
    );
  });

  test('if-deleted shows what would die and what would break', async () => {
    const { stdout } = await cli('if-deleted', 'start', '--entry', 'application');
    expect(stdout).toContain('Deleted: 1 node\n');
    expect(stdout).toMatch(/save +Function +src\/store\.ts:3 +alive +dead/);
    expect(stdout).toContain('Broken references: 2\n');
    expect(stdout).toMatch(/save +READS +src\/memory\.ts:6 +start\n/);
    expect(await answer('if-deleted', 'Circle', '--and', 'unused')).toMatchObject({ deleted: { total: 3 } });
  });

  test('a preset and rules exclude each other', async () => {
    const { code, stderr } = await cli('why-alive', 'start', '--entry', 'library', '--entry-names', 'start');
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--entry names a preset'),
    });
  });
});

describe('structure', () => {
  test('cycles by symbol and by file', async () => {
    expect((await cli('cycles')).stdout).toBe('No cycles found.\n');
    const { stdout } = await cli('cycles', 'one', '--by', 'file');
    expect(stdout).toBe('SIZE  CYCLE\n   3  src/main.ts -> src/store.ts -> src/memory.ts -> src/main.ts\n');
  });

  test('dependencies of files and folders', async () => {
    const { stdout } = await cli('dependencies', '--from', 'src/store.ts', '--edges');
    expect(stdout).toMatch(/ +1 +src\/store\.ts +src\/memory\.ts +CALLS 1\n/);
    expect(stdout).toMatch(/SOURCE +KIND +TARGET +LINE\n/);
    expect((await cli('dependencies', '--by', 'folder')).stdout).toBe('No dependencies found.\n');
    expect((await cli('dependencies', '--to', 'src/stor.ts')).stderr).toMatch(/NOT_FOUND.*src\/store\.ts/);
  });

  test('hotspots by side and kind', async () => {
    const { stdout } = await cli('hotspots', '--by', 'fan-out', '--limit', '1');
    expect(stdout).toMatch(
      /SCORE +IN +OUT +NAME +KIND +FILE:LINE\n +2 +1 +2 +start +Function +src\/main\.ts:2\n/,
    );
    expect(await answer('hotspots', 'one', '--node-kind', 'Class')).toMatchObject({ total: 0 });
  });
});

describe('--timeout', () => {
  const ASKED: Readonly<Record<string, readonly string[]>> = {
    stats: [],
    find: ['*a*'],
    at: ['src/shapes.ts:1'],
    callers: ['start'],
    callees: ['start'],
    'call-graph': ['start'],
    path: ['main', 'start'],
    impact: ['start'],
    'dead-code': [],
    'why-alive': ['start'],
    'if-deleted': ['start'],
    cycles: [],
    dependencies: [],
    hotspots: [],
    query: ['RETURN 1'],
    unmark: [],
  };
  const QUESTIONS = COMMANDS.filter(({ method }) => method?.startsWith('queries.')).map(({ name }) => name);

  test.each(QUESTIONS)('%s takes it, and answers the same where there is time', async (name) => {
    const asked = [name, ...(ASKED[name] ?? ['?']), '--json'];
    const answer = await cli(...asked);
    expect(await cli(...asked, '--timeout', '600')).toEqual(answer);
    for (const wrong of ['0', '-1', '1e3', 'soon', '3000000']) {
      const refused = await cli(...asked, '--timeout', wrong);
      expect(refused.code).toBe(2);
      expect(refused.stderr).toContain('seconds');
    }
  });

  test('ends a question that takes longer', async () => {
    const graph = join(import.meta.dirname, '../../../examples/graphs/ajv-8.20.0.json.gz');
    const large = `file:${join(folder, 'large')}`;
    await run(['import', graph, '--store', large]);
    const { code, stderr } = await run(['dead-code', '--store', large, '--timeout', '0.001']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/TIMEOUT: .* 1 ms .* Give more time with --timeout, or ask for less\./);
    const json = await run(['dead-code', '--store', large, '--timeout', '0.001', '--json']);
    expect(JSON.parse(json.stderr).error.message).toContain('Give more time with --timeout');
  });
});

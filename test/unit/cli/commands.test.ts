import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { analysisOf } from '../../../src/conformance/fixtures.ts';
import { canonicalGraph, graphFromJson } from '../../../src/graph/index.ts';
import { openStore } from '../../../src/index.ts';
import { type Run, type RunOptions, run } from './run.ts';
import { sampleGraph, sampleJson } from './sample.ts';

let folder = '';
let store = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-'));
  store = `file:${join(folder, 'store')}`;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const cli = (args: readonly string[], options?: RunOptions): Promise<Run> =>
  run([...args, '--store', store], options);

async function answer(args: readonly string[], options?: RunOptions): Promise<unknown> {
  const { code, stdout, stderr } = await cli([...args, '--json'], options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

async function importSample(repoId: string): Promise<string> {
  const path = join(folder, `${repoId}.json`);
  await writeFile(path, sampleJson(repoId));
  expect(await cli(['import', path])).toMatchObject({ code: 0, stderr: '' });
  return path;
}

describe('import and export', () => {
  test('what was imported is exported again', async () => {
    await importSample('one');
    const { code, stdout } = await cli(['export', 'one']);
    expect(code).toBe(0);
    expect(canonicalGraph(graphFromJson(JSON.parse(stdout)))).toEqual(canonicalGraph(sampleGraph('one')));
  });

  test.each(['out.json', 'out.json.gz', 'out.ndjson', 'out.ndjson.gz'])('by way of %s', async (name) => {
    await importSample('one');
    const path = join(folder, name);
    expect(await cli(['export', '--out', path])).toMatchObject({ code: 0, stdout: '' });
    const bytes = await readFile(path);
    expect(bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))).toBe(name.endsWith('.gz'));
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
    expect(text.startsWith('{"codeprism"')).toBe(name.includes('ndjson'));
    const [report] = (await answer(['import', path, '--repo', 'two'])) as object[];
    expect(report).toMatchObject({ file: path, repoId: 'two', nodes: { created: 5 }, dangling: 1 });
    expect((await readdir(folder)).some((entry) => entry.includes('partial'))).toBe(false);
  });

  test('--format decides where the name says nothing', async () => {
    await importSample('one');
    expect((await cli(['export', '--format', 'ndjson'])).stdout).toMatch(/^\{"codeprism":"graph"/);
  });

  test('from standard input, gzipped or not, several files', async () => {
    const path = await importSample('one');
    const stdin = gzipSync(sampleJson('piped'));
    const reports = (await answer(['import', '-', path], { stdin })) as { repoId: string; nodes: object }[];
    expect(reports.map(({ repoId }) => repoId)).toEqual(['piped', 'one']);
    expect(reports[1]?.nodes).toEqual({ created: 0, updated: 0, unchanged: 5, deleted: 0 });
  });

  test('a file that fails leaves what was stored, and the files before it', async () => {
    const path = await importSample('one');
    const broken = join(folder, 'broken.json.gz');
    await writeFile(broken, gzipSync(sampleJson('one')).subarray(0, 100));
    const failed = await cli(['import', path, broken, '--json']);
    expect(failed.code).toBe(1);
    expect(JSON.parse(failed.stdout)).toHaveLength(1);
    expect(JSON.parse(failed.stderr)).toMatchObject({ error: { code: 'CORRUPT' } });
    expect(await answer(['stats'])).toMatchObject({ totalNodes: 5, totalEdges: 4 });
  });

  test('a failed export leaves the file that was there', async () => {
    await importSample('one');
    const path = join(folder, 'kept.json');
    await writeFile(path, 'kept');
    expect((await cli(['export', 'two', '--out', path])).code).toBe(1);
    expect((await cli(['export', 'one', '--out', join(folder, 'none', 'x.json')])).code).toBe(1);
    expect(await readFile(path, 'utf8')).toBe('kept');
  });

  test.each([
    ['--repo', 'x', 'a', 'b'],
    ['-', '-'],
  ])('refuses import %s %s', async (...args) => {
    expect(await cli(['import', ...args])).toMatchObject({ code: 2, stdout: '' });
  });

  test('a device is written to, not replaced', async () => {
    await importSample('one');
    expect(await cli(['export', '--out', '/dev/null'])).toMatchObject({ code: 0 });
    expect((await stat('/dev/null')).isFile()).toBe(false);
  });

  test('a file that cannot be written is named', async () => {
    await importSample('one');
    const path = join(folder, 'none', 'x.json.gz');
    expect((await cli(['export', '--out', path])).stderr).toMatch(/UNAVAILABLE.*x\.json\.gz/);
  });
});

describe('questions', () => {
  beforeEach(() => importSample('one'));

  test('repos', async () => {
    expect((await cli(['repos'])).stdout).toBe(
      'REPOSITORY  NODES  EDGES  LAST UPDATED\none             5      4  2026-11-22 00:00:00Z\n',
    );
    expect(await answer(['repos'])).toMatchObject([{ repoId: 'one', totalNodes: 5, version: 1 }]);
  });

  test.each(['stats', 'summary'])('%s', async (command) => {
    const { stdout } = await cli([command]);
    expect(stdout).toContain('one: 5 nodes, 4 edges, 1 edge dangling, 3 files\n');
    expect(stdout).toContain('Function      3\n');
  });

  test('find by name, glob, kind, file and id', async () => {
    const found = async (...args: string[]): Promise<string[]> => {
      const { items } = (await answer(['find', ...args])) as { items: { id: string }[] };
      return items.map(({ id }) => id);
    };
    expect(await found('one', 'save')).toEqual(['src/memory.ts#Method:save', 'src/store.ts#Function:save']);
    expect(await found('s*')).toHaveLength(3);
    expect(await found('s*', '--kind', 'Method')).toEqual(['src/memory.ts#Method:save']);
    expect(await found('--file', 'src/store.ts')).toHaveLength(2);
    expect(await found('--id', 'src/store.ts#Function:save')).toHaveLength(1);
    expect(await found('one')).toHaveLength(5);
    expect((await cli(['find', 'nothing'])).stdout).toBe('No node found.\n');
  });

  test('a cut list says so and can be gone on with', async () => {
    const first = await cli(['find', '--limit', '2']);
    expect(first.stderr).toContain('2 of 5 shown; --limit 5 shows all\n');
    const [, cursor] = /next page: --cursor (\S+)/.exec(first.stderr) ?? [];
    expect(await answer(['find', '--cursor', String(cursor)])).toMatchObject({ truncated: false });
    expect((await cli(['find', '--limit', '2', '--quiet'])).stderr).toBe('');
  });

  test('callers and callees', async () => {
    const { stdout } = await cli(['callers', 'one', 'save', '--node-kind', 'Function', '--depth', 'all']);
    expect(stdout).toBe(
      'STEPS  NAME     KIND      FILE:LINE\n' +
        '    1  start    Function  src/main.ts:2\n' +
        '    2  main.ts  Module    src/main.ts:0\n',
    );
    const callees = await cli(['callees', 'start']);
    expect(callees.stdout).toContain('src/store.ts:3');
    expect(callees.stderr).toMatch(/^note: .*not stored/);
    expect((await cli(['callers', 'main.ts'])).stdout).toBe('No callers found.\n');
  });

  test('dead code', async () => {
    const { stdout } = await cli(['dead-code', '--entry', 'application']);
    expect(stdout).toMatch(/1\.00 +unused +Function +src\/store\.ts:9 +1 +unreferenced\n/);
    expect(stdout).toContain('1 dead, 0 test-only, 0 unknown');
    expect(
      await answer(['dead-code', '--include', 'test-only,unknown', '--node-kind', 'Function']),
    ).toMatchObject({
      total: 1,
    });
    expect((await cli(['dead-code', '--include', 'deed'])).code).toBe(2);
  });
});

describe('--dry-run', () => {
  test('import says what it would create, and makes no store', async () => {
    const path = join(folder, 'one.json');
    await writeFile(path, sampleJson('one'));
    const { code, stdout } = await cli(['import', path, '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Would import one from .*one\.json into file:.*; nothing was changed\n/);
    expect(stdout).toMatch(/nodes +5 +0 +0 +0\n/);
    expect(stdout).toContain('1 edge dangling');
    expect(await readdir(folder)).toEqual(['one.json']);
  });

  test('import reports what it then does, in JSON too', async () => {
    const path = await importSample('one');
    await writeFile(path, sampleJson('one').replace(/"kind":\s*"Function"/, '"kind":"Class"'));
    const dry = (await answer(['import', path, '--dry-run'])) as { seconds: number }[];
    const done = (await answer(['import', path])) as { seconds: number }[];
    expect(done).toMatchObject([{ nodes: { updated: 1, unchanged: 4 } }]);
    expect(dry.map((report) => ({ ...report, seconds: 0 }))).toEqual(
      done.map((report) => ({ ...report, seconds: 0 })),
    );
  });

  test('delete says what would go, and asks nobody', async () => {
    await importSample('one');
    expect(await cli(['delete', 'one', '--dry-run'])).toMatchObject({
      code: 0,
      stdout: 'Would delete "one": 5 nodes, 4 edges.\n',
    });
    expect((await cli(['delete', 'two', '--dry-run'])).stdout).toMatch(/nothing to delete/);
    expect(await answer(['repos'])).toHaveLength(1);
  });

  test('copy says what would be copied, and makes no store', async () => {
    await importSample('one');
    const { code, stdout } = await run(['copy', store, `sqlite:${join(folder, 'new.db')}`, '--dry-run']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^Would copy one \(5 nodes, 4 edges/)]);
    expect(await readdir(folder)).not.toContain('new.db');
  });
});

describe('delete', () => {
  test('wants --yes where nobody can be asked', async () => {
    await importSample('one');
    const refused = await cli(['delete', 'one']);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('--yes');
    expect((await cli(['delete', 'one', '--yes'])).stdout).toBe('Deleted "one": 5 nodes, 4 edges.\n');
    expect((await cli(['delete', 'one', '--yes'])).stdout).toMatch(/nothing to delete/);
    expect(await answer(['repos'])).toEqual([]);
  });

  test('takes the results of analyses with it, also those without a graph', async () => {
    await importSample('one');
    await using opened = await openStore(store);
    await opened.analysis.storeAnalysis(analysisOf('one', 'a'));
    await opened.analysis.storeAnalysis(analysisOf('two', 'a'));
    expect((await cli(['delete', 'one', '--dry-run'])).stdout).toMatch(/, 1 result of an analysis\.$/m);
    expect((await cli(['delete', 'one', '--yes'])).stdout).toMatch(/, 1 result of an analysis\.$/m);
    expect((await cli(['delete', 'two', '--yes'])).stdout).toMatch(/0 nodes, 0 edges, 1 result/);
    expect(await opened.analysis.findAnalysis('one')).toEqual([]);
  });
});

describe('demo', () => {
  test('runs twice, the second time with nothing to change', async () => {
    const first = await cli(['demo']);
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toMatch(/nodes +4,422 +0 +0 +0\n/);
    expect(first.stdout).toContain('Callers of checkStrictMode: 13');
    expect(first.stdout).toMatch(
      /^The sources in examples\/: \d+ files, \d+ new nodes\nA change of KeyValueStore may affect/m,
    );
    expect(first.stdout).toContain(
      `npx codeprism-neo4j find ajv '*Schema*' --node-kind Function --store ${store}`,
    );
    const second = await cli(['demo']);
    expect(second.stdout).toMatch(/nodes +0 +0 +4,422 +0\n/);
    expect(second.stdout).toContain('nothing was changed');
    expect(second.stdout).toContain(' files, analysed before');
  });
});

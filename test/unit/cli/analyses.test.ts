import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { analysisOf } from '../../../src/conformance/fixtures.ts';
import { openStore } from '../../../src/index.ts';
import { type Run, run } from './run.ts';

let folder = '';
const cli = (...args: readonly string[]): Promise<Run> => run([...args, '--store', `file:${folder}`]);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-analyses-'));
  const timestamp = { seconds: Math.floor(Date.now() / 1_000), nanoseconds: 0 };
  await using store = await openStore(`file:${folder}`);
  await store.analysis.storeAnalysis(analysisOf('r', 'old one'));
  await store.analysis.storeAnalysis(analysisOf('r', 'new', { timestamp, analysisType: 'lines', data: 'é' }));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('analyses are listed, the newest first, with type, time and size', async () => {
  const { code, stdout } = await cli('analyses', 'r');
  expect(code).toBe(0);
  const [head, first, second] = stdout.split('\n');
  expect(head).toMatch(/^ID +TYPE +TIME +BYTES$/);
  expect(first).toMatch(/^new +lines +20.*Z +4$/);
  expect(second).toMatch(/^old one +complexity +2023-11-14 22:13:20Z +44$/);
  const { stdout: json } = await cli('analyses', 'r', '--type', 'lines', '--json');
  expect(JSON.parse(json)).toMatchObject([{ id: 'new', analysisType: 'lines', bytes: 4 }]);
  expect((await cli('analyses', 'r', '--limit', '1')).stdout).not.toContain('old one');
  expect(await cli('analyses', 'unknown')).toMatchObject({ code: 0, stdout: '' });
});

test("one is given in CodePrism's form, and one that is not there with near names", async () => {
  expect(JSON.parse((await cli('analysis', 'r', 'new')).stdout)).toMatchObject({
    id: 'new',
    repo_id: 'r',
    analysis_type: 'lines',
    data: 'é',
  });
  const { code, stderr } = await cli('analysis', 'r', 'old on');
  expect(code).toBe(1);
  expect(stderr).toContain('"old one"');
});

test('old ones are cleaned up, and no age is taken for another', async () => {
  expect((await cli('cleanup', '--older-than', '7d', '--repo', 'other')).stdout).toBe('0 results deleted\n');
  expect((await cli('cleanup', '--older-than', '7d')).stdout).toBe('1 result deleted\n');
  expect((await cli('analyses', 'r')).stdout).not.toContain('old one');
  for (const age of ['7', 'd', '-1d', '1.5d', '7 d', '7y', '99999999999999999d'])
    expect(await cli('cleanup', '--older-than', age)).toMatchObject({ code: 2 });
  expect(await cli('cleanup')).toMatchObject({ code: 2 });
});

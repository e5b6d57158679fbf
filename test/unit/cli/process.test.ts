import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleJson } from './sample.ts';

const MAIN = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));
const AJV = fileURLToPath(new URL('../../../examples/graphs/ajv-8.20.0.json.gz', import.meta.url));

/** Fails the process as soon as it loads the driver. */
const NO_DRIVER = `data:text/javascript,${encodeURIComponent(`
  import { register } from 'node:module';
  register('data:text/javascript,' + encodeURIComponent(
    "export async function resolve(name, context, next) {" +
    " if (/neo4j-driver/.test(name)) throw new Error('the driver was loaded');" +
    " return next(name, context); }"));
`)}`;

let folder = '';
let store = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-process-'));
  store = `file:${join(folder, 'store')}`;
  await writeFile(join(folder, 'one.json'), sampleJson('one'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(args: readonly string[], imports: readonly string[] = []): ChildProcess {
  const loaders = ['tsx', ...imports].flatMap((name) => ['--import', name]);
  return spawn(process.execPath, [...loaders, MAIN, ...args, '--store', store], { stdio: 'pipe' });
}

async function end(child: ChildProcess): Promise<{ code: number | null; stdout: string; stderr: string }> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}

test('a file store works without loading the Neo4j driver', async () => {
  const done = await end(start(['import', join(folder, 'one.json')], [NO_DRIVER]));
  expect(done).toMatchObject({ code: 0, stderr: '' });
  const repos = await end(start(['repos', '--json'], [NO_DRIVER]));
  expect(JSON.parse(repos.stdout)).toMatchObject([{ repoId: 'one' }]);
});

test('Ctrl-C while it waits for input ends it with 130, and nothing was stored', async () => {
  const child = start(['import', '-', '--repo', 'stopped']);
  const ended = end(child);
  // More than pipes hold: once it is written, the command is there and reads.
  await new Promise((resolve) => child.stdin?.write(' '.repeat(8 * 1024 * 1024), resolve));
  child.kill('SIGINT');
  const { code, stderr } = await ended;
  expect({ code, stderr }).toMatchObject({ code: 130, stderr: expect.stringContaining('ABORTED') });
  const stored = await readdir(join(folder, 'store')).catch(() => []);
  expect(stored.some((name) => name.includes('stopped'))).toBe(false);
});

test('a reader that leaves early is no failure', async () => {
  await end(start(['import', AJV, '--repo', 'large']));
  const child = start(['export', 'large']);
  child.stdout?.once('data', () => child.stdout?.destroy());
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

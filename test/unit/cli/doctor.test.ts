import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Run, run } from './run.ts';

/** As `doctor --json` tells it. */
interface Told {
  readonly name: string;
  readonly state: string;
  readonly isNeeded: boolean;
  readonly found: string;
  readonly hint?: string;
}

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doctor-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** With the test's folder as the only one on the PATH. */
const doctor = (...args: readonly string[]): Promise<Run> =>
  run(['doctor', ...args], { env: { PATH: folder } });

async function told(...args: readonly string[]): Promise<Record<string, Told>> {
  const checks = JSON.parse((await doctor(...args, '--json')).stdout) as Told[];
  return Object.fromEntries(checks.map((check) => [check.name, check]));
}

/** Puts a program on the PATH. */
async function program(name: string, script: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, name), 0o755);
}

test('what the chosen store does not need may be missing', async () => {
  const { code, stdout } = await doctor('--store', 'memory:');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Store +ok +yes +memory:, 0 repositories$/m);
  expect(stdout).toMatch(/^Maven +missing +no +no mvn on the PATH$/m);
  expect(stdout).toContain('Graphviz: Only to draw');
});

test('a server that does not answer is a failure with a way out, and no password is shown', async () => {
  const { code, stdout, stderr } = await doctor('--store', 'bolt://ann:hunter2@127.0.0.1:1');
  expect(code).toBe(1);
  expect(stdout).toMatch(/^Store +failed +yes +bolt:\/\/127\.0\.0\.1:1 as ann$/m);
  expect(stdout).toContain('Store: No Neo4j server answers at bolt://127.0.0.1:1.');
  expect(stdout + stderr).not.toContain('hunter2');
});

test('a store that is named wrongly is a failure too, and the rest is told', async () => {
  const { code, stdout } = await doctor('--store', 'nonsense:');
  expect(code).toBe(1);
  expect(stdout).toContain('Store: The store URL has the unknown scheme "nonsense".');
  expect(stdout).toMatch(/^Node\.js +ok/m);
});

test('a file that is no store is told, and one that is not there is not made', async () => {
  const file = join(folder, 'graph.db');
  const absent = await told('--store', `sqlite:${file}`);
  expect(absent.Store).toMatchObject({ state: 'ok', found: `sqlite:${file}, which the first import makes` });
  expect(absent.SQLite).toMatchObject({
    state: 'ok',
    isNeeded: true,
    found: expect.stringMatching(/^by (node:sqlite|libsql)$/),
  });
  expect(await readdir(folder)).toEqual([]);
  await writeFile(
    file,
    'no database at all, but a text that is long enough to be looked at as one'.repeat(20),
  );
  expect((await told('--store', `sqlite:${file}`)).Store).toMatchObject({ state: 'failed' });
});

test('it tells which Neo4j the Java that is there can run', async () => {
  await program('java', `echo 'openjdk version "21.0.4" 2024-07-16' >&2`);
  expect((await told('--store', 'memory:')).Java).toMatchObject({
    state: 'ok',
    found: '21.0.4, for Neo4j 5.26 and 2026',
  });
  await program('java', `echo 'java version "1.8.0_402"' >&2`);
  expect((await told('--store', 'memory:')).Java).toMatchObject({
    state: 'failed',
    found: '1.8.0_402, for no Neo4j',
  });
});

test('an engine that does not answer is told apart from none, and one elsewhere is not asked', async () => {
  const engine = async (): Promise<Told | undefined> =>
    (await told('--store', 'memory:'))['Container engine'];
  expect(await engine()).toMatchObject({ state: 'missing' });
  await program('docker', 'exit 1');
  expect(await engine()).toMatchObject({ state: 'failed', found: 'docker gave an error' });
  await program('podman', 'echo 5.2.1');
  expect(await engine()).toMatchObject({ state: 'ok', found: 'Podman 5.2.1' });
  const env = { PATH: folder, DOCKER_HOST: 'tcp://build.example:2375' };
  const { stdout } = await run(['doctor', '--store', 'memory:'], { env });
  expect(stdout).toContain('DOCKER_HOST names one elsewhere: not asked');
});

import { chmod, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { detectLanguages } from '../../../src/analyzers/detect.ts';
import { INDEXERS } from '../../../src/analyzers/scip/indexers/indexers.ts';
import { type Run, run } from '../cli/run.ts';
import { type Fixture, fixtureFolder } from './fixtures.ts';

let folder: string;
let scratch: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'indexers-'));
  scratch = join(folder, 'tmp');
  await mkdir(join(folder, 'bin'));
  await mkdir(scratch);
  vi.stubEnv('PATH', `${join(folder, 'bin')}${delimiter}/usr/bin${delimiter}/bin`);
  vi.stubEnv('TMPDIR', scratch);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** A project to analyse: a fixture's sources without its index. */
async function projectOf(name: Fixture): Promise<string> {
  const project = join(folder, name);
  await cp(fixtureFolder(name), project, { recursive: true });
  await rm(join(project, 'index.scip'));
  return project;
}

/** Puts a program on the PATH that gives the index which the real indexer of this name made. */
async function install(program: string, fixture: Fixture): Promise<void> {
  const index = join(fixtureFolder(fixture), 'index.scip');
  await script(program, `for last; do :; done\ncp '${index}' "$last"`);
}

async function script(program: string, lines: string): Promise<void> {
  const file = join(folder, 'bin', program);
  await writeFile(file, `#!/bin/sh\n${lines}\n`);
  await chmod(file, 0o755);
}

const analyze = (...args: readonly string[]): Promise<Run> =>
  run(['--store', `file:${folder}/store`, 'analyze', ...args]);

describe('analyze by an indexer', () => {
  test.each([
    ['python', 'scip-python', 'trace', 'Circle'],
    ['go', 'scip-go', 'Total', 'main'],
  ] as const)(
    '%s: the project is read, and again nothing is done',
    async (fixture, program, name, caller) => {
      await install(program, fixture);
      const project = await projectOf(fixture);
      const first = await analyze(project, '--repo', 'p');
      expect(first).toMatchObject({ code: 0, stderr: '' });
      expect(first.stdout).toContain('Analysed p into');
      expect((await analyze(project, '--repo', 'p')).stdout).toContain('is up to date');
      const { stdout } = await run(['--store', `file:${folder}/store`, 'callers', 'p', name, '--json']);
      expect(JSON.parse(stdout).items.map((item: { name: string }) => item.name)).toContain(caller);
      expect(await readdir(scratch)).toEqual([]);
    },
  );

  test('one that is not installed is named, with the line that installs it', async () => {
    const { code, stderr } = await analyze(await projectOf('python'));
    expect(code).toBe(1);
    expect(stderr).toContain('scip-python, which is not installed. Install it: npm install -g');
  });

  test('one that runs a build asks first, and refuses where nobody can be asked', async () => {
    await install('rust-analyzer', 'rust');
    const project = await projectOf('rust');
    const refused = await analyze(project, '--repo', 'p');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain("runs the project's build scripts");
    expect(await analyze(project, '--repo', 'p', '--yes')).toMatchObject({ code: 0 });
  });

  test('one that fails says why, and leaves the store as it was', async () => {
    const project = await projectOf('go');
    await install('scip-go', 'go');
    await analyze(project, '--repo', 'p');
    await script('scip-go', 'echo "no module found" >&2; exit 3');
    await writeFile(join(project, 'go.mod'), 'module other\n');
    const { code, stderr } = await analyze(project, '--repo', 'p');
    expect(code).toBe(1);
    expect(stderr).toContain('scip-go ended with 3. It said: "no module found"');
    const stats = await run(['--store', `file:${folder}/store`, 'stats', 'p']);
    expect(stats.code).toBe(0);
    expect(await readdir(scratch)).toEqual([]);
  });

  test('one that leaves no index, or an empty one, is refused', async () => {
    const project = await projectOf('go');
    await script('scip-go', 'exit 0');
    expect((await analyze(project)).stderr).toContain('scip-go left no index');
    await script('scip-go', 'for last; do :; done\n: > "$last"');
    expect((await analyze(project)).stderr).toContain('holds no document');
  });

  test('a repository of two languages becomes one graph', async () => {
    await install('scip-go', 'go');
    const project = await projectOf('go');
    await writeFile(join(project, 'package.json'), '{"name": "web"}');
    await writeFile(join(project, 'web.ts'), 'export function web() {}\n');
    expect(await analyze(project, '--repo', 'p')).toMatchObject({ code: 0 });
    const { stdout } = await run([
      '--store',
      `file:${folder}/store`,
      'find',
      'p',
      '*',
      '--kind',
      'Module',
      '--json',
    ]);
    const files = JSON.parse(stdout).items.map(({ file }: { file: string }) => file);
    expect(files).toEqual(expect.arrayContaining(['web.ts', 'shape/shape.go']));
  });

  test('of two languages the one that cannot be read is noted, and the other is read', async () => {
    const project = await projectOf('python');
    await writeFile(join(project, 'package.json'), '{"name": "web"}');
    await writeFile(join(project, 'web.ts'), 'export function web() {}\n');
    const { code, stderr } = await analyze(project);
    expect(code).toBe(0);
    expect(stderr).toContain('scip-python, which is not installed');
  });

  test('a program in the project is not taken for an indexer', async () => {
    vi.stubEnv('PATH', `${delimiter}/usr/bin${delimiter}/bin`);
    const project = await projectOf('go');
    await writeFile(join(project, 'scip-go'), '#!/bin/sh\n');
    await chmod(join(project, 'scip-go'), 0o755);
    const [found] = await detectLanguages(project);
    expect(found?.missing?.code).toBe('UNSUPPORTED');
  });
});

test('every indexer says how to get it', () => {
  for (const { program, install } of INDEXERS) expect(install, program).not.toBe('');
});

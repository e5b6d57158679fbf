import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../../src/backends/sqlite/index.ts';
import { analysisOf } from '../../../src/conformance/fixtures.ts';
import {
  consoleExamples,
  helpExamples,
  shellExamples,
  wantsNeo4j,
} from '../../support/documented-commands.ts';

const ROOT = join(import.meta.dirname, '../../..');
const EXAMPLE = 'examples/graphs/ajv-8.20.0.json.gz';
const LIMIT_MS = 120_000;

const examples = (await helpExamples()).filter((example) => !wantsNeo4j(example));
const pages = ['README.md', ...(await readdir(join(ROOT, 'docs'))).map((name) => `docs/${name}`)];
const texts = await Promise.all(
  pages
    .filter((page) => page.endsWith('.md'))
    .map(async (page) => ({ page, text: await readFile(join(ROOT, page), 'utf8') })),
);
const typed = texts
  .flatMap(({ page, text }) => shellExamples(page, text))
  .filter((example) => !wantsNeo4j(example));
const shown = consoleExamples(
  'docs/commands.md',
  await readFile(join(ROOT, 'docs/commands.md'), 'utf8'),
).filter((example) => !wantsNeo4j(example));

let folder = '';
let copies = 0;

/**
 * What the examples take for granted: the program on the PATH, sources, a graph file,
 * a store that holds it and a result, and older ones.
 */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documented-'));
  await mkdir(join(folder, 'bin'));
  await program('codeprism-neo4j', '--import', import.meta.resolve('tsx'), join(ROOT, 'src/cli/main.ts'));
  // Graphviz from the lock file: the examples draw on any machine.
  await program('dot', join(ROOT, 'test/support/dot.mjs'));
  await mkdir(join(folder, 'start'));
  await cp(join(ROOT, EXAMPLE), join(folder, 'start', 'graph.json.gz'));
  await cp(join(ROOT, 'test/fixtures/scip/go/index.scip'), join(folder, 'start', 'index.scip'));
  const prepared = [
    'codeprism-neo4j import graph.json.gz --store file:.codeprism/graphs',
    'codeprism-neo4j copy file:.codeprism/graphs sqlite:.codeprism/graph.db',
    'codeprism-neo4j copy file:.codeprism/graphs sqlite:yesterday.db',
    'codeprism-neo4j backup all.backup.gz',
  ];
  expect(await shell(prepared.join(' && '), join(folder, 'start'))).toMatchObject({ code: 0 });
  for (const home of ['src', 'project']) {
    await mkdir(join(folder, 'start', home));
    await writeFile(join(folder, 'start', home, 'main.ts'), 'export const main = () => 1;\n');
  }
  await writeFile(join(folder, 'start', '.dead-code-ignore'), 'lib/core.ts # an example\n');
  const file = '.codeprism/graph.db';
  await writeFile(
    join(folder, 'start', 'storage.json'),
    JSON.stringify({ backend: 'sqlite', dataPath: file }),
  );
  await using store = await openSqliteStore({ file: join(folder, 'start', file) });
  await store.analysis.storeAnalysis({ ...analysisOf('ajv', 'complexity'), analysisType: 'complexity' });
}, LIMIT_MS);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Puts a program of Node.js on the examples' PATH. */
async function program(name: string, ...args: readonly string[]): Promise<void> {
  const words = [process.execPath, ...args].map((word) => `'${word}'`);
  const path = join(folder, 'bin', name);
  await writeFile(path, `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`);
  await chmod(path, 0o755);
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function shell(line: string, cwd: string): Promise<Ended> {
  const env = { PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}`, HOME: folder };
  return new Promise((resolve) => {
    execFile(
      'bash',
      ['-o', 'pipefail', '-c', line],
      { cwd, env, timeout: LIMIT_MS },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
    );
  });
}

/** Runs a line in a folder of its own, where everything is as it was prepared. */
async function runAlone(line: string): Promise<Ended> {
  const cwd = join(folder, `copy-${copies++}`);
  await cp(join(folder, 'start'), cwd, { recursive: true });
  try {
    return await shell(line, cwd);
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

test.each(examples)('the example of $place works: $line', { timeout: LIMIT_MS }, async ({ line }) => {
  const { code, stderr } = await runAlone(line);
  expect(code, stderr).toBe(0);
});

test.each(typed)('what $place says to type works: $line', { timeout: LIMIT_MS }, async ({ line }) => {
  const { code, stderr } = await runAlone(line);
  expect(code, stderr).toBe(0);
});

test.each(shown)('$place shows what it prints: $line', { timeout: LIMIT_MS }, async ({ line, printed }) => {
  const { stdout, stderr } = await runAlone(line);
  const notes = stderr.split('\n').filter((each) => !each.startsWith('note: file:'));
  expect(`${stdout}\n${notes.join('\n')}`.replace(/\n{2,}/g, '\n').trim()).toBe(
    printed?.replace(/\n{2,}/g, '\n'),
  );
});

import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { folderOf } from '../../support/analyzed-program.ts';
import { type Run, run } from './run.ts';

let source = '';
let store = '';

/** Dead are `idle` and what it calls. */
const FILES = {
  'tsconfig.json': '{"compilerOptions":{"lib":["es2015"],"types":[]}}',
  'package.json': '{"name":"sample","main":"main.ts"}',
  'main.ts': "import { table } from './lib';\nexport const answer = table;\n",
  'lib.ts': `function make() {
  return 1;
}
export const table = make();
function idle() { helper(); }
function helper() {}
`,
};

beforeEach(async () => {
  source = await folderOf(FILES);
  store = `file:${join(await folderOf({}), 'store')}`;
  expect(await run(['analyze', source, '--repo', 'one', '--store', store])).toMatchObject({ code: 0 });
}, 60_000);

const deadCode = (...args: readonly string[]): Promise<Run> =>
  run(['dead-code', 'one', ...args, '--store', store], { columns: 80, env: { NO_COLOR: '1' } });

describe('dead-code --verify', () => {
  test('marks what the program compiles without', async () => {
    const { stdout, code } = await deadCode('--verify', '--source', source);
    expect(code).toBe(0);
    expect(stdout).toContain('VERIFIED');
    expect(stdout).toMatch(/idle \+1 .* yes /);
    expect(stdout).toContain('Verified: without 2 of 2 dead nodes the program compiles as before\n');
  });

  test('has a field in JSON and in SARIF', async () => {
    const flags = ['--verify', '--source', source, '--min-confidence', '0'];
    const { items } = JSON.parse((await deadCode(...flags, '--json')).stdout) as { items: object[] };
    expect(items).toContainEqual(
      expect.objectContaining({ id: 'lib.ts#idle', verification: { state: 'verified' } }),
    );
    const log = JSON.parse((await deadCode(...flags, '--sarif')).stdout) as {
      runs: [{ results: { properties: object }[] }];
    };
    expect(log.runs[0].results).toContainEqual(
      expect.objectContaining({
        properties: expect.objectContaining({ verification: { state: 'verified' } }),
      }),
    );
  });

  test('says what has changed since the analysis, and leaves the source as it is', async () => {
    await writeFile(join(source, 'lib.ts'), `${FILES['lib.ts']}idle();\n`);
    const { stdout } = await deadCode('--verify', '--source', source, '--min-confidence', '0');
    expect(stdout).toContain('not checked: helper and 1 other: its file has changed since the analysis\n');
  });

  test('needs the folder that was analysed', async () => {
    expect(await deadCode('--verify')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--source DIR'),
    });
    expect((await deadCode('--verify', '--source', join(source, 'no'))).code).toBe(1);
    expect((await deadCode('--source', source)).code).toBe(2);
    expect((await deadCode('--group', '--verify')).code).toBe(2);
  });

  test('finds the folder one is in by its files', async () => {
    const before = process.cwd();
    const moved = join(await folderOf({}), 'moved');
    await rename(source, moved);
    process.chdir(moved);
    try {
      expect((await deadCode('--verify')).stdout).toContain('Verified: without 2 of 2 dead nodes');
    } finally {
      process.chdir(before);
    }
  });
});

describe('dead-code --explain', () => {
  test('shows who refers to a node, why these are dead, and what would settle it', async () => {
    const { stdout, code } = await deadCode('--explain', 'helper');
    expect(code).toBe(0);
    expect(stdout).toBe(`helper is dead
Function  lib.ts:6
why: All that refers to it is dead. (referenced-by-dead)
sure: 1.00
it hangs under lib.ts#idle, as one of 2 dead nodes

Who refers to it
└ idle  Function  lib.ts:5
    CALLS in line 5: dead, unreferenced

What would settle it
what else goes: npx codeprism-neo4j if-deleted one 'lib.ts#helper'
the compiler, for TypeScript: npx codeprism-neo4j dead-code one --verify
`);
  });

  test('has the same as JSON, and points from what lives to why-alive', async () => {
    const explained = JSON.parse((await deadCode('--explain', 'helper', '--json')).stdout);
    expect(explained).toMatchObject({
      why: { verdict: 'dead' },
      referrers: [{ node: { id: 'lib.ts#idle' }, verdict: 'dead', referrers: [] }],
      isCut: false,
    });
    const { stdout } = await deadCode('--explain', 'make');
    expect(stdout).toMatch(/^make is alive\n/);
    expect(stdout).toContain("why-alive one 'lib.ts#make'");
    expect((await deadCode('--explain', 'nobody')).code).toBe(1);
  });
});

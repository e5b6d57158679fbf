import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, type TestContext, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/command-list.ts';
import { isOnPath } from '../../support/programs-on-path.ts';
import { run } from './run.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

/** What is typed, the cursor at its end, and what is offered. */
const CASES: readonly (readonly [typed: string, offered: readonly string[]])[] = [
  ['exp', ['explore', 'export']],
  ['--sto', ['--store']],
  ['--store memory: call-', ['call-graph']],
  ['export --format g', ['gexf', 'graphml']],
  ['export --form', ['--format']],
  ['dead-code --entry l', ['library']],
  ['completion b', ['bash']],
];

let folder = '';
const scriptOf = (shell: Shell): string => join(folder, `completion.${shell}`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'completion-'));
  for (const shell of SHELLS) {
    const { code, stdout, stderr } = await run(['completion', shell]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await writeFile(scriptOf(shell), stdout);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a shell prints; it reads none of the user's own settings. */
async function shell(name: Shell, args: readonly string[]): Promise<string> {
  const env = { PATH: process.env.PATH, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder };
  return (await promisify(execFile)(name, args, { cwd: folder, env, timeout: 20_000 })).stdout;
}

/**
 * A shell that cannot be had on some machine is no reason to prove
 * nothing there; the run says that it was left out.
 */
function needs(name: Shell, { skip }: TestContext): void {
  if (!isOnPath(name)) skip(`there is no ${name} on this machine`);
}

function offers(stdout: string): string[] {
  const lines = stdout.split('\n').filter((line) => line !== '');
  return [...new Set(lines.map((line) => line.split('\t', 1)[0] ?? ''))].sort();
}

describe('bash', () => {
  beforeEach((context) => needs('bash', context));

  test.each(CASES)('offers what %s may become', async (typed, offered) => {
    const asked = `. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _codeprism_neo4j; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const words = ['codeprism-neo4j', ...typed.split(' ')];
    const stdout = await shell('bash', ['--norc', '-c', asked, 'bash', scriptOf('bash'), ...words]);
    expect(offers(stdout)).toEqual(offered);
  });

  test('offers files where it knows nothing better', async () => {
    const stdout = await shell('bash', [
      '--norc',
      '-c',
      '. "$1"; complete -p codeprism-neo4j',
      'bash',
      scriptOf('bash'),
    ]);
    expect(stdout).toContain('-o default');
  });
});

describe('fish', () => {
  beforeEach((context) => needs('fish', context));

  test.each(CASES)('offers what %s may become', async (typed, offered) => {
    const asked = 'source $argv[1]; complete -C "codeprism-neo4j $argv[2]"';
    expect(offers(await shell('fish', ['--no-config', '-c', asked, scriptOf('fish'), typed]))).toEqual(
      offered,
    );
  });
});

describe('zsh', () => {
  beforeEach((context) => needs('zsh', context));

  test('takes the script for the program', async () => {
    const asked = 'autoload -U compinit; compinit -u -D; source $1; print $_comps[codeprism-neo4j]';
    expect(await shell('zsh', ['-f', '-c', asked, 'zsh', scriptOf('zsh')])).toBe('_codeprism_neo4j\n');
  });
});

test('every command is in every script', async () => {
  const commands = COMMANDS.map(({ name }) => name);
  expect(commands.length).toBeGreaterThan(20);
  for (const name of SHELLS) {
    const { stdout } = await run(['completion', name]);
    for (const command of commands) expect(stdout).toMatch(new RegExp(`\\b${command}\\b`));
  }
});

test('another shell is a wrong usage', async () => {
  const { code, stderr } = await run(['completion', 'tcsh']);
  expect(code).toBe(2);
  expect(stderr).toContain('bash, zsh, fish');
});

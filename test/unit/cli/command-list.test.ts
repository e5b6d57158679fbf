import { Command } from 'commander';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/command-list.ts';
import { Cli } from '../../../src/cli/session.ts';
import { run, terminalOf } from './run.ts';

test.each(COMMANDS)('$name is listed in the help as it says of itself', async (listed) => {
  const program = new Command();
  const add = await listed.adder();
  add(program, new Cli(terminalOf().terminal, {}));
  const [command] = program.commands;
  if (command === undefined) throw new Error('No command was added.');
  expect(command.name()).toBe(listed.name);
  expect(command.alias()).toBe(listed.alias);
  expect(command.description()).toBe(listed.description);
  const name = listed.alias === undefined ? listed.name : `${listed.name}|${listed.alias}`;
  const line = [name, ...(listed.takes === undefined ? [] : [listed.takes])].join(' ');
  expect(program.createHelp().subcommandTerm(command)).toBe(line);
});

test.each([
  ['after options of the program', ['--store', 'memory:', '--quiet', 'find', '--help']],
  ['by help', ['help', 'find']],
])('a command is found %s', async (_, args) => {
  const { code, stdout } = await run(args);
  expect(code).toBe(0);
  expect(stdout).toContain('Usage: codeprism-neo4j find [options] [REPO] [PATTERN]');
});

test('a command has its other name', async () => {
  expect((await run(['summary', '--help'])).stdout).toContain('count the nodes and edges of a repository');
});

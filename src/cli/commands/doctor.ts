import type { Command } from 'commander';
import { asStorageError } from '../../errors/index.ts';
import type { ResolvedStore } from '../../manager/index.ts';
import { chooseStore } from '../../manager/index.ts';
import { type Check, check } from '../doctor/check.ts';
import { checkNode, checkPackages } from '../doctor/packages.ts';
import { checkPrograms } from '../doctor/programs.ts';
import { checkSources } from '../doctor/sources.ts';
import { checkStore } from '../doctor/store.ts';
import type { Cli } from '../session.ts';

/** Adds the command `doctor`. */
export function addDoctor(program: Command, cli: Cli): void {
  program
    .command('doctor')
    .description('look what is there to work with: Node.js, the store, optional packages and programs')
    .addHelpText(
      'after',
      '\nExits with 1 where something is missing that the chosen store needs. Asks this machine and the store alone.' +
        '\n\nExample:\n  codeprism-neo4j doctor --store sqlite:.codeprism/graph.db',
    )
    .action(async () => {
      const checks = await examine(cli);
      await cli.output.answer(checks, () => checksText(checks, cli));
      if (checks.some(({ isNeeded, state }) => isNeeded && state !== 'ok')) cli.exitCode = 1;
    });
}

async function examine(cli: Cli): Promise<Check[]> {
  const store = await chosenStore(cli);
  const isWrong = 'state' in store;
  const [opened, packages, ...programs] = await Promise.all([
    isWrong ? store : checkStore(store),
    checkPackages(isWrong ? undefined : store),
    ...checkPrograms(cli.terminal.env),
  ]);
  const sources = isWrong || opened.state !== 'ok' ? [] : await checkSources(store, cli.terminal);
  return [checkNode(), opened, ...sources, ...packages, ...programs];
}

/** The store, or what is wrong with its name. */
async function chosenStore({ flags, terminal }: Cli): Promise<ResolvedStore | Check> {
  try {
    const { store: url, username, database } = flags;
    return await chooseStore({ url, username, database, env: terminal.env });
  } catch (error) {
    const outcome = {
      state: 'failed',
      found: 'not named well',
      hint: asStorageError(error).message,
    } as const;
    return check('Store', outcome, true);
  }
}

function checksText(checks: readonly Check[], cli: Cli): string {
  const table = cli.output.table(checks, [
    { title: 'WHAT', value: ({ name }) => name },
    { title: 'STATE', value: ({ state }) => state },
    { title: 'NEEDED', value: ({ isNeeded }) => (isNeeded ? 'yes' : 'no') },
    { title: 'FOUND', value: ({ found }) => found },
  ]);
  const hints = checks.flatMap(({ name, hint }) => (hint === undefined ? [] : [`${name}: ${hint}`]));
  return hints.length === 0 ? table : [table, '', ...hints].join('\n');
}

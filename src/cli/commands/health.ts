import type { Command } from 'commander';
import { asStorageError } from '../../errors/index.ts';
import type { ManagerHealth } from '../../manager/manager-reports.ts';
import { parseCount } from '../arguments.ts';
import { isNotThereYet } from '../doctor/store.ts';
import { printable } from '../output/width.ts';
import type { Cli } from '../session.ts';

/** What is known of a store that could not even be opened. */
type Unreachable = Pick<ManagerHealth, 'degraded'> & {
  readonly reachable: false;
  readonly graph: { readonly reachable: false; readonly code: string; readonly problem: string };
};

/** Adds the command `health`. */
export function addHealth(program: Command, cli: Cli): void {
  program
    .command('health')
    .description('say whether the store, its analyses and its cache can be used')
    .option('--timeout <MS>', 'milliseconds after which a part counts as not reachable', parseCount, 5_000)
    .addHelpText(
      'after',
      '\nThe exit code is 1 if the store cannot be reached.\n\nExample:\n  codeprism-neo4j health --store bolt://localhost:7687',
    )
    .action(async (flags: { readonly timeout: number }) => {
      const isNew = await isNotThere(cli);
      const health = await healthOf(cli, flags.timeout);
      if (isNew) cli.output.note('Nothing is stored there yet: the first import makes the store.');
      if (!health.reachable) cli.exitCode = 1;
      await cli.output.answer(health, () => healthText(health, cli));
    });
}

/** Looked at before it is opened; what is wrong with its name is reported when it is opened. */
async function isNotThere(cli: Cli): Promise<boolean> {
  return cli.store().then(isNotThereYet, () => false);
}

async function healthOf(cli: Cli, timeoutMs: number): Promise<ManagerHealth | Unreachable> {
  try {
    return await cli.withManager(({ manager }) => manager.health({ timeoutMs }));
  } catch (thrown) {
    const { code, message: problem } = asStorageError(thrown);
    if (code === 'CONFIG_INVALID' || code === 'ABORTED') throw thrown;
    return { reachable: false, graph: { reachable: false, code, problem }, degraded: [problem] };
  }
}

function healthText(health: ManagerHealth | Unreachable, cli: Cli): string {
  const lines: [title: string, text: string][] = [
    ['store', `${cli.storeName ?? ''} ${health.reachable ? 'is reachable' : 'cannot be reached'}`.trim()],
    ...('cache' in health ? partLines(health) : []),
    ...health.degraded.map((text): [string, string] => ['degraded', text]),
  ];
  return lines.map(([title, text]) => printable(`${title.padEnd(9)} ${text}`)).join('\n');
}

function partLines({ graph, analysis, cache, snapshot }: ManagerHealth): [string, string][] {
  const { server, database, layoutVersion } = graph;
  const layout = layoutVersion === undefined ? [] : [`layout version ${layoutVersion}`];
  const from =
    server === undefined ? [] : [`Neo4j ${server.version} ${server.edition}, database ${database}`];
  return [
    ['answered', `in ${graph.latencyMs.toFixed(1)} ms`],
    ...[...from, ...layout].map((text): [string, string] => ['found', text]),
    ['analyses', analysis.available ? 'can be read' : 'cannot be read'],
    ['cache', `${cache.backend}, ${cache.available ? 'in use' : 'not in use'}`],
    ...(snapshot === undefined ? [] : [['snapshot', `in ${snapshot.directory}`] as [string, string]]),
  ];
}

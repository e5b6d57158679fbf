import { Command, CommanderError } from 'commander';
import { asStorageError, StorageError } from '../errors/index.ts';
import { addAnalyses } from './commands/analyses.ts';
import { addAnalysis } from './commands/analysis.ts';
import { addAt } from './commands/at.ts';
import { addBackup } from './commands/backup.ts';
import { addCallGraph } from './commands/call-graph.ts';
import { addCallees } from './commands/callees.ts';
import { addCallers } from './commands/callers.ts';
import { addCleanup } from './commands/cleanup.ts';
import { addConfig } from './commands/config.ts';
import { addCopy } from './commands/copy.ts';
import { addCycles } from './commands/cycles.ts';
import { addDeadCode } from './commands/dead-code.ts';
import { addDelete } from './commands/delete.ts';
import { addDemo } from './commands/demo.ts';
import { addDependencies } from './commands/dependencies.ts';
import { addDiff } from './commands/diff.ts';
import { addExplore } from './commands/explore.ts';
import { addExport } from './commands/export.ts';
import { addFind } from './commands/find.ts';
import { addHealth } from './commands/health.ts';
import { addHotspots } from './commands/hotspots.ts';
import { addIfDeleted } from './commands/if-deleted.ts';
import { addImpact } from './commands/impact.ts';
import { addImport } from './commands/import.ts';
import { addMaintenance } from './commands/maintenance.ts';
import { addPath } from './commands/path.ts';
import { addQuery } from './commands/query.ts';
import { addRepos } from './commands/repos.ts';
import { addRestore } from './commands/restore.ts';
import { addSchema } from './commands/schema.ts';
import { addStats } from './commands/stats.ts';
import { addUnmark } from './commands/unmark.ts';
import { addWhyAlive } from './commands/why-alive.ts';
import { errorJson, errorText, usageText } from './output/errors.ts';
import { DEFAULT_WIDTH } from './output/table.ts';
import { packageVersion } from './package-version.ts';
import { Cli } from './session.ts';
import type { GlobalFlags, Terminal } from './terminal.ts';

const ADDERS = [
  addImport,
  addExport,
  addCopy,
  addBackup,
  addRestore,
  addDiff,
  addRepos,
  addStats,
  addFind,
  addAt,
  addCallers,
  addCallees,
  addCallGraph,
  addPath,
  addImpact,
  addDeadCode,
  addUnmark,
  addWhyAlive,
  addIfDeleted,
  addCycles,
  addDependencies,
  addHotspots,
  addQuery,
  addExplore,
  addAnalyses,
  addAnalysis,
  addCleanup,
  addDelete,
  addHealth,
  addMaintenance,
  addConfig,
  addSchema,
  addDemo,
];

const EXIT = { done: 0, failed: 1, usage: 2, stopped: 130 } as const;

/**
 * Runs the command line once.
 * @param args without the program's own name
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage, 3 more found than `--fail-on` allows, 130 stopped by the user
 */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  const cli = new Cli(terminal, { json: args.includes('--json') });
  try {
    await buildProgram(cli).parseAsync(args, { from: 'user' });
    return cli.exitCode;
  } catch (error) {
    return error instanceof CommanderError ? usageExit(error, cli) : failureExit(error, cli);
  }
}

/** The program with all commands, for one run. */
function buildProgram(cli: Cli): Command {
  const { stdout, stderr } = cli.terminal;
  const program = new Command('codeprism-neo4j')
    .description('Stores code graphs and answers questions about them: who calls what, what is dead.')
    .version(packageVersion())
    .option(
      '--store <URL>',
      'memory:, file:DIR, sqlite:FILE, neo4j://…, bolt://… (default sqlite:.codeprism/graph.db)',
    )
    .option('--config <FILE>', 'a configuration in JSON, in place of --store (or set CODEPRISM_CONFIG)')
    .option('--username <NAME>', "Neo4j's user; the password comes from NEO4J_PASSWORD or a prompt")
    .option('--database <NAME>', "Neo4j's database")
    .option('--json', 'answer, and fail, in JSON')
    .option('-q, --quiet', 'say nothing beside the answer')
    .option('--verbose', 'show the causes of an error')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: () => {}, // said by runCli, in the asked form
      getOutHelpWidth: () => stdout.columns ?? DEFAULT_WIDTH,
      getErrHelpWidth: () => stderr.columns ?? DEFAULT_WIDTH,
    })
    .exitOverride()
    .addHelpText('after', '\nExample:\n  codeprism-neo4j import graph.json.gz && codeprism-neo4j dead-code')
    .hook('preAction', (_, action) => configure(cli, action.optsWithGlobals()));
  // Taken so that it can be refused in our words; as an unknown option its value could be repeated in the message.
  program.addOption(program.createOption('--password [value]').hideHelp());
  for (const add of ADDERS) add(program, cli);
  return program;
}

function configure(cli: Cli, flags: GlobalFlags & { readonly password?: unknown }): void {
  cli.configure(flags);
  if (flags.password === undefined) return;
  throw new StorageError(
    'CONFIG_INVALID',
    'A password is not taken as an argument, where other users could read it. Set NEO4J_PASSWORD, or give --username to be asked.',
  );
}

function usageExit(error: CommanderError, cli: Cli): number {
  if (error.exitCode === 0) return EXIT.done;
  // Without any command Commander has shown the help already.
  if (error.code !== 'commander.help') cli.output.complain(usageText(error.message, cli.output));
  return EXIT.usage;
}

function failureExit(thrown: unknown, cli: Cli): number {
  const error = failure(thrown, cli.terminal.signal);
  const verbose = cli.flags.verbose === true;
  const details = { store: cli.storeName, verbose };
  cli.output.complain(cli.output.json ? errorJson(error, verbose) : errorText(error, cli.output, details));
  if (error.code === 'ABORTED') return EXIT.stopped;
  return error.code === 'CONFIG_INVALID' ? EXIT.usage : EXIT.failed;
}

/** Once the user has stopped it, whatever broke on the way is the stop. */
function failure(thrown: unknown, signal: AbortSignal): StorageError {
  const error = asStorageError(thrown);
  if (!signal.aborted || error.code === 'ABORTED') return error;
  return new StorageError('ABORTED', 'Stopped; the store is as it was before.', { cause: thrown });
}

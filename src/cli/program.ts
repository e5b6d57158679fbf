import { Command, CommanderError } from 'commander';
import { asStorageError, StorageError } from '../errors/index.ts';
import { parseSeconds } from './arguments.ts';
import { COMMANDS, type ListedCommand } from './command-list.ts';
import { DEFAULT_WIDTH } from './output/table.ts';
import { packageVersion } from './package-version.ts';
import { Cli } from './session.ts';
import type { GlobalFlags, Terminal } from './terminal.ts';

const EXIT = { done: 0, failed: 1, usage: 2, stopped: 130 } as const;

/**
 * Runs the command line once.
 * @param args without the program's own name
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage, 3 more found
 * than `--fail-on` allows, 130 stopped by the user
 */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  const cli = new Cli(terminal, { json: args.includes('--json') });
  try {
    const program = programWithoutCommands(cli);
    const [called] = calledNames(args, program);
    cli.command = COMMANDS.find(({ name, alias }) => called === name || called === alias)?.name;
    await addCommands(program, cli, calledNames(args, program));
    await program.parseAsync(args, { from: 'user' });
    return cli.exitCode;
  } catch (error) {
    return error instanceof CommanderError ? usageExit(error, cli) : failureExit(error, cli);
  }
}

/** The program with its global options, for one run. */
function programWithoutCommands(cli: Cli): Command {
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
    .option('--ids', 'show the ids of nodes in tables too, whole')
    .option('-q, --quiet', 'say nothing beside the answer')
    .option('--verbose', 'show the causes of an error')
    .configureHelp({ showGlobalOptions: true, subcommandTerm })
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
  // Taken so that it can be refused in our words; as an unknown option
  // its value could be repeated in the message.
  program.addOption(program.createOption('--password [value]').hideHelp());
  return program;
}

/** Commands whose scripts or help are about all others. */
const ABOUT_ALL: readonly string[] = ['completion'];

/**
 * Adds every command, those that are called with all that belongs to them, the others as lines of the help.
 */
async function addCommands(program: Command, cli: Cli, called: readonly string[]): Promise<void> {
  const wantsAll = called.some((name) => ABOUT_ALL.includes(name));
  for (const listed of COMMANDS) {
    const { name, alias, description, group, method } = listed;
    if (wantsAll || called.includes(name) || (alias !== undefined && called.includes(alias))) {
      const add = await listed.adder();
      add(program, cli);
      if (method !== undefined) {
        named(program, name).addHelpText('after', `\nIn a program: store.${method}(…)`);
        if (method.startsWith('queries.')) addTimeout(named(program, name), cli);
      }
    } else {
      const line = program.command(name).description(description);
      if (alias !== undefined) line.alias(alias);
    }
    named(program, name).helpGroup(group);
  }
}

/** Seconds at the command line, milliseconds in the library. */
function addTimeout(command: Command, cli: Cli): void {
  command.option('--timeout <SECONDS>', 'the longest that it may take (default: no limit)', (text) => {
    cli.timeoutMs = Math.ceil(parseSeconds(text) * 1_000);
  });
}

function named(program: Command, name: string): Command {
  return program.commands.find((command) => command.name() === name) as Command;
}

/**
 * The first words that are no option of the program and no value of one:
 * a command, and what `help` is asked about.
 */
function calledNames(args: readonly string[], program: Command): readonly string[] {
  const names: string[] = [];
  for (let at = 0; at < args.length && names.length < 2; at++) {
    const word = args[at] ?? '';
    if (!word.startsWith('-')) names.push(word);
    else if (program.options.some((option) => option.required && [option.long, option.short].includes(word)))
      at++;
  }
  return names[0] === 'help' ? names : names.slice(0, 1);
}

function subcommandTerm(command: Command): string {
  const listed = COMMANDS.find(({ name }) => name === command.name());
  return listed === undefined ? 'help [command]' : commandTerm(listed);
}

function commandTerm({ name, alias, takes }: ListedCommand): string {
  return [alias === undefined ? name : `${name}|${alias}`, ...(takes === undefined ? [] : [takes])].join(' ');
}

function configure(cli: Cli, flags: GlobalFlags & { readonly password?: unknown }): void {
  cli.configure(flags);
  if (flags.password === undefined) return;
  throw new StorageError(
    'CONFIG_INVALID',
    'A password is not taken as an argument, where other users could read it. Set NEO4J_PASSWORD, or give --username to be asked.',
  );
}

async function usageExit(error: CommanderError, cli: Cli): Promise<number> {
  if (error.exitCode === 0) return EXIT.done;
  // Without any command Commander has shown the help already.
  if (error.code !== 'commander.help') {
    const { usageText } = await import('./output/errors.ts');
    const { program } = cli.terminal;
    cli.output.complain(usageText(withSynonym(error), cli.output, { program, command: cli.command }));
  }
  return EXIT.usage;
}

async function failureExit(thrown: unknown, cli: Cli): Promise<number> {
  const { errorJson, errorText } = await import('./output/errors.ts');
  const error = failure(thrown, cli.terminal.signal);
  const verbose = cli.flags.verbose === true;
  const details = { command: cli.command, store: cli.storeName, verbose };
  cli.output.complain(cli.output.json ? errorJson(error, verbose) : errorText(error, cli.output, details));
  if (error.code === 'ABORTED') return EXIT.stopped;
  return error.code === 'CONFIG_INVALID' || error.code === 'INVALID_QUERY' ? EXIT.usage : EXIT.failed;
}

/** What people call a command elsewhere, and what it is called here. */
const SYNONYMS: Readonly<Record<string, string>> = {
  analyse: 'analyze',
  index: 'analyze',
  scan: 'analyze',
  parse: 'analyze',
  load: 'import',
  search: 'find',
  grep: 'find',
  lookup: 'find',
  list: 'repos',
  ls: 'repos',
  'who-calls': 'callers',
  references: 'callers',
  refs: 'callers',
  usages: 'callers',
  calls: 'callees',
  unused: 'dead-code',
  dead: 'dead-code',
  deadcode: 'dead-code',
  graph: 'call-graph',
  trace: 'path',
  affected: 'impact',
  deps: 'dependencies',
  circular: 'cycles',
  cypher: 'query',
  browser: 'explore',
  remove: 'delete',
  rm: 'delete',
  dump: 'export',
  compare: 'diff',
  check: 'doctor',
};

/** Commander's message, and for a command of another name the one that is meant. */
function withSynonym({ code, message }: CommanderError): string {
  const [, unknown = ''] = code === 'commander.unknownCommand' ? (/'([^']+)'/.exec(message) ?? []) : [];
  const known = Object.hasOwn(SYNONYMS, unknown) ? SYNONYMS[unknown] : undefined;
  return known === undefined ? message : `${message.split('\n')[0]}\n(It is called ${known} here.)`;
}

/** Once the user has stopped it, whatever broke on the way is the stop. */
function failure(thrown: unknown, signal: AbortSignal): StorageError {
  const error = asStorageError(thrown);
  if (!signal.aborted || error.code === 'ABORTED') return error;
  return new StorageError('ABORTED', 'Stopped; the store is as it was before.', { cause: thrown });
}

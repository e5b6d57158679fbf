import { type Command, Option } from 'commander';
import { combinedAnalyzer } from '../../analyzers/combined-analyzer.ts';
import { type DetectedLanguage, detectLanguages } from '../../analyzers/detect.ts';
import { quote, StorageError } from '../../errors/index.ts';
import { existingFolder } from '../../repository/folder-files.ts';
import {
  type Analyzer,
  analysisOrigins,
  analyzeRepository,
  originOf,
  type RepositoryAnalysis,
  repositoryId,
  type WatchedRound,
  watchRepository,
} from '../../repository/index.ts';
import { given } from '../arguments.ts';
import { fileForFolder } from '../foreign-input.ts';
import { coverageText } from '../output/coverage.ts';
import { formatAmount, formatParts, formatSeconds } from '../output/numbers.ts';
import { shellWord } from '../output/shell-word.ts';
import { printable } from '../output/width.ts';
import { confirm } from '../prompts.ts';
import type { Cli, Session } from '../session.ts';
import { isInteractive } from '../terminal.ts';
import { countsText } from './import.ts';

interface AnalyzeFlags {
  readonly repo?: string | undefined;
  readonly whole?: boolean | undefined;
  readonly changed?: boolean | undefined;
  readonly watch?: boolean | undefined;
  readonly yes?: boolean | undefined;
}

/** Adds the command `analyze`. */
export function addAnalyze(program: Command, cli: Cli): void {
  program
    .command('analyze')
    .description('read the source code of a folder and store its graph')
    .argument('[FOLDER]', 'the root of the repository', '.')
    .option('--repo <ID>', 'store under this repository id instead of one made of the folder')
    .addOption(
      new Option('--changed', 'only bring what is stored up to date; fail where nothing is').conflicts(
        'whole',
      ),
    )
    .addOption(new Option('--whole', 'analyse every file, whether or not it has changed'))
    .option('--yes', 'let an indexer run what it must of the project, without asking')
    .option('--watch', 'go on, and analyse again whenever files change')
    .addHelpText(
      'after',
      `
TypeScript and JavaScript are read by the TypeScript compiler, of which nothing of the folder is run; analysed
again, only files that have changed are read, and those that depend on them. Python, Go, Java and Rust are
read by their SCIP indexer, where it is installed; one that runs a build asks first.

Examples:
  codeprism-neo4j analyze
  codeprism-neo4j analyze project --repo project`,
    )
    .action(async (folder: string, flags: AnalyzeFlags) =>
      cli.withStore(async (session) => {
        const problem = await fileForFolder(folder, session.program);
        if (problem !== undefined) throw problem;
        const path = await existingFolder(folder);
        const analyzer = await analyzerOf(cli, path, folder, flags.yes === true);
        const { repo = repositoryId(path), whole: force } = flags;
        if (flags.changed === true) await checkStored(session, repo, folder);
        const options = { ...session.running, repoId: repo, ...given({ force }) };
        if (flags.watch === true)
          return watchFolder(cli, session, watchRepository(session.store, path, analyzer, options));
        const started = performance.now();
        const analysis = await analyzeRepository(session.store, path, analyzer, options);
        const seconds = (performance.now() - started) / 1000;
        const named = flags.repo === undefined ? '' : ` --repo ${shellWord(flags.repo)}`;
        const again = `${shellWord(folder)}${named}`;
        await cli.output.answer(answerOf(analysis, seconds), () =>
          analysisText(cli, session, again, analysis, seconds),
        );
      }),
    );
}

/** One analyzer of all that can be analysed; what cannot is noted, unless it is all there is. */
async function analyzerOf(cli: Cli, path: string, folder: string, yes: boolean): Promise<Analyzer> {
  const found = await detectLanguages(path);
  const usable = found.filter(({ missing }) => missing === undefined);
  const [first, ...others] = usable;
  if (first === undefined) throw found[0]?.missing ?? nothingFound(folder);
  for (const { missing } of found) if (missing !== undefined) cli.output.note(printable(missing.message));
  for (const language of usable) await checkConsent(cli, language, yes);
  return combinedAnalyzer(first.analyzer, ...others.map(({ analyzer }) => analyzer));
}

function nothingFound(folder: string): StorageError {
  return new StorageError(
    'NOT_FOUND',
    `${quote(folder)} holds no source code that can be analysed. Name the root of a project in TypeScript, JavaScript, Python, Go, Java or Rust.`,
    { context: { folder } },
  );
}

/** An indexer may run what the project says, so a person must agree. */
async function checkConsent(
  cli: Cli,
  { language, analyzer, runs }: DetectedLanguage,
  yes: boolean,
): Promise<void> {
  if (runs === undefined || yes) return;
  const says = `To read ${language}, ${analyzer.name} runs ${runs}.`;
  const mayAsk = isInteractive(cli.terminal) && !cli.output.json;
  if (mayAsk && (await confirm(cli.terminal, `${says} Go on?`))) return;
  throw new StorageError('CONFIG_INVALID', `${says} Give --yes if you trust the project.`, {
    context: { program: analyzer.name },
  });
}

async function checkStored(session: Session, repoId: string, folder: string): Promise<void> {
  const origins = await analysisOrigins(session.store.analysis, repoId, session.running);
  if (origins.length > 0) return;
  const again = `${session.program} analyze ${shellWord(folder)}`;
  throw new StorageError(
    'NOT_FOUND',
    `No analysis of ${quote(repoId)} is stored. Make the first one: ${again}`,
    {
      context: { repoId },
    },
  );
}

/** A line for each round, in JSON a document in a line. */
async function watchFolder(cli: Cli, session: Session, rounds: AsyncIterable<WatchedRound>): Promise<void> {
  for await (const { analysis, problem } of rounds) {
    if (problem !== undefined)
      cli.output.complain(printable(`${problem.message} The next change is waited for.`));
    else if (cli.output.json) await cli.output.print(JSON.stringify(answerOf(analysis)));
    else await cli.output.print(printable(roundText(session, analysis)));
  }
}

function roundText(session: Session, { repoId, outcome, files, report }: RepositoryAnalysis): string {
  const time = new Date().toISOString().slice(11, 19);
  if (outcome === 'stored') return `${time} ${repoId} in ${session.storeName} is up to date`;
  const rows = [report?.nodes, report?.edges].reduce(
    (sum, counts) => sum + (counts === undefined ? 0 : counts.created + counts.updated + counts.deleted),
    0,
  );
  return `${time} ${changesText(files, outcome)}: ${formatAmount(rows, 'row')} written`;
}

/** Without what an analyzer keeps for itself. */
function answerOf({ analysis, ...rest }: RepositoryAnalysis, seconds?: number) {
  return { ...rest, ...given({ seconds }), origin: originOf(analysis) };
}

function analysisText(
  cli: Cli,
  session: Session,
  again: string,
  analysis: RepositoryAnalysis,
  seconds: number,
): string {
  const { output } = cli;
  const { repoId, outcome, files, report } = analysis;
  const count = files.added.length + files.changed.length + files.unchanged;
  const time = formatSeconds(seconds);
  const title =
    outcome === 'stored'
      ? `${repoId} in ${session.storeName} is up to date with ${formatAmount(count, 'file')} (${time})`
      : `Analysed ${repoId} into ${session.storeName}: ${changesText(files, outcome)} (${time})`;
  const origin = originOf(analysis.analysis);
  return [
    ...(report === undefined ? [output.strong(printable(title))] : [countsText(report, title, output)]),
    ...(origin?.coverage === undefined ? [] : coverageText(origin.coverage)),
    '',
    ...nextCommands(cli, session, again, repoId),
  ].join('\n');
}

function changesText(
  { added, changed, removed, unchanged }: RepositoryAnalysis['files'],
  outcome: string,
): string {
  if (outcome === 'whole' && removed.length === 0)
    return formatAmount(added.length + changed.length + unchanged, 'file');
  const counts = formatParts([
    [added.length, 'new'],
    [changed.length, 'changed'],
    [removed.length, 'gone'],
  ]);
  return `${counts || 'no file changed'} of ${formatAmount(added.length + changed.length + unchanged, 'file')}`;
}

/** @param again the arguments of `analyze` that analyse the same again */
function nextCommands(cli: Cli, session: Session, again: string, repoId: string): string[] {
  if (session.store.backend === 'memory')
    return ['The store was in memory and ends here. Without --store it is kept.'];
  const store = cli.flags.store === undefined ? '' : ` --store ${shellWord(session.storeUrl)}`;
  const next = (command: string): string => printable(`  ${cli.terminal.program} ${command}${store}`);
  const repo = shellWord(repoId);
  return [
    cli.output.strong('Try next'),
    next(`dead-code ${repo}`),
    next(`hotspots ${repo}`),
    next(`callers ${repo} NAME`),
    next(`analyze ${again}`),
  ];
}

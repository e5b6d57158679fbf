import { type Command, Option } from 'commander';
import { detectLanguages } from '../../analyzers/detect.ts';
import { quote, StorageError } from '../../errors/index.ts';
import { existingFolder } from '../../repository/folder-files.ts';
import { analyzeRepository, originOf, type RepositoryAnalysis } from '../../repository/index.ts';
import { given } from '../arguments.ts';
import { coverageText } from '../output/coverage.ts';
import { formatAmount, formatSeconds } from '../output/numbers.ts';
import { shellWord } from '../output/shell-word.ts';
import { printable } from '../output/width.ts';
import type { Cli, Session } from '../session.ts';
import { countsText } from './import.ts';

interface AnalyzeFlags {
  readonly repo?: string | undefined;
  readonly whole?: boolean | undefined;
}

export function addAnalyze(program: Command, cli: Cli): void {
  program
    .command('analyze')
    .description('read the source code of a folder and store its graph')
    .argument('[FOLDER]', 'the root of the repository', '.')
    .option('--repo <ID>', 'store under this repository id instead of one made of the folder')
    .addOption(new Option('--whole', 'analyse every file, whether or not it has changed'))
    .addHelpText(
      'after',
      `
TypeScript and JavaScript are read by the TypeScript compiler. Nothing of the folder is run. Analysed
again, only files that have changed are read, and those that depend on them.

Examples:
  codeprism-neo4j analyze
  codeprism-neo4j analyze project --repo project`,
    )
    .action(async (folder: string, flags: AnalyzeFlags) =>
      cli.withStore(async (session) => {
        const started = performance.now();
        const analysis = await analyzeFolder(session, folder, flags);
        const seconds = (performance.now() - started) / 1000;
        await cli.output.answer(answerOf(analysis, seconds), () =>
          analysisText(cli, session, folder, analysis, seconds),
        );
      }),
    );
}

async function analyzeFolder(
  session: Session,
  folder: string,
  { repo, whole }: AnalyzeFlags,
): Promise<RepositoryAnalysis> {
  const path = await existingFolder(folder);
  const [found] = await detectLanguages(path);
  if (found === undefined) {
    throw new StorageError(
      'NOT_FOUND',
      `${quote(folder)} holds no source code that can be analysed. Name the root of a TypeScript or JavaScript project.`,
      {
        context: { folder },
      },
    );
  }
  const options = { ...session.running, ...given({ repoId: repo, force: whole }) };
  return analyzeRepository(session.store, path, found.analyzer, options);
}

/** Without what an analyzer keeps for itself. */
function answerOf({ analysis, ...rest }: RepositoryAnalysis, seconds: number) {
  return { ...rest, seconds, origin: originOf(analysis) };
}

function analysisText(
  cli: Cli,
  session: Session,
  folder: string,
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
    ...nextCommands(cli, session, folder, repoId),
  ].join('\n');
}

function changesText(
  { added, changed, removed, unchanged }: RepositoryAnalysis['files'],
  outcome: string,
): string {
  if (outcome === 'whole' && removed.length === 0)
    return formatAmount(added.length + changed.length + unchanged, 'file');
  const parts = [
    [added.length, 'new'],
    [changed.length, 'changed'],
    [removed.length, 'gone'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return `${told.join(', ') || 'no file changed'} of ${formatAmount(added.length + changed.length + unchanged, 'file')}`;
}

function nextCommands(cli: Cli, session: Session, folder: string, repoId: string): string[] {
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
    next(`analyze ${shellWord(folder)}`),
  ];
}

import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { ownTypeScriptVersion } from '../../analyzers/typescript/typescript.ts';
import { analyzeRepository, type RepositoryAnalysis } from '../../repository/index.ts';
import type {
  DeadCodeReport,
  GraphSummary,
  ImpactReport,
  QueryList,
  RelatedNode,
} from '../../storage/index.ts';
import { given } from '../arguments.ts';
import { formatAmount, formatCount } from '../output/numbers.ts';
import { caveatText } from '../output/output.ts';
import { shellWord } from '../output/shell-word.ts';
import { printable } from '../output/width.ts';
import type { Cli, Session } from '../session.ts';
import { deadCodeText } from './dead-code.ts';
import { type ImportReport, importFile, importText } from './import.ts';
import { summaryText } from './stats.ts';
import { relatedText } from './walk.ts';

const GRAPH = 'ajv-8.20.0.json.gz';
const WELL_KNOWN = 'checkStrictMode';
const DEAD_SHOWN = 15;
/** The sources that come with the package, which the demo analyses. */
const SOURCES = fileURLToPath(new URL('../../../examples', import.meta.url));
const SOURCES_ID = 'examples';
const IMPLEMENTED = 'KeyValueStore';
const AFFECTED_SHOWN = 9;

interface DemoAnswers {
  readonly import: ImportReport;
  readonly summary: GraphSummary;
  readonly callers: QueryList<RelatedNode>;
  readonly deadCode: DeadCodeReport;
  /** Absent where the compiler is not installed. */
  readonly sources?: SourceAnswers;
}

/** What the sources were analysed into, and who refers to one of their types. */
interface SourceAnswers {
  readonly analysis: Omit<RepositoryAnalysis, 'analysis'>;
  readonly affected: ImpactReport;
}

/** Adds the command `demo`. */
export function addDemo(program: Command, cli: Cli): void {
  program
    .command('demo')
    .description(
      'import the graph of a real library (ajv 8.20.0), analyse the sources of the examples, and ask about both',
    )
    .addHelpText('after', '\nExample:\n  codeprism-neo4j demo --store sqlite:demo.db')
    .action(async () =>
      cli.withStore(async (session) => {
        const answers = await ask(cli, session);
        await cli.output.answer({ store: session.storeName, ...answers }, () =>
          demoText(cli, session, answers),
        );
      }),
    );
}

async function ask(cli: Cli, session: Session): Promise<DemoAnswers> {
  const { store, running } = session;
  const path = fileURLToPath(new URL(`../../../examples/graphs/${GRAPH}`, import.meta.url));
  const report = { ...(await importFile(cli.terminal, session, path)), file: GRAPH };
  const { repoId } = report;
  const sources = await askSources(cli, session);
  return {
    ...given({ sources }),
    import: report,
    summary: await store.queries.summary(repoId, running),
    callers: await store.queries.callers(repoId, WELL_KNOWN, running),
    deadCode: await store.queries.deadCode(repoId, { ...running, limit: DEAD_SHOWN }),
  };
}

async function askSources(cli: Cli, { store, running }: Session): Promise<SourceAnswers | undefined> {
  if ((await ownTypeScriptVersion()) === undefined) {
    cli.output.note('The sources of the examples were not analysed: npm install typescript@6');
    return undefined;
  }
  const { typescriptAnalyzer } = await import('../../analyzers/typescript/index.ts');
  const options = { ...running, repoId: SOURCES_ID };
  const { analysis: _, ...analysis } = await analyzeRepository(store, SOURCES, typescriptAnalyzer(), options);
  return {
    analysis,
    affected: await store.queries.impactOf(
      SOURCES_ID,
      { nodes: [IMPLEMENTED] },
      { ...running, limit: AFFECTED_SHOWN },
    ),
  };
}

function sourcesText({ analysis, affected }: SourceAnswers, { output }: Cli): string[] {
  const { added, changed, unchanged } = analysis.files;
  const files = formatAmount(added.length + changed.length + unchanged, 'file');
  const held =
    analysis.outcome === 'stored'
      ? `${files}, analysed before`
      : `${files}, ${formatAmount(analysis.report?.nodes.created ?? 0, 'new node')}`;
  return [
    '',
    output.strong(`The sources in examples/: ${held}`),
    `A change of ${IMPLEMENTED} may affect ${formatAmount(affected.total, 'node')}, the nearest ${affected.items.length}:`,
    relatedText(affected, 'callers', output),
  ];
}

function demoText(cli: Cli, session: Session, answers: DemoAnswers): string {
  const { output } = cli;
  const { callers, deadCode, summary } = answers;
  const deadTitle = `Dead code in ${summary.repoId}: ${formatCount(deadCode.total)} found`;
  return [
    importText(answers.import, session.storeName, output),
    ...unchanged(answers.import),
    '',
    summaryText(summary, output),
    '',
    output.strong(`Callers of ${WELL_KNOWN}: ${formatCount(callers.total)}`),
    relatedText(callers, 'callers', output),
    '',
    output.strong(printable(deadTitle)),
    deadCodeText(deadCode, output),
    ...(answers.sources === undefined ? [] : sourcesText(answers.sources, cli)),
    ...[...callers.caveats, ...deadCode.caveats].map(caveatText),
    '',
    ...nextCommands(cli, session, summary.repoId),
  ].join('\n');
}

function unchanged({ nodes, edges }: ImportReport): string[] {
  const changes = [nodes, edges].flatMap((counts) => [counts.created, counts.updated, counts.deleted]);
  return changes.every((count) => count === 0) ? ['All of it was there already; nothing was changed.'] : [];
}

function nextCommands(cli: Cli, session: Session, repoId: string): string[] {
  if (session.store.backend === 'memory')
    return ['The store was in memory and ends here. Without --store it is kept.'];
  const { store, username } = cli.flags;
  const again = [
    ...(store === undefined ? [] : ['--store', session.storeUrl]),
    ...(username === undefined ? [] : ['--username', username]),
  ].map((word) => ` ${shellWord(word)}`);
  const next = (command: string): string =>
    printable(`  ${cli.terminal.program} ${command}${again.join('')}`);
  return [
    cli.output.strong('Try next'),
    next(`callers ${repoId} ${WELL_KNOWN} --depth 3`),
    next(`callees ${repoId} compileSchema`),
    next(`find ${repoId} '*Schema*' --node-kind Function`),
    next(`dead-code ${repoId} --entry application`),
    `  ${cli.terminal.program} --help`,
  ];
}

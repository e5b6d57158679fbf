import type { Command } from 'commander';
import { analysisOrigins, originText } from '../../repository/index.ts';
import type { GraphSummary, KindCount } from '../../storage/index.ts';
import { given } from '../arguments.ts';
import { analyzeAgain, changesSince, type FolderFreshness, folderFreshness } from '../folder-freshness.ts';
import { formatAmount } from '../output/numbers.ts';
import type { Output } from '../output/output.ts';
import { printable } from '../output/width.ts';
import { chooseRepository } from '../repository.ts';
import type { Cli, Session } from '../session.ts';

/** Adds the command `stats`. */
export function addStats(program: Command, cli: Cli): void {
  program
    .command('stats')
    .alias('summary')
    .description('count the nodes and edges of a repository by kind')
    .argument('[REPO]', 'the repository; may be left out where only one is stored')
    .addHelpText('after', '\nExample:\n  codeprism-neo4j stats ajv')
    .action(async (named: string | undefined) =>
      cli.withStore(async (session) => {
        const repoId = await chooseRepository(session, named);
        const summary = await session.store.queries.summary(repoId, session.asking);
        const origins = await analysisOrigins(session.store.analysis, repoId, session.running);
        const folder = await folderFreshness(session, repoId, origins);
        await cli.output.answer({ ...summary, origins, ...given({ folder }) }, () =>
          [
            summaryText(summary, cli.output),
            ...origins.map((origin) => `\n${printable(originText(origin))}`),
            ...(folder === undefined ? [] : [printable(freshnessText(folder, session))]),
          ].join('\n'),
        );
      }),
    );
}

function freshnessText(freshness: FolderFreshness, session: Session): string {
  const changes = changesSince(freshness);
  if (changes === undefined) return 'The folder is as it was analysed.';
  return `The folder has moved on since (files: ${changes}). Analyse it again: ${analyzeAgain(freshness, session)}`;
}

/** The totals in a line, then nodes and edges by kind. */
export function summaryText(summary: GraphSummary, output: Output): string {
  const totals = [
    formatAmount(summary.totalNodes, 'node'),
    formatAmount(summary.totalEdges, 'edge'),
    `${formatAmount(summary.danglingEdges, 'edge')} dangling`,
    formatAmount(summary.files, 'file'),
  ];
  return [
    output.strong(`${printable(summary.repoId)}: ${totals.join(', ')}`),
    ...kinds('NODES', summary.nodesByKind, output),
    ...kinds('EDGES', summary.edgesByKind, output),
  ].join('\n');
}

function kinds(title: string, counts: readonly KindCount[], output: Output): string[] {
  if (counts.length === 0) return [];
  const columns = [
    { title, value: (count: KindCount) => count.kind },
    { title: 'COUNT', value: (count: KindCount) => count.count },
  ];
  return ['', output.table(counts, columns)];
}

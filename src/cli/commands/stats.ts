import { relative } from 'node:path';
import type { Command } from 'commander';
import { analysisOrigins, originText } from '../../repository/index.ts';
import type { GraphSummary, KindCount } from '../../storage/index.ts';
import { given } from '../arguments.ts';
import { changesSince, type FolderFreshness, folderFreshness } from '../folder-freshness.ts';
import { formatAmount } from '../output/numbers.ts';
import type { Output } from '../output/output.ts';
import { shellWord } from '../output/shell-word.ts';
import { printable } from '../output/width.ts';
import { chooseRepository } from '../repository.ts';
import type { Cli } from '../session.ts';
import type { Terminal } from '../terminal.ts';

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
        const folder = await folderFreshness(session, repoId, origins, cli.terminal.folder);
        await cli.output.answer({ ...summary, origins, ...given({ folder }) }, () =>
          [
            summaryText(summary, cli.output),
            ...origins.map((origin) => `\n${printable(originText(origin))}`),
            ...(folder === undefined ? [] : [printable(freshnessText(folder, cli.terminal))]),
          ].join('\n'),
        );
      }),
    );
}

function freshnessText(freshness: FolderFreshness, { program, folder }: Terminal): string {
  const changes = changesSince(freshness);
  if (changes === undefined) return 'The folder is as it was analysed.';
  const path = shellWord(relative(folder, freshness.folder) || '.');
  return `The folder has moved on since (files: ${changes}). Analyse it again: ${program} analyze ${path}`;
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

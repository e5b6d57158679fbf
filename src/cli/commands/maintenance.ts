import type { Command } from 'commander';
import type { ManagerMaintenanceReport } from '../../manager/manager-reports.ts';
import { formatAmount, formatSeconds } from '../output/numbers.ts';
import { printable } from '../output/width.ts';
import type { Cli } from '../session.ts';

/** Adds the command `maintenance`. */
export function addMaintenance(program: Command, cli: Cli): void {
  program
    .command('maintenance')
    .description('remove what crashed writers left, old analyses and expired cached values')
    .addHelpText(
      'after',
      '\nStored graphs stay as they are, and readers and writers may go on meanwhile. The exit code is 1 if a part failed.' +
        '\n\nExample:\n  codeprism-neo4j maintenance --config storage.json',
    )
    .action(async () =>
      cli.withManager(async ({ manager, running }) => {
        const report = await manager.maintenance(running);
        await cli.output.answer(report, () => maintenanceText(report));
        if (report.problems.length === 0) return;
        cli.exitCode = 1;
        for (const { part, code, message } of report.problems)
          cli.output.note(printable(`${part} failed with ${code}: ${message}`));
      }),
    );
}

function maintenanceText({ graph, analysis, cache, seconds }: ManagerMaintenanceReport): string {
  const lines = [
    ...(graph === undefined
      ? []
      : [
          `${formatAmount(graph.changesCompleted, 'change')} completed`,
          `${formatAmount(graph.generationsRemoved, 'old copy', 'old copies')} of graphs removed (${formatAmount(graph.rowsRemoved, 'row')})`,
        ]),
    ...(analysis === undefined
      ? []
      : [`${formatAmount(analysis.removed, 'old analysis', 'old analyses')} removed`]),
    ...(cache === undefined ? [] : [`${formatAmount(cache.removed, 'expired cached value')} removed`]),
  ];
  return [...lines, `took ${formatSeconds(seconds)}`].join('\n');
}

import type { Command } from 'commander';
import { StorageError } from '../../errors/index.ts';
import { rowsGiven, type WriteReport } from '../../storage/index.ts';
import { given, parseEach } from '../arguments.ts';
import { lossLines } from '../output/losses.ts';
import { formatAmount, formatSeconds } from '../output/numbers.ts';
import { printable } from '../output/width.ts';
import { storedSource } from '../repository.ts';
import type { Cli, Session } from '../session.ts';

interface CopyFlags {
  readonly repo?: readonly string[];
  readonly dryRun?: boolean;
}

/** Adds the command `copy`. */
export function addCopy(program: Command, cli: Cli): void {
  program
    .command('copy')
    .description('copy repositories from one store to another, where they replace those of the same name')
    .argument('<FROM>', 'the URL of the store to read')
    .argument('<TO>', 'the URL of the store to write')
    .option('--repo <ID>', 'copy this repository (may be given again; default: all)', parseEach)
    .option('--dry-run', 'only say what would be copied')
    .addHelpText(
      'after',
      '\nExample:\n  codeprism-neo4j copy file:.codeprism/graphs sqlite:.codeprism/graph.db',
    )
    .action(async (from: string, to: string, flags: CopyFlags) => {
      if (cli.flags.store !== undefined) {
        const problem = 'copy takes its two stores as arguments, so --store would have no effect.';
        throw new StorageError('CONFIG_INVALID', `${problem} Leave it out.`);
      }
      await cli.withStoreAt(from, (source) =>
        cli.withStoreAt(to, (target) => copy(cli, source, target, flags), given({ dryRun: flags.dryRun })),
      );
    });
}

async function copy(cli: Cli, source: Session, target: Session, { repo, dryRun }: CopyFlags): Promise<void> {
  if (source.storeUrl === target.storeUrl) {
    throw new StorageError('CONFIG_INVALID', `Both stores are ${source.storeName}. Name two different ones.`);
  }
  cli.storeName = `${source.storeName} to ${target.storeName}`;
  const repoIds = repo ?? (await source.store.graph.listRepositories(source.running));
  if (repoIds.length === 0) cli.output.talk(`No repository is stored in ${source.storeName}.`);
  const reports: WriteReport[] = [];
  try {
    for (const repoId of repoIds) {
      const graph = await storedSource(source, repoId, 'copy');
      const report = await target.store.graph.storeGraph(graph, { ...target.running, dryRun });
      reports.push(report);
      if (!cli.output.json)
        await cli.output.print(copyText(report, dryRun === true ? 'Would copy' : 'Copied'));
    }
  } finally {
    // What was copied stays copied, also where a later one fails.
    if (cli.output.json) await cli.output.answer(reports, () => '');
  }
}

function copyText(report: WriteReport, done: string): string {
  const { repoId, nodes, edges, seconds } = report;
  const rows = `${formatAmount(rowsGiven(nodes), 'node')}, ${formatAmount(rowsGiven(edges), 'edge')}`;
  return [printable(`${done} ${repoId} (${rows}, ${formatSeconds(seconds)})`), ...lossLines(report)].join(
    '\n',
  );
}

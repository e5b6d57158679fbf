import type { Command } from 'commander';
import { type BackedUpGraph, writeBackup } from '../../backup/index.ts';
import { given, parseEach } from '../arguments.ts';
import { formatAmount } from '../output/numbers.ts';
import type { Output } from '../output/output.ts';
import { printable } from '../output/width.ts';
import { writeAside } from '../output/write-aside.ts';
import type { Cli } from '../session.ts';

/** Adds the command `backup`. */
export function addBackup(program: Command, cli: Cli): void {
  program
    .command('backup')
    .description('write repositories into one file, from which restore brings them back')
    .argument('<FILE>', 'the file; a name in .gz is compressed')
    .option('--repo <ID>', 'back up this repository (may be given again; default: all)', parseEach)
    .addHelpText('after', '\nExample:\n  codeprism-neo4j backup all.backup.gz')
    .action(async (file: string, flags: { readonly repo?: readonly string[] }) =>
      cli.withStore(async ({ store, storeName, running }) => {
        let graphs: readonly BackedUpGraph[] = [];
        await writeAside(file, async (sink) => {
          graphs = await writeBackup(store.graph, sink, { ...running, ...given({ repoIds: flags.repo }) });
        });
        cli.output.talk(
          printable(
            `Wrote ${formatAmount(graphs.length, 'repository', 'repositories')} of ${storeName} to ${file}`,
          ),
        );
        await cli.output.answer({ file, repositories: graphs }, () => contentsText(graphs, cli.output));
      }),
    );
}

/** What a backup holds, as a table. */
export function contentsText(graphs: readonly BackedUpGraph[], output: Output): string {
  if (graphs.length === 0) return 'No repositories.';
  return output.table(graphs, [
    { title: 'REPOSITORY', value: ({ repoId }) => repoId },
    { title: 'NODES', value: ({ nodes }) => nodes },
    { title: 'EDGES', value: ({ edges }) => edges },
  ]);
}

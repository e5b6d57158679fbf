import type { Command } from 'commander';
import { checkBackup, restoreBackup } from '../../backup/index.ts';
import { rowsGiven, type WriteReport } from '../../storage/index.ts';
import { given, parseEach } from '../arguments.ts';
import { lossesOf } from '../output/losses.ts';
import type { Output } from '../output/output.ts';
import type { Cli } from '../session.ts';
import { contentsText } from './backup.ts';

interface RestoreFlags {
  readonly repo?: readonly string[];
  readonly dryRun?: boolean;
}

/** Adds the command `restore`. */
export function addRestore(program: Command, cli: Cli): void {
  program
    .command('restore')
    .description('bring repositories back from a backup, in place of those of the same name')
    .argument('<FILE>', 'a file that backup wrote')
    .option('--repo <ID>', 'restore this repository (may be given again; default: all)', parseEach)
    .option('--dry-run', 'only check the file and show what is in it')
    .addHelpText('after', '\nExample:\n  codeprism-neo4j restore all.backup.gz --repo ajv')
    .action(async (file: string, flags: RestoreFlags) => {
      if (flags.dryRun === true) {
        const { signal } = cli.terminal;
        const wanted = await checkBackup(file, { signal, ...given({ repoIds: flags.repo }) });
        return cli.output.answer({ file, repositories: wanted }, () => contentsText(wanted, cli.output));
      }
      return cli.withStore(async ({ store, running }) => {
        const options = { ...running, ...given({ repoIds: flags.repo }) };
        const reports = await restoreBackup(store.graph, file, options);
        await cli.output.answer(reports, () => reportsText(reports, cli.output));
      });
    });
}

function reportsText(reports: readonly WriteReport[], output: Output): string {
  if (reports.length === 0) return 'No repositories.';
  const shown = output.table(reports, [
    { title: 'REPOSITORY', value: ({ repoId }) => repoId },
    { title: 'NODES', value: ({ nodes }) => rowsGiven(nodes) },
    { title: 'EDGES', value: ({ edges }) => rowsGiven(edges) },
    { title: 'SECONDS', value: ({ seconds }) => seconds.toFixed(2) },
  ]);
  return [shown, ...reports.flatMap(lossesOf)].join('\n');
}

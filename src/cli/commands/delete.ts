import type { Command } from 'commander';
import { StorageError } from '../../errors/index.ts';
import { formatAmount } from '../output/numbers.ts';
import { printable } from '../output/width.ts';
import { confirm } from '../prompts.ts';
import type { Cli, Session } from '../session.ts';
import { isInteractive } from '../terminal.ts';

interface DeleteFlags {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

export function addDelete(program: Command, cli: Cli): void {
  program
    .command('delete')
    .description('delete a repository from the store')
    .argument('<REPO>', 'the repository')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'only say what would be deleted')
    .addHelpText('after', '\nExample:\n  codeprism-neo4j delete ajv --yes')
    .action(async (repoId: string, { yes, dryRun = false }: DeleteFlags) =>
      cli.withStore(
        async (session) => {
          const { graph } = session.store;
          if (!dryRun && yes !== true && !(await isConfirmed(cli, session, repoId))) return;
          const wasStored = await graph.graphExists(repoId, session.running);
          const report = await graph.deleteGraph(repoId, { ...session.running, dryRun });
          const done = dryRun ? 'Would delete' : 'Deleted';
          const rows = `${formatAmount(report.nodes.deleted, 'node')}, ${formatAmount(report.edges.deleted, 'edge')}`;
          const name = printable(JSON.stringify(repoId));
          await cli.output.answer(report, () =>
            wasStored ? `${done} ${name}: ${rows}.` : `No repository ${name} was stored; nothing to delete.`,
          );
        },
        { dryRun },
      ),
    );
}

async function isConfirmed(
  cli: Cli,
  { store, storeName, running }: Session,
  repoId: string,
): Promise<boolean> {
  if (!isInteractive(cli.terminal)) {
    throw new StorageError(
      'CONFIG_INVALID',
      'Nobody can be asked here. Give --yes to delete without asking.',
    );
  }
  const metadata = await store.graph.getGraphMetadata(repoId, running);
  if (metadata === undefined) return true;
  const size = `${formatAmount(metadata.totalNodes, 'node')}, ${formatAmount(metadata.totalEdges, 'edge')}`;
  if (await confirm(cli.terminal, `Delete ${JSON.stringify(repoId)} (${size}) from ${storeName}?`))
    return true;
  cli.output.talk('Nothing was deleted.');
  return false;
}

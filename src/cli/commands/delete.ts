import type { Command } from 'commander';
import { StorageError } from '../../errors/index.ts';
import { formatAmount } from '../output/numbers.ts';
import { printable } from '../output/width.ts';
import { confirm } from '../prompts.ts';
import type { Cli, Session } from '../session.ts';
import { isInteractive } from '../terminal.ts';

export function addDelete(program: Command, cli: Cli): void {
  program
    .command('delete')
    .description('delete a repository from the store')
    .argument('<REPO>', 'the repository')
    .option('--yes', 'do not ask')
    .addHelpText('after', '\nExample:\n  codeprism-neo4j delete ajv --yes')
    .action(async (repoId: string, flags: { readonly yes?: boolean }) =>
      cli.withStore(async (session) => {
        const { graph } = session.store;
        if (flags.yes !== true && !(await isConfirmed(cli, session, repoId))) return;
        const wasStored = await graph.graphExists(repoId, session.running);
        const report = await graph.deleteGraph(repoId, session.running);
        const rows = `${formatAmount(report.nodes.deleted, 'node')}, ${formatAmount(report.edges.deleted, 'edge')}`;
        const name = printable(JSON.stringify(repoId));
        await cli.output.answer(report, () =>
          wasStored ? `Deleted ${name}: ${rows}.` : `No repository ${name} was stored; nothing to delete.`,
        );
      }),
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

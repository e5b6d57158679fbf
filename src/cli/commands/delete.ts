import type { Command } from 'commander';
import { StorageError } from '../../errors/index.ts';
import type { WriteReport } from '../../storage/index.ts';
import { formatAmount } from '../output/numbers.ts';
import { printable } from '../output/width.ts';
import { confirm } from '../prompts.ts';
import type { Cli, Session } from '../session.ts';
import { isInteractive } from '../terminal.ts';

interface DeleteFlags {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** Adds the command `delete`. */
export function addDelete(program: Command, cli: Cli): void {
  program
    .command('delete')
    .description('delete a repository from the store: its graph and the results of its analyses')
    .argument('<REPO>', 'the repository')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'only say what would be deleted')
    .addHelpText('after', '\nExample:\n  codeprism-neo4j delete ajv --yes')
    .action(async (repoId: string, { yes, dryRun = false }: DeleteFlags) =>
      cli.withStore(
        async (session) => {
          if (!dryRun && yes !== true && !(await isConfirmed(cli, session, repoId))) return;
          const deletion = await deleteRepository(session, repoId, dryRun);
          await cli.output.answer(deletion, () => deletionText(deletion, dryRun));
        },
        { dryRun },
      ),
    );
}

interface Deletion extends WriteReport {
  /** Whether there was a graph. */
  readonly wasStored: boolean;
  /** How many results of analyses were deleted with it. */
  readonly analyses: number;
}

async function deleteRepository(
  { store: { graph, analysis }, running }: Session,
  repoId: string,
  dryRun: boolean,
): Promise<Deletion> {
  const wasStored = await graph.graphExists(repoId, running);
  const report = await graph.deleteGraph(repoId, { ...running, dryRun });
  const analyses = dryRun
    ? (await analysis.findAnalysis(repoId, running)).length
    : await analysis.deleteAnalysesOf(repoId, running);
  return { ...report, wasStored, analyses };
}

function deletionText({ repoId, wasStored, nodes, edges, analyses }: Deletion, dryRun: boolean): string {
  const name = printable(JSON.stringify(repoId));
  if (!wasStored && analyses === 0) return `No repository ${name} was stored; nothing to delete.`;
  const parts = [
    formatAmount(nodes.deleted, 'node'),
    formatAmount(edges.deleted, 'edge'),
    ...(analyses === 0 ? [] : [formatAmount(analyses, 'result of an analysis', 'results of analyses')]),
  ];
  return `${dryRun ? 'Would delete' : 'Deleted'} ${name}: ${parts.join(', ')}.`;
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

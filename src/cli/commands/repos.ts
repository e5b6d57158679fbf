import type { Command } from 'commander';
import type { GraphMetadata } from '../../graph/index.ts';
import { moment } from '../output/moment.ts';
import type { Cli, Session } from '../session.ts';

type RepositoryRow = Omit<GraphMetadata, 'fileHashes'>;

/** Adds the command `repos`. */
export function addRepos(program: Command, cli: Cli): void {
  program
    .command('repos')
    .description('list the stored repositories')
    .addHelpText('after', '\nExample:\n  codeprism-neo4j repos --store sqlite:.codeprism/graph.db')
    .action(async () =>
      cli.withStore(async (session) => {
        const rows = await repositories(session);
        if (rows.length === 0) cli.output.talk(`No repository is stored in ${session.storeName}.`);
        if (rows.length === 0 && !cli.output.json) return;
        await cli.output.answer(rows, () =>
          cli.output.table(rows, [
            { title: 'REPOSITORY', value: (row) => row.repoId },
            { title: 'NODES', value: (row) => row.totalNodes },
            { title: 'EDGES', value: (row) => row.totalEdges },
            { title: 'LAST UPDATED', value: (row) => moment(row.lastUpdated) },
          ]),
        );
      }),
    );
}

async function repositories({ store, running }: Session): Promise<RepositoryRow[]> {
  const rows: RepositoryRow[] = [];
  for (const repoId of await store.graph.listRepositories(running)) {
    const metadata = await store.graph.getGraphMetadata(repoId, running);
    if (metadata === undefined) continue; // deleted since it was listed
    const { fileHashes: _, ...row } = metadata;
    rows.push(row);
  }
  return rows;
}

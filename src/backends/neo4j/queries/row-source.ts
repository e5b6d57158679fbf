import { type ReadOptions, repositoryNotFound } from '../../../storage/index.ts';
import type { GraphRowSource, GraphRows } from '../../../traversal/index.ts';
import type { Connection } from '../connection.ts';
import { readGraph } from '../load.ts';
import { readConsistently } from '../state.ts';
import * as cypher from '../statements.generated.ts';

/**
 * The stored graphs as the in-process engine reads them: whole, in one transaction that saw one state.
 * Generations are never given twice, so generation and revision together name a state for good.
 */
export function rowSource(connection: Connection): GraphRowSource {
  return {
    open: async (repoId, options) => {
      const version = await readConsistently(
        connection,
        repoId,
        async (_tx, { generation, revision }) => `${generation}|${revision}`,
        options,
      );
      return version === undefined
        ? undefined
        : { version, rows: (reading) => rows(connection, repoId, reading) };
    },
    repositories: async (options) => {
      const { repoIds } = await connection.read((tx) => tx.one(cypher.listRepositories, {}), options);
      return repoIds as string[];
    },
  };
}

async function rows(connection: Connection, repoId: string, options: ReadOptions): Promise<GraphRows> {
  const graph = await readConsistently(
    connection,
    repoId,
    (tx, state) => readGraph(tx, repoId, state, options),
    options,
  );
  // Deleted since it was opened.
  if (graph === undefined) throw repositoryNotFound(repoId);
  return graph;
}

import { type QueryEngine, type ReadOptions, repositoryNotFound } from '../../../storage/index.ts';
import { nearNames } from '../../../traversal/selectors.ts';
import type { Connection } from '../connection.ts';
import type { Database } from '../database.ts';
import { repositoryIds } from '../repository.ts';
import { RepositoryReader } from './repository-reader.ts';
import * as sql from './statements.ts';
import type { CountedRows } from './summary.ts';

/** A repository as a question finds it. */
interface State {
  readonly revision: string;
  readonly totalNodes: number;
  readonly totalEdges: number;
  readonly summary: CountedRows | undefined;
}

type Row = readonly [
  number: number,
  revision: string,
  totalNodes: number,
  totalEdges: number,
  summary: CountedRows | null,
];

/**
 * Answers in SQLite what is about some nodes, each question of one state of the repository.
 * @param inMemory answers all else from a graph that is read
 */
export function sqliteQueryEngine(database: Database, inMemory: QueryEngine): QueryEngine {
  const ask = async <Answer>(
    repoId: string,
    options: ReadOptions,
    answer: (reader: RepositoryReader, state: State) => Promise<Answer> | Answer,
  ): Promise<Answer> => {
    const answered = await database.readLong(options, async (connection) => {
      const { reader, state } = open(connection, repoId);
      return { answer: await answer(reader, state) };
    });
    if (answered === undefined) throw repositoryNotFound(repoId);
    return answered.answer;
  };
  return {
    ...inMemory,
    findNodes: async (repoId, query) => {
      const { findNodes } = await import('./find-nodes.ts');
      return ask(repoId, query, (reader) => findNodes(reader, query));
    },
    walk: async (repoId, query) => {
      if (query.throughOverrides) return inMemory.walk(repoId, query);
      const { walk } = await import('./walks/walk.ts');
      return ask(repoId, query, (reader) => walk(reader, query));
    },
    callGraph: async (repoId, query) => {
      const { callGraph } = await import('./walks/call-graph.ts');
      return ask(repoId, query, (reader) => callGraph(reader, query));
    },
    callPath: async (repoId, query) => {
      const { callPath } = await import('./walks/call-path.ts');
      return ask(repoId, query, (reader) => callPath(reader, query));
    },
    summary: async (repoId, query) => {
      const { countRows } = await import('./summary.ts');
      return ask(repoId, query, (reader, { totalNodes, totalEdges, summary }) => ({
        repoId,
        totalNodes,
        totalEdges,
        ...(summary ?? countRows(reader)),
      }));
    },
  };
}

/** @throws `NOT_FOUND` with near names of repositories */
function open(
  connection: Connection,
  repoId: string,
): { readonly reader: RepositoryReader; readonly state: State } {
  const row = connection.json(sql.FIND_REPOSITORY, [repoId]) as Row | undefined;
  if (row === undefined) throw repositoryNotFound(repoId, nearNames(repoId, repositoryIds(connection)));
  const [number, revision, totalNodes, totalEdges, summary] = row;
  const state = { revision, totalNodes, totalEdges, summary: summary ?? undefined };
  return { reader: new RepositoryReader(connection, number), state };
}

import { type ReadOptions, repositoryNotFound } from '../../../storage/index.ts';
import { nearNames } from '../../../traversal/selectors.ts';
import type { Connection } from '../connection.ts';
import type { Database } from '../database.ts';
import { repositoryIds } from '../repository.ts';
import { RepositoryReader } from './repository-reader.ts';
import * as sql from './statements.ts';
import type { CountedRows } from './summary.ts';

/** A repository as a question finds it. */
export interface State {
  readonly revision: string;
  readonly totalNodes: number;
  readonly totalEdges: number;
  /** Undefined where it must be counted. */
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
 * Asks about one repository in one transaction, which sees one state of it.
 * @throws `NOT_FOUND` with near names of repositories
 */
export async function ask<Answer>(
  database: Database,
  repoId: string,
  options: ReadOptions,
  answer: (reader: RepositoryReader, state: State) => Promise<Answer> | Answer,
): Promise<Answer> {
  const answered = await database.readLong(options, async (connection) => {
    const { reader, state } = open(connection, repoId);
    return { answer: await answer(reader, state) };
  });
  if (answered === undefined) throw repositoryNotFound(repoId);
  return answered.answer;
}

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

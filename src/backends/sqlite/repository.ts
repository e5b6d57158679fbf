import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type GraphMetadata, recordOf } from '../../graph/index.ts';
import type { Connection } from './connection.ts';
import { forgetColumns } from './kept-columns.ts';

type Row = readonly [
  number: number,
  revision: string,
  seconds: number,
  nanoseconds: number,
  version: number,
  schemaVersion: string,
  totalNodes: number,
  totalEdges: number,
];

/** A repository as it is stored, without its rows. */
export interface StoredRepository {
  readonly number: number;
  /** New after every write and never given twice, in this file or any other. */
  readonly revision: string;
  readonly metadata: GraphMetadata;
}

/** What says whether a repository is still in the state it was; `undefined` if it is not stored. */
export function revisionOf(connection: Connection, repoId: string): string | undefined {
  return connection.row('SELECT revision FROM repository WHERE id = ?', [repoId])?.[0] as string | undefined;
}

/** The ids of all stored repositories, in code point order. */
export function repositoryIds(connection: Connection): string[] {
  return connection.json('SELECT json_group_array(id) FROM repository') as string[];
}

/** A repository's row; undefined if it is not stored. */
export function findRepository(connection: Connection, repoId: string): StoredRepository | undefined {
  const row = connection.json(
    `SELECT json_array(number, revision, seconds, nanoseconds, version, schema_version, total_nodes, total_edges)
     FROM repository WHERE id = ?`,
    [repoId],
  ) as Row | undefined;
  if (row === undefined) return undefined;
  const [number, revision, seconds, nanoseconds, version, schemaVersion, totalNodes, totalEdges] = row;
  const lastUpdated = { seconds, nanoseconds };
  const fileHashes = fileHashesOf(connection, number);
  return {
    number,
    revision,
    metadata: { repoId, lastUpdated, version, fileHashes, totalNodes, totalEdges, schemaVersion },
  };
}

/** @returns the new repository's number */
export function insertRepository(connection: Connection, repoId: string): number {
  connection.run(`INSERT INTO repository VALUES (NULL, ?, '', 0, 0, 0, '', 0, 0, NULL)`, [repoId]);
  return connection.count('SELECT number FROM repository WHERE id = ?', [repoId]);
}

/** Sets everything but the hashes, and a new revision; what was counted is forgotten. */
export function saveRepository(connection: Connection, number: number, metadata: GraphMetadata): void {
  const { lastUpdated, version, schemaVersion, totalNodes, totalEdges } = metadata;
  forgetColumns(connection, number);
  connection.run(
    `UPDATE repository SET revision = ?, seconds = ?, nanoseconds = ?, version = ?, schema_version = ?,
     total_nodes = ?, total_edges = ?, summary = NULL WHERE number = ?`,
    [
      randomUUID(),
      lastUpdated.seconds,
      lastUpdated.nanoseconds,
      version,
      schemaVersion,
      totalNodes,
      totalEdges,
      number,
    ],
  );
}

/** Keeps what was counted in this state of the repository. */
export function saveSummary(connection: Connection, number: number, summary: object): void {
  connection.run('UPDATE repository SET summary = ? WHERE number = ?', [JSON.stringify(summary), number]);
}

/** Whether two metadata of one repository differ in anything that is stored. */
export function metadataDiffer(a: GraphMetadata, b: GraphMetadata): boolean {
  return !isDeepStrictEqual({ ...a, repoId: '' }, { ...b, repoId: '' });
}

/** Makes the hashes equal to `after`, given what they are. */
export function changeFileHashes(
  connection: Connection,
  repository: number,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): void {
  for (const path of Object.keys(before)) {
    if (Object.hasOwn(after, path)) continue;
    connection.run('DELETE FROM file_hash WHERE repository = ? AND path = ?', [repository, path]);
  }
  for (const [path, hash] of Object.entries(after)) {
    if (Object.hasOwn(before, path) && before[path] === hash) continue;
    connection.run('INSERT OR REPLACE INTO file_hash VALUES (?, ?, ?)', [repository, path, hash]);
  }
}

/** Deletes a repository and everything that belongs to it. */
export function deleteRepository(connection: Connection, number: number): void {
  for (const table of ['edge', 'node', 'kind', 'file', 'file_hash', 'file_digest', 'graph_column'])
    connection.run(`DELETE FROM ${table} WHERE repository = ?`, [number]);
  connection.run('DELETE FROM repository WHERE number = ?', [number]);
}

function fileHashesOf(connection: Connection, repository: number): Record<string, string> {
  const pairs = connection.json(
    `SELECT json_group_array(json_array(path, hash))
     FROM (SELECT path, hash FROM file_hash WHERE repository = ? ORDER BY path)`,
    [repository],
  );
  return recordOf(pairs as [string, string][]);
}

import { EMPTY_DIGEST, type FileDigests } from '../../hashes/file-digests.ts';
import type { Connection } from './connection.ts';
import { insertRows } from './rows.ts';

/** In place of the digest of a file that nothing is known of. */
const UNKNOWN = '';

/**
 * The digests of a repository's files by path, of those that own something; undefined where none were kept.
 */
export function storedDigests(connection: Connection, repository: number): Map<string, string> | undefined {
  const rows = connection.json(
    'SELECT json_group_array(json_array(path, digest)) FROM file_digest WHERE repository = ?',
    [repository],
  ) as [string, string][];
  return rows.length === 0 ? undefined : new Map(rows);
}

/**
 * Keeps the digests of some files, by default of all.
 * @param isSure whether every row that came twice was noticed
 */
export function saveDigests(
  connection: Connection,
  repository: number,
  digests: FileDigests,
  files?: ReadonlySet<string>,
  isSure = true,
): void {
  if (files === undefined) connection.run('DELETE FROM file_digest WHERE repository = ?', [repository]);
  for (const path of files ?? [])
    connection.run('DELETE FROM file_digest WHERE repository = ? AND path = ?', [repository, path]);
  const values: string[] = [];
  for (const path of files ?? digests.paths) {
    const digest = isSure ? digests.digestOf(path) : null;
    if (digest !== EMPTY_DIGEST) values.push(path, digest ?? UNKNOWN);
  }
  insertRows(connection, { into: 'file_digest', width: 2, first: repository, values });
}

/** The files whose digests differ from those that are kept. */
export function changedFiles(digests: FileDigests, known: ReadonlyMap<string, string>): Set<string> {
  const paths = new Set([...digests.paths, ...known.keys()]);
  return new Set([...paths].filter((path) => digests.digestOf(path) !== (known.get(path) ?? EMPTY_DIGEST)));
}

const HAS_DIGESTS = 'EXISTS (SELECT 1 FROM file_digest WHERE repository = ?1)';
const DOUBT_PATHS = `INSERT OR REPLACE INTO file_digest
  SELECT ?1, value, '' FROM json_each(?2) WHERE ${HAS_DIGESTS}`;
const DOUBT_OWNERS = `INSERT OR REPLACE INTO file_digest
  SELECT DISTINCT ?1, file.text, '' FROM json_each(?2) given
  CROSS JOIN node ON node.repository = ?1 AND node.id = given.value
  CROSS JOIN file ON file.repository = ?1 AND file.number = node.file WHERE ${HAS_DIGESTS}`;
const DOUBT_REFERRING = `INSERT OR REPLACE INTO file_digest
  SELECT DISTINCT ?1, file.text, '' FROM json_each(?2) given
  CROSS JOIN node target ON target.repository = ?1 AND target.id = given.value
  CROSS JOIN edge INDEXED BY edge_target ON edge.repository = ?1 AND edge.target = target.number
  CROSS JOIN node source ON source.repository = ?1 AND source.number = edge.source
  CROSS JOIN file ON file.repository = ?1 AND file.number = source.file WHERE ${HAS_DIGESTS}`;

/** What an edit touches, before it does. */
export interface Touched {
  readonly files?: readonly string[];
  /** Of nodes that change, or from which edges that change lead. */
  readonly ids: readonly string[];
  /** Whether edges that end at these nodes change too. */
  readonly withReferring?: boolean;
}

/** Forgets the digests of all files that own what an edit touches, and of what no file owns. */
export function doubtDigests(
  connection: Connection,
  repository: number,
  { files = [], ids, withReferring = false }: Touched,
): void {
  connection.run(DOUBT_PATHS, [repository, JSON.stringify(['', ...files])]);
  connection.run(DOUBT_OWNERS, [repository, JSON.stringify(ids)]);
  if (withReferring) connection.run(DOUBT_REFERRING, [repository, JSON.stringify(ids)]);
}

import type { Connection } from './connection.ts';

/**
 * What a first graph is inserted without: an index made of rows that are
 * there costs a fraction of one kept up to date.
 */
const LATE_INDEXES = ['edge_target', 'node_file', 'node_name'];

/**
 * Runs `work`, which inserts rows, and makes those indexes afterwards where the file holds no other graph. It
 * is to be called within a transaction, which takes all of it back if it fails.
 */
export async function withLateIndexes<Result>(
  connection: Connection,
  work: () => Promise<Result>,
): Promise<Result> {
  if (connection.row('SELECT 1 FROM node LIMIT 1') !== undefined) return work();
  const statements = LATE_INDEXES.map((name) => {
    const [sql] = connection.row('SELECT sql FROM sqlite_schema WHERE name = ?', [name]) ?? [];
    connection.exec(`DROP INDEX ${name}`);
    return String(sql);
  });
  const result = await work();
  for (const sql of statements) connection.exec(sql);
  return result;
}

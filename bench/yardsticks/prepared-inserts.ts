import Database from 'libsql';
import type { SerializableGraph } from '../../src/index.ts';

/** Tables as one writes them down first: texts for keys, and nothing to look rows up by but those. */
const TABLES = `
PRAGMA journal_mode = WAL;
PRAGMA cache_size = -65536;
CREATE TABLE node (
  repo TEXT, id TEXT, name TEXT, kind TEXT, file TEXT, start_byte INTEGER, end_byte INTEGER,
  start_line INTEGER, end_line INTEGER, start_column INTEGER, end_column INTEGER, attributes TEXT,
  PRIMARY KEY (repo, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE edge (
  repo TEXT, source TEXT, target TEXT, kind TEXT, attributes TEXT, PRIMARY KEY (repo, source, target, kind)
) STRICT, WITHOUT ROWID;
`;

/** S1: one prepared INSERT for each row, all in one transaction, into a new file. */
export function insertRowByRow(file: string, { repoId, nodes, edges }: SerializableGraph): void {
  const database = new Database(file);
  try {
    database.exec(TABLES);
    const node = database.prepare('INSERT INTO node VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    const edge = database.prepare('INSERT INTO edge VALUES (?, ?, ?, ?, ?)');
    database.exec('BEGIN');
    for (const { id, name, kind, file: path, span, attributes } of nodes) {
      const { startByte, endByte, startLine, endLine, startColumn, endColumn } = span;
      const place = [startByte, endByte, startLine, endLine, startColumn, endColumn];
      node.run([repoId, id, name, kind, path, ...place, JSON.stringify(attributes)]);
    }
    for (const { source, target, kind, attributes } of edges)
      edge.run([repoId, source, target, kind, JSON.stringify(attributes)]);
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}

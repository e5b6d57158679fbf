import type { Connection } from './connection.ts';

/** SQLite's `application_id` of our files: `CPGr`. */
export const APPLICATION_ID = 0x43504772;

/**
 * What makes each layout version out of the one before, the first out of an empty file. `user_version` says
 * how many a file has seen. Never changed once released: a new layout is a new entry.
 *
 * Texts are stored once and numbered: a file's path, a kind, a node's id. A node whose `kind` is null is not
 * stored itself, it is an end of edges. Attributes are JSON, null for none.
 */
export const MIGRATIONS: readonly string[] = [
  `
CREATE TABLE repository (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  revision TEXT NOT NULL,
  seconds INTEGER NOT NULL,
  nanoseconds INTEGER NOT NULL,
  version INTEGER NOT NULL,
  schema_version TEXT NOT NULL,
  total_nodes INTEGER NOT NULL,
  total_edges INTEGER NOT NULL
) STRICT;
CREATE TABLE file_hash (
  repository INTEGER NOT NULL, path TEXT NOT NULL, hash TEXT NOT NULL,
  PRIMARY KEY (repository, path)
) STRICT, WITHOUT ROWID;
CREATE TABLE file (
  repository INTEGER NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (repository, number), UNIQUE (repository, text)
) STRICT, WITHOUT ROWID;
CREATE TABLE kind (
  repository INTEGER NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (repository, number), UNIQUE (repository, text)
) STRICT, WITHOUT ROWID;
CREATE TABLE node (
  repository INTEGER NOT NULL, number INTEGER NOT NULL, id TEXT NOT NULL,
  kind INTEGER, name TEXT, file INTEGER,
  start_byte INTEGER, end_byte INTEGER, start_line INTEGER, end_line INTEGER,
  start_column INTEGER, end_column INTEGER,
  attributes TEXT,
  PRIMARY KEY (repository, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX node_id ON node (repository, id);
CREATE INDEX node_file ON node (repository, file);
CREATE INDEX node_not_stored ON node (repository, number) WHERE kind IS NULL;
CREATE TABLE edge (
  repository INTEGER NOT NULL, source INTEGER NOT NULL, target INTEGER NOT NULL, kind INTEGER NOT NULL,
  attributes TEXT,
  PRIMARY KEY (repository, source, target, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX edge_target ON edge (repository, target);
`,
  `
CREATE TABLE analysis (
  number INTEGER PRIMARY KEY,
  repo_id TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL,
  seconds INTEGER NOT NULL, nanoseconds INTEGER NOT NULL,
  metadata TEXT NOT NULL, data TEXT NOT NULL,
  UNIQUE (repo_id, id)
) STRICT;
CREATE INDEX analysis_time ON analysis (repo_id, type, seconds, nanoseconds);
CREATE INDEX analysis_age ON analysis (seconds, nanoseconds);
`,
  // A cached value lies apart from what is written when it is used, and the totals follow by themselves.
  `
CREATE TABLE cache_entry (
  number INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  expires_at INTEGER,
  used INTEGER NOT NULL
) STRICT;
CREATE INDEX cache_entry_used ON cache_entry (used);
CREATE INDEX cache_entry_expiry ON cache_entry (expires_at, size) WHERE expires_at IS NOT NULL;
CREATE TABLE cache_value (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE cache_total (entries INTEGER NOT NULL, bytes INTEGER NOT NULL) STRICT;
INSERT INTO cache_total VALUES (0, 0);
CREATE TRIGGER cache_entry_added AFTER INSERT ON cache_entry BEGIN
  UPDATE cache_total SET entries = entries + 1, bytes = bytes + new.size;
END;
CREATE TRIGGER cache_entry_resized AFTER UPDATE OF size ON cache_entry BEGIN
  UPDATE cache_total SET bytes = bytes - old.size + new.size;
END;
CREATE TRIGGER cache_entry_deleted AFTER DELETE ON cache_entry BEGIN
  DELETE FROM cache_value WHERE number = old.number;
  UPDATE cache_total SET entries = entries - 1, bytes = bytes - old.size;
END;
`,
  // What a question is answered by without a pass over the rows; `summary` is
  // JSON, null where rows changed since it was counted.
  `
CREATE INDEX node_name ON node (repository, name, kind);
ALTER TABLE repository ADD COLUMN summary TEXT;
`,
  // By which a graph that is stored again is compared: of files that own
  // something; empty where what they own was edited.
  `
CREATE TABLE file_digest (
  repository INTEGER NOT NULL, path TEXT NOT NULL, digest TEXT NOT NULL,
  PRIMARY KEY (repository, path)
) STRICT, WITHOUT ROWID;
`,
  // What questions about all nodes read of a graph as it was stored,
  // column by column; none where rows changed since.
  `
CREATE TABLE graph_column (
  repository INTEGER NOT NULL, name TEXT NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (repository, name)
) STRICT;
`,
];

/** Brings a file forward to the newest layout, within the transaction that the caller has begun. */
export function migrate(connection: Connection, migrations: readonly string[] = MIGRATIONS): void {
  for (let layout = layoutOf(connection); layout < migrations.length; layout++) {
    connection.exec(migrations[layout] ?? '');
    connection.exec(`PRAGMA user_version = ${layout + 1}`);
  }
}

/** The version of a file's layout, 0 where there is none. */
export function layoutOf(connection: Connection): number {
  return Number(connection.row('PRAGMA user_version')?.[0]);
}

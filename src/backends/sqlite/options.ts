export interface SqliteStoreOptions {
  /** The database file; made with its folders at the first write. Beside it SQLite keeps `-wal` and `-shm` while it is open. */
  readonly file: string;
  /** How long a write waits for another process that is writing, before it fails with `CONFLICT`. Default 5,000. */
  readonly busyTimeoutMilliseconds?: number;
}

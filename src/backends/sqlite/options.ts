import type { DriverName } from './driver/driver.ts';

/** How a store in an SQLite file is opened. */
export interface SqliteStoreOptions {
  /**
   * The database file; made with its folders at the first write. Beside it
   * SQLite keeps `-wal` and `-shm` while it is open.
   */
  readonly file: string;
  /**
   * How long a write waits for another process that is writing, before
   * it fails with `CONFLICT`. Default 5,000.
   */
  readonly busyTimeoutMilliseconds?: number;
  /** Refuses every write with `UNSUPPORTED`, and leaves a file of an older layout in it. Default false. */
  readonly readOnly?: boolean;
  /**
   * What SQLite comes from. Default: what the variable `CODEPRISM_SQLITE_DRIVER` names, else
   * `node:sqlite` where Node has it (22.16 and newer), else the optional package `libsql`.
   * Open one file by the same driver throughout a process.
   */
  readonly driver?: DriverName;
}

/** How a cache in an SQLite file is opened. */
export interface SqliteCacheOptions {
  /**
   * The database file; made with its folders when the first value is kept. It may be that of a store, but
   * then no value is kept while a large graph is being written.
   */
  readonly file: string;
  /** The most bytes of keys and values. Default 256 MiB. */
  readonly maxBytes?: number | undefined;
  /** Milliseconds since 1970, for times to live, which outlive the process. Default `Date.now`. */
  readonly clock?: (() => number) | undefined;
  /** How long a value waits for another process that is writing, before it is not kept. Default 50. */
  readonly busyTimeoutMilliseconds?: number | undefined;
  /** As of a store. */
  readonly driver?: DriverName | undefined;
}

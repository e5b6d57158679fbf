/** A value that SQLite takes for a parameter. */
export type Value = string | number | Uint8Array | null;

/** A statement that was prepared once and is run many times. */
export interface DriverStatement {
  /** @returns how many rows it changed */
  run(parameters: readonly Value[]): number;
  /** The first row, by column. */
  get(parameters: readonly Value[]): readonly unknown[] | undefined;
}

/** One connection. */
export interface DriverDatabase {
  exec(sql: string): void;
  prepare(sql: string): DriverStatement;
  close(): void;
}

/** What a driver is called: Node's own module, or the package. */
export type DriverName = 'node:sqlite' | 'libsql';

/** All that is needed of a library that contains SQLite. */
export interface Driver {
  readonly name: DriverName;
  /** @param address a path, or a URL of SQLite's with its parameters */
  open(address: string): DriverDatabase;
  /** Has what closed connections still hold given back. */
  release(): void;
}

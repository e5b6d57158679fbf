import { StorageError } from '../../errors/index.ts';

/** A value that SQLite takes for a parameter. */
export type Value = string | number | Uint8Array | null;

/** The few methods of libsql, and of better-sqlite3 before it, that are used here. */
export interface DriverStatement {
  raw(): DriverStatement;
  run(parameters: readonly Value[]): { readonly changes: number };
  get(parameters: readonly Value[]): readonly unknown[] | undefined;
}

/** What is used of the driver's connection. */
export interface DriverDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): DriverStatement;
  close(): void;
}

/** The driver's constructor of connections. */
export type Driver = new (file: string) => DriverDatabase;

/** @throws `UNSUPPORTED` if the optional package is not installed, or not for this platform */
export async function loadDriver(): Promise<Driver> {
  try {
    const { default: driver } = await import('libsql');
    return driver as unknown as Driver;
  } catch (error) {
    throw new StorageError(
      'UNSUPPORTED',
      'SQLite stores need the optional package libsql, which could not be loaded. Install it (npm install libsql), or use file:DIR.',
      { backend: 'sqlite', cause: error },
    );
  }
}

/** Whether SQLite stores can be opened here. */
export async function isSqliteAvailable(): Promise<boolean> {
  return loadDriver().then(
    () => true,
    () => false,
  );
}

import { describe, StorageError } from '../../../errors/index.ts';
import type { Driver, DriverName } from './driver.ts';
import { libsql } from './libsql.ts';
import { nodeSqlite } from './node-sqlite.ts';

/** Names a driver for a whole process, where no option does. */
const VARIABLE = 'CODEPRISM_SQLITE_DRIVER';
const NAMES: readonly unknown[] = ['node:sqlite', 'libsql'] satisfies DriverName[];

/**
 * The driver that was asked for, else Node's own where there is one, else libsql. All connections of a
 * process to one file have to be by the same: two libraries of SQLite in one process drop each other's locks.
 * @throws `CONFIG_INVALID` for an unknown name, `UNSUPPORTED` where none can be loaded
 */
export async function loadDriver(wanted: unknown = process.env[VARIABLE]): Promise<Driver> {
  if (wanted !== undefined && !NAMES.includes(wanted)) throw unknownDriver(wanted);
  const own = wanted === 'libsql' ? undefined : nodeSqlite();
  if (own !== undefined) return own;
  if (wanted === 'node:sqlite') throw noDriver('The driver node:sqlite needs Node 22.16 or newer.');
  try {
    return await libsql();
  } catch (error) {
    throw noDriver(
      'SQLite stores need Node 22.16 or newer, or the optional package libsql, which could not be loaded. Install it (npm install libsql), or use file:DIR.',
      error,
    );
  }
}

/**
 * The driver that SQLite stores are opened by where nothing is asked for; undefined where none can be loaded.
 */
export async function sqliteDriver(): Promise<DriverName | undefined> {
  return loadDriver().then(
    ({ name }) => name,
    () => undefined,
  );
}

/** Whether SQLite stores can be opened here. */
export async function isSqliteAvailable(): Promise<boolean> {
  return (await sqliteDriver()) !== undefined;
}

function unknownDriver(wanted: unknown): StorageError {
  return new StorageError(
    'CONFIG_INVALID',
    `The SQLite driver is ${describe(wanted)}. Choose node:sqlite or libsql (option driver, or ${VARIABLE}).`,
    { backend: 'sqlite', context: { option: 'driver' } },
  );
}

function noDriver(message: string, cause?: unknown): StorageError {
  return new StorageError('UNSUPPORTED', message, { backend: 'sqlite', cause });
}

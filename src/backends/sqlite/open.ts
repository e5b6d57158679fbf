import { resolve } from 'node:path';
import { asStorageError, StorageError } from '../../errors/index.ts';
import { type GraphStore, graphStore } from '../../storage/index.ts';
import { SqliteGraphBackend } from './backend.ts';
import { Database } from './database.ts';
import { loadDriver } from './driver.ts';
import type { SqliteStoreOptions } from './options.ts';

const DEFAULT_BUSY_TIMEOUT_MILLISECONDS = 5_000;

/**
 * Opens a store in one SQLite file, by the optional package libsql. A file that is not there yet is an empty store. One of
 * another program, or of a newer version of this package, is refused and stays as it is.
 * @throws `CONFIG_INVALID` for a path or an option that cannot be, `UNSUPPORTED` without libsql and for a newer layout,
 * `UNAVAILABLE`, `CORRUPT`
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<GraphStore> {
  const file = checkedFile(options.file);
  const busyTimeoutMilliseconds = checkedTimeout(options.busyTimeoutMilliseconds);
  const driver = await loadDriver();
  const database = new Database({ driver, file, busyTimeoutMilliseconds });
  try {
    await database.exists({});
  } catch (error) {
    database.close();
    throw asStorageError(error).at({ backend: 'sqlite' });
  }
  return graphStore(new SqliteGraphBackend(database));
}

function checkedFile(file: unknown): string {
  if (typeof file === 'string' && file !== '' && file !== ':memory:' && !file.includes('\0'))
    return resolve(file);
  const hint = file === ':memory:' ? 'Use a memory store (memory:) for what need not be kept.' : 'Name one.';
  throw invalidOption('file', `must be the path of a file. ${hint}`);
}

function checkedTimeout(milliseconds: unknown = DEFAULT_BUSY_TIMEOUT_MILLISECONDS): number {
  if (typeof milliseconds === 'number' && milliseconds >= 0) return milliseconds;
  throw invalidOption('busyTimeoutMilliseconds', 'must be a number of milliseconds, 0 or more.');
}

function invalidOption(option: string, problem: string): StorageError {
  return new StorageError('CONFIG_INVALID', `Option ${option} ${problem}`, {
    backend: 'sqlite',
    context: { option },
  });
}

import { resolve } from 'node:path';
import { asStorageError, describe, StorageError } from '../../errors/index.ts';
import {
  type CacheStorage,
  cacheStorage,
  checkGiven,
  type GraphStore,
  graphStore,
} from '../../storage/index.ts';
import { SqliteGraphBackend } from './backend.ts';
import { SqliteCacheBackend } from './cache-backend.ts';
import { Database, type DatabaseOptions } from './database.ts';
import type { DriverName } from './driver/driver.ts';
import { loadDriver } from './driver/load-driver.ts';
import type { SqliteCacheOptions, SqliteStoreOptions } from './options.ts';

const DEFAULT_BUSY_TIMEOUT_MILLISECONDS = 5_000;
const DEFAULT_CACHE_TIMEOUT_MILLISECONDS = 50;
const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;

/**
 * Opens a store in one SQLite file, by Node's own SQLite or the optional package libsql. A
 * file that is not there yet is an empty store. One of another program, or of a newer
 * version of this package, is refused and stays as it is.
 * @throws `CONFIG_INVALID` for a path or an option that cannot be, `UNSUPPORTED` without
 * either and for a newer layout, `UNAVAILABLE`, `CORRUPT`
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<GraphStore> {
  checkGiven(options);
  const { busyTimeoutMilliseconds = DEFAULT_BUSY_TIMEOUT_MILLISECONDS } = options;
  return graphStore(new SqliteGraphBackend(await openDatabase({ ...options, busyTimeoutMilliseconds })));
}

/**
 * Opens a cache in an SQLite file, its own or that of a store. Its values outlive the
 * process, and several processes can share them. Once it is open no call fails for the file.
 * @throws as {@link openSqliteStore} does
 */
export async function openSqliteCache(options: SqliteCacheOptions): Promise<CacheStorage> {
  checkGiven(options);
  const { maxBytes = DEFAULT_MAX_BYTES, clock = Date.now } = options;
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 1)
    throw invalidOption('maxBytes', `is ${describe(maxBytes)}. Give a whole number of at least 1.`);
  const { file, driver, busyTimeoutMilliseconds = DEFAULT_CACHE_TIMEOUT_MILLISECONDS } = options;
  const database = await openDatabase({ file, driver, busyTimeoutMilliseconds, isLosable: true });
  return cacheStorage(new SqliteCacheBackend(database, { file: resolve(file), maxBytes, clock }));
}

async function openDatabase({
  driver,
  ...options
}: Omit<DatabaseOptions, 'driver'> & { readonly driver?: DriverName | undefined }): Promise<Database> {
  const file = checkedFile(options.file);
  checkTimeout(options.busyTimeoutMilliseconds);
  const database = new Database({ ...options, file, driver: await loadDriver(driver) });
  try {
    await database.exists({});
    return database;
  } catch (error) {
    database.close();
    throw asStorageError(error).at({ backend: 'sqlite' });
  }
}

function checkedFile(file: unknown): string {
  if (typeof file === 'string' && file !== '' && file !== ':memory:' && !file.includes('\0'))
    return resolve(file);
  const hint = file === ':memory:' ? 'Use a memory store (memory:) for what need not be kept.' : 'Name one.';
  throw invalidOption('file', `must be the path of a file. ${hint}`);
}

function checkTimeout(milliseconds: unknown): void {
  if (typeof milliseconds === 'number' && milliseconds >= 0) return;
  throw invalidOption('busyTimeoutMilliseconds', 'must be a number of milliseconds, 0 or more.');
}

function invalidOption(option: string, problem: string): StorageError {
  return new StorageError('CONFIG_INVALID', `Option ${option} ${problem}`, {
    backend: 'sqlite',
    context: { option },
  });
}

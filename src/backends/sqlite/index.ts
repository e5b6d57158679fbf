export type { DriverName as SqliteDriverName } from './driver/driver.ts';
export { isSqliteAvailable, sqliteDriver } from './driver/load-driver.ts';
export { openSqliteCache, openSqliteStore } from './open.ts';
export type { SqliteCacheOptions, SqliteStoreOptions } from './options.ts';

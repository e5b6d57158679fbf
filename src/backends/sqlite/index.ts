export { isSqliteAvailable } from './driver.ts';
export { openSqliteCache, openSqliteStore } from './open.ts';
export type { SqliteCacheOptions, SqliteStoreOptions } from './options.ts';

export { isSqliteAvailable } from './driver.ts';
export { openSqliteStore } from './open.ts';
export type { SqliteStoreOptions } from './options.ts';

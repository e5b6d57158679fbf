export { openSqliteStore as open, openSqliteStore } from './open.ts';
export type { SqliteStoreOptions } from './options.ts';

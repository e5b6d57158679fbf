export { openFileStore } from './open.ts';
export type { FileStoreOptions } from './options.ts';

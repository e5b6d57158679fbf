export { openMemoryStore } from './open.ts';
export type { MemoryStoreOptions } from './options.ts';

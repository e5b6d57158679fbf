export { openMemoryCache, openMemoryStore } from './open.ts';
export type { MemoryCacheOptions, MemoryStoreOptions } from './options.ts';

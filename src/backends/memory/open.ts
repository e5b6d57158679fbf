import { describe, StorageError } from '../../errors/index.ts';
import {
  type CacheStorage,
  cacheStorage,
  checkGiven,
  type GraphStore,
  graphStore,
} from '../../storage/index.ts';
import { MemoryGraphBackend } from './backend.ts';
import { MemoryCacheBackend } from './cache-backend.ts';
import type { MemoryCacheOptions, MemoryStoreOptions } from './options.ts';

const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;

/** Opens an empty store in this process's memory; what it holds ends with it. */
export async function openMemoryStore(options: MemoryStoreOptions = {}): Promise<GraphStore> {
  checkGiven(options);
  return graphStore(new MemoryGraphBackend());
}

/** Opens an empty cache in this process's memory. @throws `CONFIG_INVALID` */
export async function openMemoryCache(options: MemoryCacheOptions = {}): Promise<CacheStorage> {
  checkGiven(options);
  const { maxBytes = DEFAULT_MAX_BYTES, clock = () => performance.now() } = options;
  if (Number.isSafeInteger(maxBytes) && maxBytes >= 1) {
    return cacheStorage(new MemoryCacheBackend(maxBytes, clock));
  }
  throw new StorageError(
    'CONFIG_INVALID',
    `Option maxBytes is ${describe(maxBytes)}. Give a whole number of at least 1.`,
    { backend: 'memory', context: { option: 'maxBytes' } },
  );
}

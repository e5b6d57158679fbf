import { type GraphStore, graphStore } from '../../storage/index.ts';
import { MemoryGraphBackend } from './backend.ts';
import type { MemoryStoreOptions } from './options.ts';

/** Opens an empty store in this process's memory; what it holds ends with it. */
export async function openMemoryStore(_options: MemoryStoreOptions = {}): Promise<GraphStore> {
  return graphStore(new MemoryGraphBackend());
}

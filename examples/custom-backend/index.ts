import { graphStore } from '../../src/backend.ts';
import type { GraphStore } from '../../src/index.ts';
import { KeyValueBackend } from './backend.ts';
import type { KeyValueStore } from './key-value-store.ts';

export { MapStore } from './key-value-store.ts';

/** Opens a store over anything that keeps texts by key. */
export async function openKeyValueStore(values: KeyValueStore): Promise<GraphStore> {
  return graphStore(new KeyValueBackend(values));
}

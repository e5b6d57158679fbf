import { openStore } from '../manager/open-store.ts';
import { DEFAULT_FILE_STORE, DEFAULT_STORE } from '../manager/resolve-store.ts';
import type { GraphStore, ReadOptions } from '../storage/index.ts';
import { formatAmount } from './output/numbers.ts';

/**
 * What to say where the default store is SQLite's, and the folder that was the default before it holds more.
 */
export async function fileStoreNote(
  store: GraphStore,
  program: string,
  running: ReadOptions,
): Promise<string | undefined> {
  if (store.backend !== 'sqlite') return undefined;
  await using files = await openStore(DEFAULT_FILE_STORE);
  const [inFiles, inStore] = await Promise.all(
    [files, store].map(({ graph }) => graph.listRepositories(running)),
  );
  const missing = inFiles?.filter((repoId) => inStore?.includes(repoId) !== true) ?? [];
  if (missing.length === 0) return undefined;
  const held = `${formatAmount(missing.length, 'repository', 'repositories')} that ${DEFAULT_STORE} does not`;
  return `${DEFAULT_FILE_STORE} holds ${held}. To copy: ${program} copy ${DEFAULT_FILE_STORE} ${DEFAULT_STORE}`;
}

import { StorageError } from '../errors/index.ts';
import { readOnly } from '../layers/read-only.ts';
import { traced } from '../layers/traced.ts';
import { checkGiven, type GraphStore } from '../storage/index.ts';
import type { Neo4jTuning, SqliteTuning } from './config-fields.ts';
import { defined } from './defined.ts';
import { isStoreNamed, type ResolvedStore, resolveStore, type StoreSettings } from './resolve-store.ts';

/**
 * Everything of {@link StoreSettings} that is said beside the URL; `env`
 * is the process's environment unless given.
 */
export interface OpenStoreOptions extends Omit<StoreSettings, 'url' | 'hasSqlite'> {
  /**
   * Refuses every write with `UNSUPPORTED`; Neo4j's sessions are then opened for reading
   * alone, and an SQLite file stays in its layout. Default false.
   */
  readonly readOnly?: boolean | undefined;
}

/**
 * Opens the store that a URL names: `memory:`, `file:DIR`, `sqlite:FILE`, `neo4j://` or `bolt://` (with `+s`
 * or `+ssc`, and optionally `user:password@` and `/database`). Without a URL the environment decides, then
 * the embedded default; see {@link resolveStore}. Only the chosen backend's code is loaded.
 * @throws `CONFIG_INVALID`, `UNSUPPORTED`, and for a server `UNAVAILABLE` or `UNAUTHORIZED`
 */
export async function openStore(url?: string, options: OpenStoreOptions = {}): Promise<GraphStore> {
  checkGiven(options);
  const { readOnly = false, ...settings } = options;
  const store = await chooseStore({ ...settings, env: options.env ?? process.env, url });
  return openResolvedStore(store, { readOnly });
}

/** As {@link resolveStore}; the one place that looks whether SQLite is there, where nothing names a store. */
export async function chooseStore(settings: StoreSettings): Promise<ResolvedStore> {
  if (isStoreNamed(settings)) return resolveStore(settings);
  const { isSqliteAvailable } = await import('../backends/sqlite/index.ts');
  return resolveStore({ ...settings, hasSqlite: await isSqliteAvailable() });
}

/** Opens a store that {@link resolveStore} has named. */
export async function openResolvedStore(
  store: ResolvedStore,
  options: Pick<OpenStoreOptions, 'readOnly'> = {},
): Promise<GraphStore> {
  return traced(await openUntraced(store, options));
}

/** What a configuration says about a store beside its name. */
export interface StoreTuning extends Pick<OpenStoreOptions, 'readOnly'> {
  readonly neo4j?: Neo4jTuning | undefined;
  readonly sqlite?: SqliteTuning | undefined;
  readonly compression?: boolean | undefined;
  /** For a memory store: the folder of its snapshot, and how often it is written. */
  readonly snapshot?: { readonly directory: string; readonly intervalMs: number } | undefined;
}

/** As {@link openResolvedStore}, for a caller that puts more layers below the tracing one. */
export async function openUntraced(store: ResolvedStore, tuning: StoreTuning): Promise<GraphStore> {
  const opened = await openBackend(store, tuning);
  return tuning.readOnly === true ? readOnly(opened) : opened;
}

async function openBackend(store: ResolvedStore, tuning: StoreTuning): Promise<GraphStore> {
  switch (store.kind) {
    case 'memory': {
      const { compression = false, snapshot } = tuning;
      if (snapshot !== undefined) {
        const { openSnapshotStore } = await import('./snapshot-store.ts');
        return openSnapshotStore({ ...snapshot, compression });
      }
      const { openMemoryStore } = await import('../backends/memory/index.ts');
      return openMemoryStore();
    }
    case 'file': {
      const { openFileStore } = await import('../backends/file/index.ts');
      return openFileStore({ directory: store.directory, compression: tuning.compression === true });
    }
    case 'sqlite': {
      const { openSqliteStore } = await import('../backends/sqlite/index.ts');
      return openSqliteStore({
        ...defined(tuning.sqlite),
        file: store.file,
        readOnly: tuning.readOnly === true,
      });
    }
    case 'neo4j': {
      const { kind: _, ...options } = store;
      if (options.username !== undefined && options.password === undefined) throw passwordMissing();
      const { openNeo4jStore } = await import('../backends/neo4j/index.ts');
      return openNeo4jStore({ ...defined(tuning.neo4j), ...options, readOnly: tuning.readOnly === true });
    }
  }
}

function passwordMissing(): StorageError {
  return new StorageError(
    'CONFIG_INVALID',
    'A user name for Neo4j was given, but no password. Set NEO4J_PASSWORD, or leave the user name out for a server without authentication.',
    { backend: 'neo4j' },
  );
}

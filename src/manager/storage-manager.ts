import { randomUUID } from 'node:crypto';
import { StorageError } from '../errors/index.ts';
import { cachedQueries, traced } from '../layers/index.ts';
import { answersOf } from '../layers/question-key.ts';
import type {
  AnalysisStorage,
  CacheStorage,
  GraphQueries,
  GraphStorage,
  GraphStore,
  HealthOptions,
  WriteOptions,
} from '../storage/index.ts';
import type { StorageConfigInput } from './config-fields.ts';
import { managerHealth } from './manager-health.ts';
import { managerMaintenance, momentBefore } from './manager-maintenance.ts';
import type { ManagerHealth, ManagerMaintenanceReport, RepositoryDeletion } from './manager-reports.ts';
import { isInStore, openCache } from './open-cache.ts';
import { openUntraced } from './open-store.ts';
import { type ResolvedStore, resolveStore } from './resolve-store.ts';
import type { SnapshotStore } from './snapshot-store.ts';
import { StorageConfig } from './storage-config.ts';

/** What a manager takes from around it. */
export interface OpenManagerOptions {
  /**
   * Where `NEO4J_USERNAME`, `NEO4J_PASSWORD` and `NEO4J_DATABASE` are
   * looked up. Default: the process's environment.
   */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Milliseconds since 1970, for the age of analyses. Default `Date.now`. */
  readonly clock?: (() => number) | undefined;
}

/** An SQLite file holds one store, so a cache in the same file needs no name for it. */
const SAME_FILE = 'this-file';

/** Everything that a configuration names, opened together and closed together. */
export class StorageManager implements AsyncDisposable {
  readonly config: StorageConfig;
  /** All but the cache, as {@link openStore} gives it; answers to its questions are kept in the cache. */
  readonly store: GraphStore;
  readonly cache: CacheStorage;
  readonly #bare: GraphStore;
  readonly #storeId: string;
  readonly #clock: () => number;
  #closing: Promise<void> | undefined;

  private constructor(config: StorageConfig, bare: GraphStore, cache: CacheStorage, clock: () => number) {
    this.config = config;
    this.cache = cache;
    this.#bare = bare;
    this.#clock = clock;
    this.#storeId = config.storeId ?? (isInStore(config) ? SAME_FILE : randomUUID());
    const { cacheQueries: enabled, cacheTtl: ttlMs } = config;
    this.store = traced(cachedQueries(bare, cache, { storeId: this.#storeId, ttlMs, enabled }));
  }

  /**
   * Opens the store and the cache. A cache in Redis that is down is no
   * failure: answers are computed until it is back.
   * @throws `CONFIG_INVALID`, `UNSUPPORTED`, `UNAVAILABLE`, `UNAUTHORIZED`,
   * and `CORRUPT` for a snapshot that cannot be read
   */
  static async open(
    config: StorageConfig | StorageConfigInput,
    options: OpenManagerOptions = {},
  ): Promise<StorageManager> {
    const checked = StorageConfig.from(config);
    const { env = process.env, clock = Date.now } = options;
    const store = await openUntraced(storeOf(checked, env), tuningOf(checked));
    try {
      const cache = await openCache(checked, env.HOME ?? env.USERPROFILE);
      return new StorageManager(checked, store, cache, clock);
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  get graph(): GraphStorage {
    return this.store.graph;
  }

  get queries(): GraphQueries {
    return this.store.queries;
  }

  get analysis(): AnalysisStorage {
    return this.store.analysis;
  }

  /** Whether everything can be used at the moment, and what cannot. Fails for a wrong option alone. */
  health(options: HealthOptions = {}): Promise<ManagerHealth> {
    const { snapshots } = this.#bare as Partial<SnapshotStore>;
    return managerHealth(this.#bare, this.cache, snapshots?.health, options);
  }

  /**
   * Removes what nobody needs any more: what crashed writers left, results of analyses older than the
   * retention period, and expired values of the cache. A part that fails is named in the report.
   * @throws `CLOSED`
   */
  async maintenance(options: WriteOptions = {}): Promise<ManagerMaintenanceReport> {
    this.#checkOpen();
    const oldest = momentBefore(this.#clock(), this.config.retentionPeriod);
    return managerMaintenance(this.store, this.cache, oldest, options);
  }

  /**
   * Deletes a repository with its graph, its analyses and its cached answers. After a failure, which may
   * leave some of it, the same call deletes the rest.
   */
  async deleteRepository(repoId: string, options: WriteOptions = {}): Promise<RepositoryDeletion> {
    const graph = await this.graph.deleteGraph(repoId, options);
    const analyses = await this.analysis.deleteAnalysesOf(repoId, options);
    const cachedAnswers = await this.cache.invalidatePattern(answersOf(this.#storeId, repoId));
    return { graph, analyses, cachedAnswers };
  }

  /**
   * Waits for what is under way, writes the last snapshot, and releases everything.
   * Later calls fail with `CLOSED`; closing twice is harmless. @throws what kept
   * the snapshot from being written, when all is closed
   */
  close(): Promise<void> {
    this.#closing ??= this.store.close().finally(() => this.cache.close());
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #checkOpen(): void {
    if (this.#closing === undefined) return;
    throw new StorageError('CLOSED', 'The manager was closed before this call. Open it again to go on.');
  }
}

/** The store of a configuration, completed by the environment as {@link resolveStore} says. */
export function storeOf(config: StorageConfig, env: NonNullable<OpenManagerOptions['env']>): ResolvedStore {
  const { backend, dataPath = '', connectionString, username, password, database } = config;
  if (backend === 'file') return { kind: 'file', directory: dataPath };
  if (backend === 'sqlite') return { kind: 'sqlite', file: dataPath };
  if (backend === 'memory') return { kind: 'memory' };
  return resolveStore({ url: connectionString, username, password: password?.reveal(), database, env });
}

function tuningOf(config: StorageConfig): Parameters<typeof openUntraced>[1] {
  const { readOnly, neo4j, sqlite, compression, backend, dataPath, persistenceInterval = 0 } = config;
  const snapshot =
    backend === 'memory' && dataPath !== undefined
      ? { directory: dataPath, intervalMs: persistenceInterval }
      : undefined;
  return { readOnly, neo4j, sqlite, compression, snapshot };
}

import type { AnalysisStorage } from '../analysis-storage.ts';
import type { GraphBackend } from '../backend/graph-backend.ts';
import type { GraphStorage } from '../graph-storage.ts';
import type { HealthOptions, StoreHealth } from '../health.ts';
import type { WriteOptions } from '../options.ts';
import type { GraphQueries } from '../queries/graph-queries.ts';
import type { MaintenanceReport } from '../reports.ts';
import { CallGuard } from './call-guard.ts';
import { GuardedAnalysisStorage } from './guarded-analysis-storage.ts';
import { GuardedGraphQueries } from './guarded-graph-queries.ts';
import { GuardedGraphStorage } from './guarded-graph-storage.ts';
import { Lifetime } from './lifetime.ts';
import { refuseDryRun } from './option-checks.ts';
import { storeHealth } from './store-health.ts';

/**
 * An open store: graphs go in and out by `graph`, questions are asked of `queries`, results of analyses are
 * kept by `analysis`; closing ends all three.
 */
export interface GraphStore extends AsyncDisposable {
  readonly backend: string;
  readonly graph: GraphStorage;
  readonly queries: GraphQueries;
  readonly analysis: AnalysisStorage;
  /**
   * Completes changes that crashed writers left unfinished and removes what nobody reads
   * any more. Readers and writers may go on meanwhile; stored graphs stay as they are.
   * Writes do most of it by themselves, so it need not run often.
   */
  maintenance(options?: WriteOptions): Promise<MaintenanceReport>;
  /**
   * Whether the store can be used at the moment. Fails for a wrong option
   * alone: a closed store is one that cannot be reached.
   */
  health(options?: HealthOptions): Promise<StoreHealth>;
  close(): Promise<void>;
}

/** Puts the front door before a backend. Third-party backends are opened with it too. */
export function graphStore(backend: GraphBackend): GraphStore {
  const lifetime = new Lifetime(() => backend.close());
  const guard = new CallGuard(backend.name, lifetime);
  return {
    backend: backend.name,
    graph: new GuardedGraphStorage(backend, lifetime),
    queries: new GuardedGraphQueries(backend, lifetime),
    analysis: new GuardedAnalysisStorage(backend, lifetime),
    maintenance: (options = {}) => maintain(backend, guard, options),
    health: (options = {}) => storeHealth(backend, lifetime, options),
    close: () => lifetime.close(),
    [Symbol.asyncDispose]: () => lifetime.close(),
  };
}

async function maintain(
  backend: GraphBackend,
  guard: CallGuard,
  options: WriteOptions,
): Promise<MaintenanceReport> {
  const start = performance.now();
  const outcome = await guard.run({ operation: 'maintenance' }, options, async () => {
    refuseDryRun(options);
    return backend.maintenance(options);
  });
  return { ...outcome, seconds: (performance.now() - start) / 1_000 };
}

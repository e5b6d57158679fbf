import { type CacheStorage, type GraphStore, type HealthOptions, probe } from '../storage/index.ts';
import type { ManagerHealth } from './manager-reports.ts';
import type { SnapshotHealth } from './snapshots.ts';

/** Asks every part at the same time. @throws `CONFIG_INVALID` for a wrong option, and nothing else */
export async function managerHealth(
  store: GraphStore,
  cacheStorage: CacheStorage,
  snapshot: SnapshotHealth | undefined,
  options: HealthOptions,
): Promise<ManagerHealth> {
  const [graph, analysis, cache] = await Promise.all([
    store.health(options),
    analysisHealth(store, options),
    cacheHealth(cacheStorage, options),
  ]);
  const parts = { graph, analysis, cache, ...(snapshot !== undefined && { snapshot }) };
  return { reachable: graph.reachable, ...parts, degraded: [...degradations(parts)] };
}

async function analysisHealth(
  { analysis }: GraphStore,
  options: HealthOptions,
): Promise<ManagerHealth['analysis']> {
  const { latencyMs, problem } = await probe(options, (running) =>
    // Any question that is answered without reading much.
    analysis.findAnalysis('', { ...running, limit: 1 }),
  );
  return { available: problem === undefined, latencyMs, ...(problem !== undefined && { problem }) };
}

async function cacheHealth(cache: CacheStorage, options: HealthOptions): Promise<ManagerHealth['cache']> {
  const probed = await probe(options, () => cache.health());
  const { latencyMs } = probed;
  const common = { backend: cache.backend, latencyMs };
  if (probed.problem === undefined) return { ...common, ...probed.found };
  return { ...common, available: false, problem: probed.problem, pendingInvalidations: 0 };
}

function* degradations(parts: Omit<ManagerHealth, 'reachable' | 'degraded'>): Iterable<string> {
  const { graph, analysis, cache, snapshot } = parts;
  if (!graph.reachable) yield `The graph store (${graph.backend}) cannot be reached: ${graph.problem}`;
  yield* graph.degraded ?? [];
  if (graph.reachable && !analysis.available) yield `Analyses cannot be read: ${analysis.problem}`;
  if (!cache.available) yield `The cache (${cache.backend}) is not used: ${cache.problem}`;
  if (snapshot?.problem !== undefined)
    yield `The snapshot in ${snapshot.directory} lacks changes of ${snapshot.pending} repositories: ${snapshot.problem}`;
}

import { asStorageError } from '../errors/index.ts';
import type { Timestamp } from '../graph/index.ts';
import type { CacheStorage, GraphStore, WriteOptions } from '../storage/index.ts';
import type { MaintenancePart, ManagerMaintenanceReport } from './manager-reports.ts';

/** Maintains each part, whatever becomes of the others. @param oldest results from before that go */
export async function managerMaintenance(
  store: GraphStore,
  cache: CacheStorage,
  oldest: Timestamp,
  options: WriteOptions,
): Promise<ManagerMaintenanceReport> {
  const start = performance.now();
  const problems: ManagerMaintenanceReport['problems'][number][] = [];
  async function attempt<Result>(
    part: MaintenancePart,
    work: () => Promise<Result>,
  ): Promise<{ readonly [Part in MaintenancePart]?: Result }> {
    try {
      return { [part]: await work() };
    } catch (error) {
      const { code, message } = asStorageError(error);
      problems.push({ part, code, message });
      return {};
    }
  }
  const graph = await attempt('graph', () => store.maintenance(options));
  const analysis = await attempt('analysis', async () => ({
    removed: await store.analysis.cleanupOldResults(oldest, options),
  }));
  const expired = await attempt('cache', async () => ({ removed: await cache.removeExpired() }));
  const parts = { ...graph, ...analysis, ...expired } as Omit<
    ManagerMaintenanceReport,
    'problems' | 'seconds'
  >;
  return { ...parts, problems, seconds: (performance.now() - start) / 1_000 };
}

/** The moment so many milliseconds before another, both since 1970. */
export function momentBefore(now: number, milliseconds: number): Timestamp {
  const moment = Math.max(0, now - milliseconds);
  const seconds = Math.floor(moment / 1_000);
  return { seconds, nanoseconds: Math.floor((moment - seconds * 1_000) * 1e6) };
}

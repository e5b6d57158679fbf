import { asStorageError } from '../../errors/index.ts';
import type { GraphBackend } from '../backend/graph-backend.ts';
import type { HealthOptions, StoreHealth } from '../health.ts';
import type { ReadOptions } from '../options.ts';
import type { Lifetime } from './lifetime.ts';
import { timeoutOf } from './option-checks.ts';

const DEFAULT_TIMEOUT_MS = 5_000;

/** What was found within the time, or why nothing was. */
export type Probed<Found> = { readonly latencyMs: number } & (
  | { readonly found: Found; readonly problem?: undefined }
  | { readonly problem: string }
);

/**
 * Asks something whether it works. Never fails but for a wrong option, and
 * ends within the time, whether the work does or not.
 * @throws `CONFIG_INVALID`
 */
export async function probe<Found>(
  options: HealthOptions,
  work: (options: ReadOptions) => Promise<Found>,
): Promise<Probed<Found>> {
  const timeoutMs = timeoutOf(options) ?? DEFAULT_TIMEOUT_MS;
  const start = performance.now();
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<{ readonly problem: string }>((resolve) => {
    timer = setTimeout(() => resolve({ problem: `It did not answer within ${timeoutMs} ms.` }), timeoutMs);
  });
  const answer = work({ signal: stopping.signal }).then(
    (found) => ({ found }),
    (error: unknown) => ({ problem: asStorageError(error).message }),
  );
  try {
    const outcome = await Promise.race([answer, late]);
    return { latencyMs: performance.now() - start, ...outcome };
  } finally {
    clearTimeout(timer);
    stopping.abort();
  }
}

/** Closing the store does not wait for this. */
export async function storeHealth(
  backend: GraphBackend,
  lifetime: Lifetime,
  options: HealthOptions,
): Promise<StoreHealth> {
  const probed = await probe(options, async (running) => {
    lifetime.checkOpen();
    return backend.health(running);
  });
  const { latencyMs } = probed;
  const common = { backend: backend.name, latencyMs };
  if (probed.problem !== undefined) return { ...common, reachable: false, problem: probed.problem };
  return { ...common, reachable: true, ...probed.found };
}

import { asStorageError } from '../errors/index.ts';
import type { GraphBackend } from './backend/graph-backend.ts';
import type { Lifetime } from './front-door/lifetime.ts';
import { timeoutOf } from './front-door/option-checks.ts';
import type { ReadOptions } from './options.ts';

/** What a backend that can be reached says of itself. */
export interface BackendHealth {
  /** Where the store is: a folder, a file or a server, without credentials. */
  readonly address?: string;
  readonly database?: string;
  readonly server?: { readonly version: string; readonly edition: string };
  /** Of the stored layout; absent where nothing is stored yet, or where the form has no versions. */
  readonly layoutVersion?: number;
  /** What is not as it should be although the store answers, a sentence each. */
  readonly degraded?: readonly string[];
}

/** Whether a store can be used at the moment. */
export interface StoreHealth extends BackendHealth {
  readonly backend: string;
  readonly reachable: boolean;
  /** How long the answer took, or the failure. */
  readonly latencyMs: number;
  /** Why it cannot be reached, without credentials. */
  readonly problem?: string;
}

export interface HealthOptions {
  /** After which what has not answered counts as not reachable. Default 5,000. */
  readonly timeoutMs?: number | undefined;
}

const DEFAULT_TIMEOUT_MS = 5_000;

/** What was found within the time, or why nothing was. */
export type Probed<Found> = { readonly latencyMs: number } & (
  | { readonly found: Found; readonly problem?: undefined }
  | { readonly problem: string }
);

/**
 * Asks something whether it works. Never fails but for a wrong option, and ends within the time, whether the work does or not.
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

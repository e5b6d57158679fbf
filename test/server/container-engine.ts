import type { ContainerRuntimeClient } from 'testcontainers';
import { whyNoImage } from './container-image.ts';
import { LOOPBACK } from './free-port.ts';
import { ServerUnavailableError } from './neo4j-server.ts';

const REAPER_TIMEOUT_MS = 15_000;

/**
 * The container engine of this machine.
 * @throws ServerUnavailableError if none answers.
 */
export async function findEngine(): Promise<ContainerRuntimeClient> {
  // Imported late, for it takes a while, and nobody with a server of his own needs it.
  const { getContainerRuntimeClient } = await import('testcontainers');
  const engine = await getContainerRuntimeClient().catch((cause: Error) => {
    throw new ServerUnavailableError('no container engine answers', { cause });
  });
  const { host } = engine.info.containerRuntime;
  // A port that is published on an engine's loopback address can be
  // reached only from the engine's own machine.
  if (!['localhost', LOOPBACK].includes(host)) {
    throw new ServerUnavailableError(`the container engine is not on this machine but at ${host}`);
  }
  return engine;
}

/**
 * Testcontainers' reaper removes what a killed run leaves behind. Where its image cannot be had it is
 * switched off, as no container would start otherwise. Returns false then.
 */
export async function useReaper(engine: ContainerRuntimeClient): Promise<boolean> {
  if (process.env.TESTCONTAINERS_RYUK_DISABLED === 'true') return false;
  const { REAPER_IMAGE } = await import('testcontainers/build/reaper/reaper.js');
  const reason = await whyNoImage(engine, REAPER_IMAGE, { pull: true, timeoutMs: REAPER_TIMEOUT_MS });
  if (reason !== undefined) process.env.TESTCONTAINERS_RYUK_DISABLED = 'true';
  return reason === undefined;
}

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Neo4jContainer } from '@testcontainers/neo4j';
import { beforeExit } from './cleanup.ts';
import { findEngine, useReaper } from './container-engine.ts';
import { whyNoImage } from './container-image.ts';
import { freePort, LOOPBACK } from './free-port.ts';
import type { ServerSettings } from './neo4j-conf.ts';
import { type Neo4jServer, ServerUnavailableError } from './neo4j-server.ts';
import { type Release, sameLine } from './neo4j-version.ts';
import { Patience } from './patience.ts';
import { waitForServer } from './probe.ts';
import { runWhenOrphaned } from './watchdog.ts';

/**
 * A container's log cannot be watched while testcontainers waits for it, so it has the whole time at once.
 */
const START_TIMEOUT_MS = 900_000;

/** How a container is started. */
export interface ContainerServerOptions extends Pick<ServerSettings, 'heap' | 'pageCache' | 'conf'> {
  /** Pull the image if it is not here. */
  readonly pull: boolean;
  /** Given each line of the server's own output. */
  readonly onLog?: ((line: string) => void) | undefined;
}

/**
 * Starts `release` in a container whose ports are published on the loopback address alone.
 * @throws ServerUnavailableError if no engine of this machine answers,
 * the image cannot be had, or it does not start.
 */
export async function startContainerServer(
  release: Release,
  options: ContainerServerOptions,
): Promise<Neo4jServer> {
  const engine = await findEngine();
  const reason = await whyNoImage(engine, release.image, options);
  if (reason !== undefined) throw new ServerUnavailableError(reason);
  const reaped = await useReaper(engine);

  const definition = await containerOf(release.image, options);
  const container = await definition.start().catch((cause: Error) => {
    const message = `a container of ${release.image} did not start: ${cause.message}`;
    throw new ServerUnavailableError(message, { cause });
  });
  const id = container.getId();
  const callOff = reaped ? () => {} : runWhenOrphaned('docker rm --force --volumes "$1"', id);
  let stopped: Promise<unknown> | undefined;
  const stop = async (): Promise<void> => {
    stopped ??= container.stop({ remove: true, removeVolumes: true }).then(callOff).finally(drop);
    await stopped;
  };
  const drop = beforeExit({ stop, stopNow: () => removeNow(id) });

  const address = {
    uri: `bolt://${LOOPBACK}:${container.getMappedPort(7687)}`,
    username: container.getUsername(),
    password: container.getPassword(),
    database: 'neo4j',
  };
  try {
    const patience = new Patience();
    const version = await waitForServer(address, () => patience.end !== undefined);
    if (!sameLine(version, release.version)) {
      throw new ServerUnavailableError(`image ${release.image} turned out to be Neo4j ${version}`);
    }
    return {
      ...address,
      version,
      source: 'container',
      httpUri: `http://${LOOPBACK}:${container.getMappedPort(7474)}`,
      description: `Neo4j ${version} at ${address.uri} in a container of ${release.image}`,
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function containerOf(image: string, options: ContainerServerOptions): Promise<Neo4jContainer> {
  const testcontainers = await import('@testcontainers/neo4j');
  // Chosen beforehand, for clients that route (neo4j://, and Browser) are told it by the server.
  const boltPort = await freePort();
  class LoopbackNeo4jContainer extends testcontainers.Neo4jContainer {
    /** Testcontainers lets one choose a port but no address, and publishes to the whole network. */
    protected override async beforeContainerCreated(): Promise<void> {
      this.hostConfig.PortBindings = {
        '7687/tcp': [{ HostIp: LOOPBACK, HostPort: String(boltPort) }],
        '7474/tcp': [{ HostIp: LOOPBACK, HostPort: '0' }],
      };
    }
  }
  const { heap = '2g', pageCache = '512m', conf = {}, onLog } = options;
  const container = new LoopbackNeo4jContainer(image)
    .withPassword(randomBytes(16).toString('hex'))
    .withEnvironment({
      NEO4J_server_memory_heap_initial__size: heap,
      NEO4J_server_memory_heap_max__size: heap,
      NEO4J_server_memory_pagecache_size: pageCache,
      NEO4J_server_bolt_advertised__address: `${LOOPBACK}:${boltPort}`,
      NEO4J_dbms_security_auth__max__failed__attempts: '0',
      // An image may have said so itself, and what is said twice is an error if validation is strict.
      NEO4J_server_config_strict__validation_enabled: 'false',
      NEO4J_dbms_usage__report_enabled: 'false',
      NEO4J_client_allow__telemetry: 'false',
      ...Object.fromEntries(Object.entries(conf).map(([name, value]) => [variable(name), value])),
    })
    .withStartupTimeout(START_TIMEOUT_MS);
  if (onLog === undefined) return container;
  return container.withLogConsumer((stream) => {
    stream.on('data', (line) => onLog(String(line).trimEnd()));
  });
}

/** What the image calls a line of `neo4j.conf`. */
function variable(name: string): string {
  return `NEO4J_${name.replaceAll('_', '__').replaceAll('.', '_')}`;
}

function removeNow(id: string): void {
  spawnSync('docker', ['rm', '--force', '--volumes', id], { stdio: 'ignore', timeout: 10_000 });
}

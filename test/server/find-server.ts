import { startContainerServer } from './container-server.ts';
import { givenServer } from './given-server.ts';
import { type LocalServerOptions, startLocalServer } from './local-server.ts';
import type { ServerSettings } from './neo4j-conf.ts';
import {
  DEFAULT_VERSION,
  type Neo4jServer,
  type ServerSource,
  ServerUnavailableError,
} from './neo4j-server.ts';
import { releaseOf, sameLine } from './neo4j-version.ts';

/** What to look for. An option wins over the environment. */
export interface FindServerOptions extends Pick<ServerSettings, 'heap' | 'pageCache' | 'javaFlags' | 'conf'> {
  /** Where a local server makes its folder; by default where the system has temporary files. */
  readonly parentFolder?: string | undefined;
  /**
   * A full version; default `NEO4J_TEST_VERSION`, else {@link
   * DEFAULT_VERSION} (and a given server may be any).
   */
  readonly version?: string | undefined;
  /**
   * The one way to take, with no other tried; default
   * `NEO4J_TEST_SERVER`, else the first of the three that works.
   */
  readonly source?: ServerSource | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Given each line of the server's own output. */
  readonly onLog?: ((line: string) => void) | undefined;
  /** Told of downloads, and of a way that was tried in vain. */
  readonly onNotice?: ((line: string) => void) | undefined;
}

/**
 * Finds a Neo4j, or starts one: the server that `NEO4J_URI` names, else a container, else a local process.
 * The caller stops it; it is also stopped when this process ends. A server that NEO4J_URI names but that
 * cannot be used is an error and not a reason to take another one.
 * @throws ServerUnavailableError saying why none could be had, and what to install or set.
 */
export async function findOrStartServer(options: FindServerOptions = {}): Promise<Neo4jServer> {
  const env = options.env ?? process.env;
  const wanted = options.version ?? (env.NEO4J_TEST_VERSION || undefined);
  const release = releaseOf(wanted ?? DEFAULT_VERSION);
  const source = options.source ?? sourceFrom(env);
  const { heap, pageCache, javaFlags, conf, parentFolder, onLog, onNotice } = options;
  let passedOver: string | undefined;

  if (source === 'given' || source === undefined) {
    const given = await givenServer(env, wanted);
    if (given !== undefined) return given;
    if (source === 'given')
      throw new ServerUnavailableError('NEO4J_TEST_SERVER=given, but NEO4J_URI is not set');
  }
  if (source !== 'local') {
    // Only of the default line do the tags of images and of releases
    // always match; others are taken if they are here.
    const pull = source === 'container' || sameLine(release.version, DEFAULT_VERSION);
    try {
      return await startContainerServer(release, { pull, heap, pageCache, conf, onLog });
    } catch (error) {
      if (source === 'container' || !(error instanceof ServerUnavailableError)) throw error;
      passedOver = error.message;
      onNotice?.(`No container: ${passedOver}`);
    }
  }
  const settings = { heap, pageCache, javaFlags, conf, parentFolder };
  return startLocal({ version: release.version, ...settings, onLog, onNotice }, passedOver);
}

async function startLocal(options: LocalServerOptions, passedOver: string | undefined): Promise<Neo4jServer> {
  if (passedOver === undefined) return startLocalServer(options);
  return startLocalServer({ ...options, note: `no container: ${passedOver}` }).catch((error: unknown) => {
    if (!(error instanceof ServerUnavailableError)) throw error;
    throw new ServerUnavailableError(
      `No Neo4j to be had. NEO4J_URI: not set. Container: ${passedOver}. Local server: ${error.message}`,
      { cause: error },
    );
  });
}

function sourceFrom(env: NodeJS.ProcessEnv): ServerSource | undefined {
  const source = env.NEO4J_TEST_SERVER || undefined;
  if (source === undefined || source === 'given' || source === 'container' || source === 'local')
    return source;
  throw new ServerUnavailableError(`NEO4J_TEST_SERVER is "${source}"; it can be given, container or local`);
}

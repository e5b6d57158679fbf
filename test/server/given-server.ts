import { type Neo4jServer, ServerUnavailableError } from './neo4j-server.ts';
import { sameLine } from './neo4j-version.ts';
import { serverVersion } from './probe.ts';

/**
 * The server that `NEO4J_URI` names, with NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE as Neo4j's own
 * tools read them; undefined if it names none.
 * @throws ServerUnavailableError if it does not answer, or is of another version than `wanted`.
 */
export async function givenServer(
  env: NodeJS.ProcessEnv,
  wanted: string | undefined,
): Promise<Neo4jServer | undefined> {
  const uri = env.NEO4J_URI;
  if (!uri) return undefined;
  const address = {
    uri,
    username: env.NEO4J_USERNAME || 'neo4j',
    password: env.NEO4J_PASSWORD ?? '',
    database: env.NEO4J_DATABASE || 'neo4j',
  };
  const name = `the Neo4j that NEO4J_URI names (${withoutCredentials(uri)})`;
  const version = await serverVersion(address).catch((cause: Error) => {
    const advice = 'Start it, correct NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD, or unset NEO4J_URI';
    throw new ServerUnavailableError(`Cannot use ${name}: ${cause.message}. ${advice}.`, { cause });
  });
  if (wanted !== undefined && !sameLine(wanted, version)) {
    throw new ServerUnavailableError(
      `NEO4J_TEST_VERSION asks for ${wanted}, but ${name} is ${version}. Unset one of the two.`,
    );
  }
  const stop = async (): Promise<void> => {};
  return {
    ...address,
    version,
    source: 'given',
    description: `given Neo4j ${version} at ${withoutCredentials(uri)}`,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function withoutCredentials(uri: string): string {
  return uri.replace(/\/\/[^/@]*@/, '//');
}

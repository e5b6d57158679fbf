import { setTimeout as sleep } from 'node:timers/promises';
import neo4j, { Neo4jError } from 'neo4j-driver';

/** Where to knock. */
export interface Address {
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
}

/**
 * Runs one query and returns the version of the server that answered it.
 * @throws Neo4jError as the driver gives it.
 */
export async function serverVersion(address: Address): Promise<string> {
  const driver = neo4j.driver(address.uri, neo4j.auth.basic(address.username, address.password), {
    connectionTimeout: 5_000,
    connectionAcquisitionTimeout: 10_000,
    maxTransactionRetryTime: 1_000,
  });
  try {
    const { records } = await driver.executeQuery(
      "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version",
      {},
      { database: address.database, routing: 'READ' },
    );
    return String(records[0]?.get('version'));
  } finally {
    await driver.close();
  }
}

/**
 * Asks until the server answers, and returns its version.
 * @param isOver asked between two attempts whether to give up
 * @throws the last failure then, or at once if the server refuses the password or `signal` aborts.
 */
export async function waitForServer(
  address: Address,
  isOver: () => boolean | Promise<boolean>,
  signal?: AbortSignal,
): Promise<string> {
  for (;;) {
    try {
      return await serverVersion(address);
    } catch (error) {
      signal?.throwIfAborted();
      const refused = error instanceof Neo4jError && error.code === 'Neo.ClientError.Security.Unauthorized';
      if (refused || (await isOver())) throw error;
    }
    await sleep(100, undefined, signal ? { signal } : {});
  }
}

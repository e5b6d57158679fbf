import { addressOf, driverFor } from '../connection/driver.ts';
import { asNeo4jStorageError } from '../connection/errors.ts';
import * as cypher from '../cypher/statements.generated.ts';
import { refuseSystem } from '../databases/database-choice.ts';
import { type Neo4jOptions, settingsOf } from '../options.ts';
import { STORE_NAME } from './schema.ts';

/** What a server says of itself and of one database. */
export interface ServerFacts {
  /** Such as `5.26.28`. */
  readonly version: string;
  /** `community` or `enterprise`. */
  readonly edition: string;
  /** `undefined` where no code graph has been kept yet. */
  readonly layoutVersion: number | undefined;
}

/**
 * Asks a server what it is; nothing is set up and nothing written.
 * @throws `UNAVAILABLE`, `UNAUTHORIZED`, `CONFIG_INVALID`
 */
export async function serverFacts(
  options: Neo4jOptions & { readonly database?: string },
): Promise<ServerFacts> {
  refuseSystem(options.database ?? '');
  const address = addressOf(options.uri);
  const driver = driverFor(settingsOf(options));
  const config = { database: options.database ?? 'neo4j', routing: 'READ' } as const;
  try {
    const server = await driver.executeQuery(cypher.serverVersion.text, {}, config);
    const store = await driver.executeQuery(cypher.inspectStore.text, { name: STORE_NAME }, config);
    const layoutVersion: number | null = store.records[0]?.get('layoutVersion') ?? null;
    return {
      version: String(server.records[0]?.get('version')),
      edition: String(server.records[0]?.get('edition')),
      layoutVersion: layoutVersion ?? undefined,
    };
  } catch (error) {
    throw asNeo4jStorageError(error, address);
  } finally {
    await driver.close();
  }
}

import { asStorageError, StorageError } from '../../errors/index.ts';
import { type GraphStore, graphStore } from '../../storage/index.ts';
import { Neo4jGraphBackend } from './backend.ts';
import { addressOf, Connection } from './connection.ts';
import { type Neo4jOptions, settingsOf } from './options.ts';
import { ensureSchema } from './schema.ts';

/**
 * Opens the code graphs of a Neo4j database, which becomes ours if it is empty of code graphs.
 *
 * @throws `UNAVAILABLE` within `connectSeconds` where no server answers, `UNAUTHORIZED`, `CONFIG_INVALID`, or
 * `UNSUPPORTED` for a server that is too old and a database that is not ours or holds a newer layout
 */
export async function openNeo4jStore(options: Neo4jOptions): Promise<GraphStore> {
  const settings = settingsOf(options);
  for (const name of ['batchRows', 'batchBytes', 'concurrency'] as const) {
    if (!Number.isSafeInteger(settings[name]) || settings[name] < 1) {
      throw new StorageError(
        'CONFIG_INVALID',
        `Option ${name} is ${settings[name]}. Give an integer of at least 1.`,
      );
    }
  }
  addressOf(settings.uri);
  const connection = new Connection(settings);
  try {
    await connection.verify();
    await ensureSchema(connection);
  } catch (error) {
    await connection.close();
    throw asStorageError(error).at({ backend: 'neo4j' });
  }
  return graphStore(new Neo4jGraphBackend(connection, settings));
}

import { asStorageError, StorageError } from '../../errors/index.ts';
import { checkGiven, type GraphStore, graphStore } from '../../storage/index.ts';
import { addressOf, driverFor } from './connection/driver.ts';
import { DatabaseNames } from './databases/database-choice.ts';
import { Databases } from './databases/databases.ts';
import { SpreadBackend } from './databases/spread-backend.ts';
import { type Neo4jOptions, type Neo4jSettings, settingsOf } from './options.ts';

/** What a timer can count: a longer time it takes for none. */
const LONGEST_SECONDS = 2_147_483;

/** A store in Neo4j, with what Neo4j alone can do. */
export interface Neo4jStore extends GraphStore {
  /**
   * Where this store has come to in what it has read and written. A store that is opened
   * with them, in another process say, sees at least as much, whichever servers of a
   * cluster answer the two. Also after the store is closed.
   */
  bookmarks(): Promise<string[]>;
}

/**
 * Opens the code graphs of a Neo4j database, which becomes ours if it is empty of code graphs. Of several
 * databases the first is looked at now, each other when it is first used.
 *
 * @throws `UNAVAILABLE` within `connectSeconds` where no server answers, `UNAUTHORIZED`,
 * `CONFIG_INVALID`, or `UNSUPPORTED` for a server that is too old and a database that is not ours, holds
 * a newer layout, or is not set up where `createSchema` is false
 */
export async function openNeo4jStore(options: Neo4jOptions): Promise<Neo4jStore> {
  checkGiven(options);
  const { databases, names } = databasesOf(options);
  try {
    const [first = ''] = names.all;
    const backend = await databases.open(first);
    const spread = typeof options.database === 'object';
    const store = graphStore(spread ? new SpreadBackend(databases, names) : backend);
    return { ...store, bookmarks: () => databases.bookmarks() };
  } catch (error) {
    await databases.close();
    throw asStorageError(error).at({ backend: 'neo4j' });
  }
}

/**
 * What a store needs in a database and does not find there, each with its name; nothing where all is there.
 */
export interface SchemaReport {
  readonly database: string;
  readonly missing: readonly string[];
}

/**
 * Looks what opening a store would create in each of its databases, and creates nothing.
 * @throws as {@link openNeo4jStore}
 */
export async function checkNeo4jSchema(options: Neo4jOptions): Promise<SchemaReport[]> {
  checkGiven(options);
  const { databases, names } = databasesOf({ ...options, readOnly: true });
  try {
    const reports: SchemaReport[] = [];
    for (const database of names.all)
      reports.push({ database, missing: await databases.missingSchema(database) });
    return reports;
  } catch (error) {
    throw asStorageError(error).at({ backend: 'neo4j' });
  } finally {
    await databases.close();
  }
}

function databasesOf(options: Neo4jOptions): {
  readonly databases: Databases;
  readonly names: DatabaseNames;
} {
  const settings = settingsOf(options);
  checkNumbers(settings);
  addressOf(settings.uri);
  const names = new DatabaseNames(options.database);
  const databases = new Databases(driverFor(settings), settings, names.all, options.bookmarks ?? []);
  return { databases, names };
}

function checkNumbers(settings: Neo4jSettings): void {
  for (const name of ['batchRows', 'batchBytes', 'concurrency'] as const) {
    if (Number.isSafeInteger(settings[name]) && settings[name] >= 1) continue;
    throw new StorageError(
      'CONFIG_INVALID',
      `Option ${name} is ${settings[name]}. Give an integer of at least 1.`,
    );
  }
  for (const name of [
    'connectSeconds',
    'retrySeconds',
    'readSeconds',
    'graceSeconds',
    'abandonedSeconds',
  ] as const) {
    if (typeof settings[name] === 'number' && settings[name] >= 0 && settings[name] <= LONGEST_SECONDS)
      continue;
    throw new StorageError(
      'CONFIG_INVALID',
      `Option ${name} is ${settings[name]}. Give a number of seconds from 0 to ${LONGEST_SECONDS}.`,
    );
  }
}

import { StorageError } from '../../../errors/index.ts';
import type { Connection, StatementRunner } from '../connection/connection.ts';
import type { RowOf } from '../cypher/statement.ts';
import * as cypher from '../cypher/statements.generated.ts';
import { createSchemaIn } from './create-schema.ts';
import { LAYOUT_VERSION, missingSchema, STORE_NAME } from './schema.ts';

/** The oldest server whose Cypher has what the statements need: dynamic labels and types. */
const OLDEST_SERVER: readonly [major: number, minor: number] = [5, 26];

/**
 * Makes the database ours, or finds that it is: constraints, indexes and the store's own node. One with an
 * older layout gets what that lacks; all that an older one holds is the same in a newer.
 * @param createSchema whether what is missing is created; else it is
 * an error, but for a store that only reads
 * @throws `UNSUPPORTED` for a server that is too old, a newer layout, a database with our labels but no store
 * of ours, and for what is missing and not to be created
 */
export async function ensureSchema(connection: Connection, createSchema: boolean): Promise<void> {
  const layoutVersion = await storeLayout(connection);
  if (connection.readOnly) return;
  if (!createSchema) return refuseMissing(await missingSchema(connection, layoutVersion));
  if (layoutVersion === LAYOUT_VERSION) return;
  await createSchemaIn(connection);
  await connection.write((tx) =>
    tx.one(cypher.createStore, { name: STORE_NAME, layoutVersion: LAYOUT_VERSION }),
  );
}

/** @returns `null` where there is no store yet @throws `UNSUPPORTED` where there cannot be one */
export async function storeLayout(connection: Connection): Promise<number | null> {
  await checkServerVersion(connection);
  const inspect = (tx: StatementRunner): Promise<RowOf<typeof cypher.inspectStore>> =>
    tx.one(cypher.inspectStore, { name: STORE_NAME });
  let state = await connection.read(inspect);
  // A member of a cluster may lag behind; the leader, which alone takes writes, does not.
  if (state.layoutVersion === null && !connection.readOnly) state = await connection.write(inspect);
  const { layoutVersion, labelsInUse } = state;
  if (layoutVersion === null) {
    if (labelsInUse.length > 0) throw foreignDatabase(labelsInUse);
  } else if (layoutVersion > LAYOUT_VERSION) {
    throw newerLayout(layoutVersion);
  }
  return layoutVersion;
}

async function checkServerVersion(connection: Connection): Promise<void> {
  const { version } = await connection.read((tx) => tx.one(cypher.serverVersion, {}));
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_SERVER;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new StorageError(
    'UNSUPPORTED',
    `The server at ${connection.address} is Neo4j ${version}; 5.26 or newer is needed. Upgrade it, or use another.`,
    { context: { version } },
  );
}

function foreignDatabase(labels: readonly string[]): StorageError {
  return new StorageError(
    'UNSUPPORTED',
    `This database holds ${labels.join(', ')} nodes with keys like ours that are not ours. Use a database of its own for code graphs.`,
    { context: { labels } },
  );
}

function newerLayout(layoutVersion: number): StorageError {
  return new StorageError(
    'UNSUPPORTED',
    `This database has layout version ${layoutVersion}; this version of the package knows up to ${LAYOUT_VERSION}. Upgrade the package.`,
    { context: { layoutVersion } },
  );
}

function refuseMissing(missing: readonly string[]): void {
  if (missing.length === 0) return;
  throw new StorageError(
    'UNSUPPORTED',
    `This database is not set up for code graphs, and the option createSchema is false. Missing: ${missing.join('; ')}. ` +
      'Have an administrator run the script that `codeprism-neo4j schema --print` prints.',
    { context: { missing } },
  );
}

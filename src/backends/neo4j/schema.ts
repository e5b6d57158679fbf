import { Neo4jError } from 'neo4j-driver';
import { StorageError } from '../../errors/index.ts';
import type { Connection, Row, StatementRunner } from './connection.ts';
import type { Statement } from './statement.ts';
import * as cypher from './statements.generated.ts';

export const STORE_NAME = 'codeprism';
/** The layout of labels, keys and properties that this version writes; a newer one is refused. */
export const LAYOUT_VERSION = 2;
/** The layout without constraints and indexes, as a bulk import leaves it: the next to open it adds them. */
export const BARE_LAYOUT_VERSION = 0;

export const SCHEMA: readonly Statement<never>[] = [
  cypher.storeName,
  cypher.repositoryId,
  cypher.generationNumber,
  cypher.codeNodeKey,
  cypher.sourceFileKey,
  cypher.batchKey,
  cypher.analysisResultKey,
  cypher.analysisResultAge,
  cypher.nodeName,
  cypher.nodeFile,
  cypher.unresolvedGeneration,
  cypher.awaitIndexes,
];

/** The oldest server whose Cypher has what the statements need: dynamic labels and types. */
const OLDEST_SERVER: readonly [major: number, minor: number] = [5, 26];

/**
 * Makes the database ours, or finds that it is: constraints, indexes and the store's own node. One with an older layout gets
 * what that lacks; all that an older one holds is the same in a newer.
 * @throws `UNSUPPORTED` for a server that is too old, a newer layout, or a database with our labels but no store of ours
 */
export async function ensureSchema(connection: Connection): Promise<void> {
  await checkServerVersion(connection);
  const inspect = (tx: StatementRunner): Promise<Row> => tx.one(cypher.inspectStore, { name: STORE_NAME });
  let state = await connection.read(inspect);
  // A member of a cluster may lag behind; the leader, which alone takes writes, does not.
  if (state.layoutVersion === null && !connection.readOnly) state = await connection.write(inspect);
  const layoutVersion = state.layoutVersion as number | null;
  if (layoutVersion === null) {
    const { hasCodeNodes, hasRepositories, hasAnalyses } = state;
    if ([hasCodeNodes, hasRepositories, hasAnalyses].includes(true)) throw foreignDatabase();
  } else if (layoutVersion > LAYOUT_VERSION) {
    throw newerLayout(layoutVersion);
  } else if (layoutVersion === LAYOUT_VERSION) {
    return;
  }
  if (connection.readOnly) return;
  for (const statement of SCHEMA) await createIfMissing(connection, statement);
  await connection.write((tx) =>
    tx.one(cypher.createStore, { name: STORE_NAME, layoutVersion: LAYOUT_VERSION }),
  );
}

async function createIfMissing(connection: Connection, statement: Statement<never>): Promise<void> {
  try {
    await connection.runAlone(statement);
  } catch (error) {
    if (!wasCreatedMeanwhile(error)) throw error;
  }
}

/** IF NOT EXISTS still races: another writer that creates the same schema at the same moment wins. */
function wasCreatedMeanwhile(error: unknown): boolean {
  const cause = error instanceof StorageError ? error.cause : error;
  return (
    cause instanceof Neo4jError &&
    ['EquivalentSchemaRuleAlreadyExists', 'ConstraintAlreadyExists', 'IndexAlreadyExists'].some((name) =>
      cause.code.endsWith(`.${name}`),
    )
  );
}

async function checkServerVersion(connection: Connection): Promise<void> {
  const { version } = await connection.read((tx) => tx.one(cypher.serverVersion, {}));
  const [major = 0, minor = 0] = String(version).split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_SERVER;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new StorageError(
    'UNSUPPORTED',
    `The server at ${connection.address} is Neo4j ${version}; 5.26 or newer is needed. Upgrade it, or use another.`,
    { context: { version } },
  );
}

function foreignDatabase(): StorageError {
  return new StorageError(
    'UNSUPPORTED',
    'This database holds CodeNode, Repository or AnalysisResult nodes that are not ours. Use a database of its own for code graphs.',
  );
}

function newerLayout(layoutVersion: number): StorageError {
  return new StorageError(
    'UNSUPPORTED',
    `This database has layout version ${layoutVersion}; this version of the package knows up to ${LAYOUT_VERSION}. Upgrade the package.`,
    { context: { layoutVersion } },
  );
}

import { Neo4jError } from 'neo4j-driver';
import { StorageError } from '../../../errors/index.ts';
import type { Connection } from '../connection/connection.ts';
import type { Statement } from '../cypher/statement.ts';
import * as cypher from '../cypher/statements.generated.ts';
import { describeRule, indexFor, readIndexes, ruleOf, SCHEMA } from './schema.ts';

/** For as long as it takes to check all that is there. */
const UNLIMITED = { timeoutSeconds: Number.POSITIVE_INFINITY };

/**
 * What the server says where something of the same name or for the same
 * rows is there, made meanwhile or by others.
 */
const ALREADY_THERE = [
  'ConstraintAlreadyExists',
  'ConstraintWithNameAlreadyExists',
  'EquivalentSchemaRuleAlreadyExists',
  'IndexAlreadyExists',
  'IndexWithNameAlreadyExists',
];

/**
 * Creates the constraints and indexes that are missing, and waits until these can be
 * used: those of others may take longer, or have failed. Where somebody else's has the
 * name of one of ours, that gets a name from the server.
 * @throws `UNSUPPORTED` where what others made leaves no place for one of ours
 */
export async function createSchemaIn(connection: Connection): Promise<void> {
  for (const statement of SCHEMA) await createIfMissing(connection, statement);
  for (const statement of await missingIn(connection))
    await createIfMissing(connection, withoutName(statement));
  const [missing] = await missingIn(connection);
  if (missing !== undefined) throw noPlaceFor(missing);
  const indexes = await readIndexes(connection);
  for (const statement of SCHEMA) {
    const { name = '' } = indexFor(ruleOf(statement), indexes) ?? {};
    await connection.alone((runner) => runner.run(cypher.awaitIndex, { name }), UNLIMITED);
  }
}

async function missingIn(connection: Connection): Promise<Statement<never>[]> {
  const indexes = await readIndexes(connection);
  return SCHEMA.filter((statement) => indexFor(ruleOf(statement), indexes) === undefined);
}

async function createIfMissing(connection: Connection, statement: Statement<never>): Promise<void> {
  try {
    await connection.alone((runner) => runner.run(statement, {}), UNLIMITED);
  } catch (error) {
    // IF NOT EXISTS still races: another writer that creates the same schema at the same moment wins.
    const cause = error instanceof StorageError ? error.cause : error;
    const isThere =
      cause instanceof Neo4jError && ALREADY_THERE.some((name) => cause.code.endsWith(`.${name}`));
    if (!isThere) throw error;
  }
}

function withoutName(statement: Statement<never>): Statement<never> {
  return { ...statement, text: statement.text.replace(/^(CREATE (?:CONSTRAINT|INDEX)) \w+ /m, '$1 ') };
}

function noPlaceFor(statement: Statement<never>): StorageError {
  const rule = ruleOf(statement);
  return new StorageError(
    'UNSUPPORTED',
    `The ${describeRule(rule)} cannot be created beside what others made for the label ${rule.label}. Drop that, or use a database of its own for code graphs.`,
    { context: { missing: describeRule(rule) } },
  );
}

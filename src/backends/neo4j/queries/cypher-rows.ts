import { Neo4jError, type Plan, type Transaction } from 'neo4j-driver';
import { StorageError } from '../../../errors/index.ts';
import type { CypherQuery, CypherRows } from '../../../storage/index.ts';
import type { Connection } from '../connection/connection.ts';
import { parameterValue, plainValue } from './plain-values.ts';

/** Statements that read no graph but files, or that look at or end what others do. */
const REFUSED_OPERATORS = ['LoadCSV', 'ShowSettings', 'ShowTransactions', 'TerminateTransactions'];
/** What the server calls a change of the schema, an administration command and a procedure that acts on the server. */
const ADMINISTRATION = 's';

/**
 * The first rows of somebody's own statement. It runs in a session that only reads, so it is the server that refuses a
 * write; and it is explained first, for a session that only reads may still load files and administer the server.
 */
export async function cypherRows(connection: Connection, query: CypherQuery): Promise<CypherRows> {
  const { cypher, limit } = query;
  const parameters = Object.fromEntries(
    Object.entries(query.parameters).map(([name, value]) => [name, parameterValue(value, name)]),
  );
  try {
    return await connection.peruse(
      async (tx) => {
        await refuseOthersBusiness(tx, cypher, parameters);
        return firstRows(tx, cypher, parameters, limit);
      },
      limit + 1,
      query,
    );
  } catch (error) {
    throw wrongStatement(error);
  }
}

type Runner = Pick<Transaction, 'run'>;

async function refuseOthersBusiness(tx: Runner, cypher: string, parameters: object): Promise<void> {
  const { summary } = await tx.run(`EXPLAIN ${cypher}`, parameters);
  const operators = summary.plan === false ? [] : operatorsOf(summary.plan);
  const refused = REFUSED_OPERATORS.find((name) => operators.includes(name));
  if (refused === undefined && summary.queryType !== ADMINISTRATION) return;
  throw new StorageError(
    'UNSUPPORTED',
    `This statement ${refused === 'LoadCSV' ? 'loads a file' : 'administers the server'}, but query() only reads graphs. Run it with Neo4j's own tools.`,
  );
}

function operatorsOf({ operatorType, children }: Plan): string[] {
  return [operatorType.replace(/@.*$/, ''), ...children.flatMap(operatorsOf)];
}

async function firstRows(tx: Runner, cypher: string, parameters: object, limit: number): Promise<CypherRows> {
  const result = tx.run(cypher, parameters);
  const columns = await result.keys();
  const rows: unknown[][] = [];
  // Left early, the rest is never made: the transaction is rolled back.
  for await (const record of result) {
    if (rows.length === limit) return { columns, rows, truncated: true };
    rows.push([...record.values()].map(plainValue));
  }
  return { columns, rows, truncated: false };
}

/** A statement of ours that is wrong is our mistake, one of theirs is theirs. */
function wrongStatement(error: unknown): unknown {
  const cause = error instanceof StorageError ? error.cause : undefined;
  if (!(cause instanceof Neo4jError) || (error as StorageError).code !== 'UNEXPECTED') return error;
  if (!/^Neo\.ClientError\.(Statement|Procedure|Schema)\./.test(cause.code)) return error;
  return new StorageError('CONFIG_INVALID', `The server does not take the statement: ${cause.message}`, {
    context: { option: 'cypher', neo4jCode: cause.code },
    cause,
  });
}

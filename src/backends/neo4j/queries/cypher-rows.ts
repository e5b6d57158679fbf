import { Neo4jError, type Transaction } from 'neo4j-driver';
import { StorageError } from '../../../errors/index.ts';
import type { CypherQuery, CypherRows } from '../../../storage/index.ts';
import type { Connection } from '../connection/connection.ts';
import { parameterValue, plainValue } from './plain-values.ts';
import { beyondReading } from './read-only-plan.ts';

/**
 * What the server calls a change of the schema, an administration
 * command and a procedure that acts on the server.
 */
const ADMINISTRATION = 's';
const SERVER_LATER_SECONDS = 1;

/**
 * The first rows of somebody's own statement. It runs in a session that only reads, so it
 * is the server that refuses a write; and it is explained first, for a session that only
 * reads may still load files and administer the server.
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
      { ...query, ...endedByServer(query) },
    );
  } catch (error) {
    throw wrongStatement(error, cypher);
  }
}

/**
 * The caller's own time limit comes first; the server keeps one where the caller's process is gone or busy.
 */
function endedByServer({ timeoutMs }: CypherQuery): { readonly timeoutSeconds?: number } {
  return timeoutMs === undefined ? {} : { timeoutSeconds: timeoutMs / 1_000 + SERVER_LATER_SECONDS };
}

/** How much of a line of the statement is quoted. */
const LINE_SHOWN = 76;

/** On a line of its own, so that the server counts the statement's columns as its author does. */
const PLANNED = 'EXPLAIN\n';

type Runner = Pick<Transaction, 'run'>;

async function refuseOthersBusiness(tx: Runner, cypher: string, parameters: object): Promise<void> {
  const { summary } = await tx.run(`${PLANNED}${cypher}`, parameters);
  // Without a plan nothing is known of it.
  const found = summary.plan === false ? 'no plan' : beyondReading(summary.plan);
  if (found === undefined && summary.queryType !== ADMINISTRATION) return;
  const what = found === undefined ? '' : ` (${found})`;
  throw new StorageError(
    'UNSUPPORTED',
    `This statement is more than a reading of the graph${what}, which is all that query() does. Run it with Neo4j's own tools.`,
    { context: { beyondReading: found } },
  );
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
function wrongStatement(error: unknown, cypher: string): unknown {
  const cause = error instanceof StorageError ? error.cause : undefined;
  if (!(cause instanceof Neo4jError) || (error as StorageError).code !== 'UNEXPECTED') return error;
  if (!/^Neo\.ClientError\.(Statement|Procedure|Schema)\./.test(cause.code)) return error;
  const { problem, line, column } = whatIsWrong(cause.message);
  const where = line === undefined ? '.' : `, in line ${line}, column ${column}.`;
  const shown = line === undefined ? '' : pointedAt(cypher.split(/\r?\n/)[line - 1] ?? '', column);
  return new StorageError(
    'INVALID_QUERY',
    `The server does not take the statement: ${problem}${where}${shown}`,
    {
      context: { option: 'cypher', neo4jCode: cause.code, ...(line !== undefined && { line, column }) },
      cause,
    },
  );
}

/** What the server says, and where: it counts the line of {@link PLANNED}, and quotes it. */
function whatIsWrong(message: string): { problem: string; line?: number; column: number } {
  const [, text = '', line = '', column = ''] =
    /^(.*?)\s*\(line (\d+), column (\d+) \(offset: \d+\)\)/s.exec(message) ?? [];
  if (line === '') return { problem: message.replace(/\.$/, ''), column: 0 };
  return { problem: text.replace(/\.$/, ''), line: Math.max(1, Number(line) - 1), column: Number(column) };
}

/** The line of the statement, around the column, and a mark under it. */
function pointedAt(line: string, column: number): string {
  const start = Math.max(0, column - LINE_SHOWN / 2);
  return `\n  ${line.slice(start, start + LINE_SHOWN)}\n  ${' '.repeat(Math.max(0, column - 1 - start))}^`;
}

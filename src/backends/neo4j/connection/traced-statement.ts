import { Neo4jError } from 'neo4j-driver';
import type { Attributes } from '../../../tracing/attributes.ts';
import { statements, trace } from '../../../tracing/channels.ts';
import type { Statement } from '../cypher/statement.ts';

/** Where statements go. */
export interface StatementPlace {
  /** As `bolt://host:port`. */
  readonly address: string;
  readonly database: string;
}

/**
 * Runs a statement on the tracing channel of statements: its text is
 * published, the values of its parameters never are.
 */
export function tracedStatement<Result>(
  place: StatementPlace,
  statement: Statement<string>,
  run: () => Promise<Result>,
): Promise<Result> {
  return trace(statements, () => attributesOf(place, statement), errorAttributes, run);
}

function attributesOf({ address, database }: StatementPlace, { name, text }: Statement<string>): Attributes {
  const { hostname, port } = new URL(address);
  return {
    'db.system.name': 'neo4j',
    'db.namespace': database,
    'db.operation.name': name,
    'db.query.summary': name,
    'db.query.text': text,
    'server.address': hostname.replace(/^\[|\]$/g, ''),
    'server.port': port === '' ? 7687 : Number(port),
  };
}

function errorAttributes(error: unknown): Attributes {
  if (!(error instanceof Neo4jError)) return { 'error.type': error instanceof Error ? error.name : 'Error' };
  return { 'error.type': error.code, 'db.response.status_code': error.code };
}

import { checkKeys, checkOptions, checkString, limitOf } from '../front-door/option-checks.ts';
import type { ReadOptions } from '../options.ts';
import type { LimitOptions } from './graph-queries.ts';

/** Rows as the database gave them, in its order. */
export interface CypherRows {
  readonly columns: readonly string[];
  /**
   * A value for each column. Integers and floats are numbers, temporal values texts; a node is
   * `{ labels, properties }`, a relationship `{ type, properties }`, a path a list of both in turn.
   */
  readonly rows: readonly (readonly unknown[])[];
  /** There were more rows. How many is not known: they are not made. */
  readonly truncated: boolean;
}

/** What a database with a query language of its own is asked. */
export interface CypherQuery extends ReadOptions {
  readonly cypher: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly limit: number;
}

/** @throws `CONFIG_INVALID` naming the option */
export function cypherQuery(
  cypher: string,
  parameters: Readonly<Record<string, unknown>>,
  options: LimitOptions,
): CypherQuery {
  checkString(cypher, 'cypher');
  checkKeys(parameters, Object.keys(parameters ?? {}), 'parameters');
  checkOptions(options, ['limit']);
  return {
    cypher,
    parameters,
    limit: limitOf(options),
    signal: options.signal,
    onProgress: options.onProgress,
  };
}

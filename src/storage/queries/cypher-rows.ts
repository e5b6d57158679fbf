import type { ReadOptions } from '../options.ts';

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
  /** After which the caller no longer waits; `undefined` for no limit. */
  readonly timeoutMs?: number | undefined;
}

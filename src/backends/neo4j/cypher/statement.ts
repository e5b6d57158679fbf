declare const parameterNames: unique symbol;
declare const row: unique symbol;

/**
 * A Cypher statement with the names of its parameters, and the columns of
 * its rows, in its type; `never` gives no rows.
 */
export interface Statement<Parameter extends string, Row = unknown> {
  /** Its file under `cypher/`, such as `read/node-page`. */
  readonly name: string;
  readonly text: string;
  /** Exists in the type alone, as the next one does. */
  readonly [parameterNames]?: Parameter;
  readonly [row]?: Row;
}

/** One row that a statement gives, by its columns' names. */
export type RowOf<Of> = Of extends Statement<string, infer Row> ? Row : never;

/** Makes a statement of its text. Only the generated module and what edits texts call it. */
export function statement<Parameter extends string, Row = unknown>(
  name: string,
  text: string,
): Statement<Parameter, Row> {
  return { name, text };
}

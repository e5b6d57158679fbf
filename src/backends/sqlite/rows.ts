import type { Connection } from './connection.ts';
import type { Value } from './driver/driver.ts';
import { isTaken } from './errors.ts';

/** Rows in one statement: more of them cost more to bind than they save. */
const ROWS_A_STATEMENT = 100;

/** Rows for one table, value after value. */
export interface Rows {
  /** The table and, if not all of them, its columns. */
  readonly into: string;
  /** Values of a row. */
  readonly width: number;
  /** The value that every row begins with. */
  readonly first?: Value;
  readonly values: readonly Value[];
}

/** Inserts rows by as few statements as pay; of rows with the same key the last one stays. */
export function insertRows(connection: Connection, rows: Rows): void {
  const { width, values } = rows;
  const step = ROWS_A_STATEMENT * width;
  const many = values.length < step ? '' : statementOf('INSERT OR FAIL', rows, ROWS_A_STATEMENT);
  let next = 0;
  for (; next + step <= values.length; next += step) {
    try {
      // OR FAIL spares SQLite a copy of every page that the statement
      // touches, from which it could take all of it back.
      connection.run(many, parametersOf(rows, next, next + step));
    } catch (error) {
      if (!isTaken(error)) throw error;
      replaceEach(connection, rows, next, next + step);
    }
  }
  replaceEach(connection, rows, next, values.length);
}

function replaceEach(connection: Connection, rows: Rows, from: number, to: number): void {
  const one = statementOf('INSERT OR REPLACE', rows, 1);
  for (let next = from; next < to; next += rows.width)
    connection.run(one, parametersOf(rows, next, next + rows.width));
}

/** The parameters of some rows from a place on, each row with the value that it begins with. */
function parametersOf({ width, first, values }: Rows, from: number, to: number): readonly Value[] {
  if (first === undefined) return values.slice(from, to);
  const parameters: Value[] = [];
  for (let at = from; at < to; at++) {
    if ((at - from) % width === 0) parameters.push(first);
    parameters.push(values[at] as Value);
  }
  return parameters;
}

/** Without numbers for the parameters: Node's driver looks each name up among all of them. */
function statementOf(verb: string, { into, width, first }: Rows, size: number): string {
  const row = `(${Array(width + (first === undefined ? 0 : 1))
    .fill('?')
    .join(',')})`;
  return `${verb} INTO ${into} VALUES ${Array(size).fill(row).join(',')}`;
}

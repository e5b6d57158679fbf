import type { Connection } from './connection.ts';
import type { Value } from './driver.ts';
import { isTaken } from './errors.ts';

/** Rows in one statement: more of them cost more to bind than they save. */
const ROWS_A_STATEMENT = 100;

/** Rows for one table, value after value. */
export interface Rows {
  /** The table and, if not all of them, its columns. */
  readonly into: string;
  /** Values of a row. */
  readonly width: number;
  /** The value that every row begins with; bound once, for binding is most of the cost. */
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
    const some = values.slice(next, next + step);
    try {
      // OR FAIL spares SQLite a copy of every page that the statement touches, from which it could take all of it back.
      connection.run(many, withFirst(rows, some));
    } catch (error) {
      if (!isTaken(error)) throw error;
      replaceEach(connection, rows, some);
    }
  }
  replaceEach(connection, rows, values.slice(next));
}

function replaceEach(connection: Connection, rows: Rows, values: readonly Value[]): void {
  const one = statementOf('INSERT OR REPLACE', rows, 1);
  for (let next = 0; next < values.length; next += rows.width)
    connection.run(one, withFirst(rows, values.slice(next, next + rows.width)));
}

function withFirst({ first }: Rows, values: readonly Value[]): readonly Value[] {
  return first === undefined ? values : [first, ...values];
}

function statementOf(verb: string, { into, width, first }: Rows, size: number): string {
  let parameter = first === undefined ? 0 : 1;
  const rows = Array.from({ length: size }, () => {
    const own = Array.from({ length: width }, () => `?${++parameter}`);
    return `(${[...(first === undefined ? [] : ['?1']), ...own].join(',')})`;
  });
  return `${verb} INTO ${into} VALUES ${rows.join(',')}`;
}

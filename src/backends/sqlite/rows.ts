import type { Connection } from './connection.ts';
import type { Value } from './driver.ts';

/** Rows in one statement: more of them cost more to bind than they save. */
const ROWS_A_STATEMENT = 100;

/** Rows of one table, value after value. */
export interface Rows {
  /** Such as `INSERT INTO node`. */
  readonly insert: string;
  /** Values of a row. */
  readonly width: number;
  /** The value that every row begins with; bound once, for binding is most of the cost. */
  readonly first?: Value;
  readonly values: readonly Value[];
}

/** Inserts rows by as few statements as pay; what is left over goes one by one. */
export function insertRows(connection: Connection, rows: Rows): void {
  const { width, values } = rows;
  const start = rows.first === undefined ? [] : [rows.first];
  let next = 0;
  for (const size of [ROWS_A_STATEMENT, 1]) {
    const step = size * width;
    if (next + step > values.length) continue;
    const sql = statementOf(rows, size);
    for (; next + step <= values.length; next += step)
      connection.run(sql, [...start, ...values.slice(next, next + step)]);
  }
}

function statementOf({ insert, width, first }: Rows, size: number): string {
  let parameter = first === undefined ? 0 : 1;
  const rows = Array.from({ length: size }, () => {
    const own = Array.from({ length: width }, () => `?${++parameter}`);
    return `(${[...(first === undefined ? [] : ['?1']), ...own].join(',')})`;
  });
  return `${insert} VALUES ${rows.join(',')}`;
}

import type { Connection } from './connection.ts';
import type { Value } from './driver.ts';

/** Rows in one statement: more of them cost more to bind than they save. */
const ROWS_A_STATEMENT = 100;

/** Inserts rows by as few statements as pay; what is left over goes one by one. */
export function insertRows(
  connection: Connection,
  insert: string,
  rows: readonly (readonly Value[])[],
): void {
  const width = rows[0]?.length ?? 0;
  const one = `(${Array(width).fill('?').join(',')})`;
  let next = 0;
  if (rows.length >= ROWS_A_STATEMENT) {
    const many = `${insert} VALUES ${Array(ROWS_A_STATEMENT).fill(one).join(',')}`;
    for (; next + ROWS_A_STATEMENT <= rows.length; next += ROWS_A_STATEMENT)
      connection.run(many, rows.slice(next, next + ROWS_A_STATEMENT).flat());
  }
  for (; next < rows.length; next++) connection.run(`${insert} VALUES ${one}`, rows[next]);
}

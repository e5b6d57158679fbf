import { writeSync } from 'node:fs';
import { Connection } from '../../../../src/backends/sqlite/connection.ts';
import { openSqliteStore } from '../../../../src/backends/sqlite/index.ts';

/**
 * Opens the store of the first argument, and waits to be killed before the statement that begins with the
 * second. Changed pages go into the log beside the file at once, as those of a large file do.
 */
const [file = '', statement = ''] = process.argv.slice(2);
const exec = Connection.prototype.exec;
Connection.prototype.exec = function (this: Connection, sql: string): void {
  if (sql.trimStart().startsWith(statement)) {
    writeSync(1, 'waiting\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
  exec.call(
    this,
    sql.startsWith('PRAGMA cache_size') ? 'PRAGMA cache_size = 1; PRAGMA cache_spill = 1' : sql,
  );
};
await openSqliteStore({ file });

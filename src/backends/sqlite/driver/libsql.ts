import type { Driver, DriverDatabase, DriverStatement } from './driver.ts';
import { releaseHandles } from './release-handles.ts';

/** The few methods of libsql, and of better-sqlite3 before it, that are used here. */
interface Statement {
  raw(): Statement;
  run(parameters: readonly unknown[]): { readonly changes: number };
  get(parameters: readonly unknown[]): readonly unknown[] | undefined;
}

interface LibsqlDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): Statement;
  close(): void;
}

/** The optional package. @throws Error where it is not installed, or not for this platform */
export async function libsql(): Promise<Driver> {
  const { default: database } = await import('libsql');
  const Libsql = database as unknown as new (address: string) => LibsqlDatabase;
  return {
    name: 'libsql',
    open: (address) => opened(new Libsql(address)),
    release: releaseHandles,
  };
}

function opened(database: LibsqlDatabase): DriverDatabase {
  return {
    exec: (sql) => void database.exec(sql),
    prepare: (sql) => prepared(database.prepare(sql)),
    close: () => database.close(),
  };
}

function prepared(statement: Statement): DriverStatement {
  let asRows: Statement | undefined;
  return {
    run: (parameters) => statement.run(parameters).changes,
    get: (parameters) => {
      asRows ??= statement.raw();
      return asRows.get(parameters);
    },
  };
}

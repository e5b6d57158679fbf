import type { Driver, DriverDatabase, DriverStatement, Value } from './driver.ts';

/** The few methods of Node's module that are used here. */
interface Statement {
  setReturnArrays(enabled: boolean): void;
  run(...parameters: readonly Value[]): { readonly changes: number | bigint };
  get(...parameters: readonly Value[]): readonly unknown[] | undefined;
}

interface DatabaseSync {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

interface NodeSqlite {
  readonly DatabaseSync: new (address: string | URL) => DatabaseSync;
  readonly StatementSync: { readonly prototype: object };
}

/**
 * Node's own SQLite; undefined where Node has none, has it behind a flag,
 * or cannot give rows as arrays: before 22.16.
 */
export function nodeSqlite(): Driver | undefined {
  const module = withoutWarning(builtIn);
  if (module === undefined || !('setReturnArrays' in module.StatementSync.prototype)) return undefined;
  return {
    name: 'node:sqlite',
    open: (address) =>
      opened(new module.DatabaseSync(address.startsWith('file:') ? new URL(address) : address)),
    release: () => {},
  };
}

function builtIn(): NodeSqlite | undefined {
  return process.getBuiltinModule?.('node:sqlite') as NodeSqlite | undefined;
}

/**
 * Node 22 warns of an experiment when the module is first loaded. What is used of it is tested on every
 * version that has it, so its users need not read that. Loading takes no turns, so no other warning is lost.
 */
function withoutWarning<Result>(load: () => Result): Result {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}

function opened(database: DatabaseSync): DriverDatabase {
  return {
    exec: (sql) => database.exec(sql),
    prepare: (sql) => prepared(database.prepare(sql)),
    close: () => database.close(),
  };
}

function prepared(statement: Statement): DriverStatement {
  statement.setReturnArrays(true);
  return {
    run: (parameters) => Number(statement.run(...parameters).changes),
    get: (parameters) => statement.get(...parameters),
  };
}

import type { Driver, DriverDatabase, DriverStatement, Value } from './driver/driver.ts';
import { isBusy, sqliteError } from './errors.ts';

/** Kibibytes of pages that a connection keeps in memory at most. */
const CACHE_KIBIBYTES = 64 * 1024;

/**
 * One connection to a file; every statement is prepared once. SQLite
 * being busy passes through as its own error.
 */
export class Connection {
  readonly file: string;
  readonly #database: DriverDatabase;
  readonly #statements = new Map<string, DriverStatement>();
  #forgone: string | undefined;

  /** @param address how the driver is to open the file; default its path */
  constructor(driver: Driver, file: string, address: string = file) {
    this.file = file;
    this.#database = this.#guarded(() => driver.open(address));
    this.exec(`PRAGMA cache_size = -${CACHE_KIBIBYTES}`);
  }

  exec(sql: string): void {
    this.#guarded(() => this.#database.exec(sql));
  }

  /** @returns how many rows it changed */
  run(sql: string, parameters: readonly Value[] = []): number {
    return this.#guarded(() => this.#statement(sql).run(parameters));
  }

  /** The first row. Texts come back cut at a NUL: have SQLite write them as JSON, for {@link json}. */
  row(sql: string, parameters: readonly Value[] = []): readonly unknown[] | undefined {
    return this.#guarded(() => this.#statement(sql).get(parameters));
  }

  /** The first row's only column, which is JSON; `undefined` where there is no row. */
  json(sql: string, parameters: readonly Value[] = []): unknown {
    const text = this.row(sql, parameters)?.[0];
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  }

  /** The first row's only column, which is a number. */
  count(sql: string, parameters: readonly Value[] = []): number {
    return Number(this.row(sql, parameters)?.[0] ?? 0);
  }

  /** Has statements that name this index do without it from now on, for a file that lacks it. */
  forgoIndex(name: string): void {
    this.#forgone = `INDEXED BY ${name}`;
  }

  /** Runs what must see one state, which no other connection's write changes meanwhile. */
  inSnapshot<Result>(read: () => Result): Result {
    this.exec('BEGIN');
    try {
      return read();
    } finally {
      this.exec('COMMIT');
    }
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #statement(sql: string): DriverStatement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      const text = this.#forgone === undefined ? sql : sql.replaceAll(this.#forgone, '');
      statement = this.#database.prepare(text);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #guarded<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw isBusy(error) ? error : sqliteError(error, this.file);
    }
  }
}

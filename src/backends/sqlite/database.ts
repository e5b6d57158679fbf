import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { diskError } from '../../errors/disk-error.ts';
import { throwIfAborted } from '../../errors/index.ts';
import type { ReadOptions, WriteOptions } from '../../storage/index.ts';
import { whenFree } from './busy.ts';
import { Connection } from './connection.ts';
import { checkAbsent, immutableAddress, inspectFile, stateAtRest } from './database-file.ts';
import type { Driver } from './driver/driver.ts';
import { isUnwritable, newerLayout, openedForReading, writtenAtRest, wrongFile } from './errors.ts';
import { APPLICATION_ID, layoutOf, MIGRATIONS, migrate } from './layout.ts';
import { bridgeOlderLayout, isOlderLayout } from './older-layout.ts';
import { createStagingTables } from './staging.ts';

/** How the file of a database is opened, and how long others are waited for. */
export interface DatabaseOptions {
  readonly driver: Driver;
  /** Absolute. */
  readonly file: string;
  readonly busyTimeoutMilliseconds: number;
  /**
   * Whether a write may be lost, but nothing be damaged, by a power
   * failure soon after it; it then waits for no disk.
   */
  readonly isLosable?: boolean;
  /** Whether the file is only read, and stays as it is, in whatever layout. Default false. */
  readonly readOnly?: boolean;
}

/**
 * The connections to one file: one that writes, one for short reads, and one more for each long read. A file
 * that is not there is an empty store, made at the first write; one that was put in its place is noticed.
 */
export class Database {
  readonly #options: DatabaseOptions;
  /** Device and inode of the file that the connections are open on. */
  #identity: string | undefined;
  /** Whether connections read an older layout as the newest. */
  #isOlder = false;
  #reader: Connection | undefined;
  /** For the next long read. */
  #idle: Connection | undefined;
  #writer: Connection | undefined;
  /** The end of the last write of this store. */
  #tail: Promise<unknown> = Promise.resolve();

  constructor(options: DatabaseOptions) {
    this.#options = options;
  }

  get file(): string {
    return this.#options.file;
  }

  /** Runs what reads one state in one turn; `undefined` where there is no file yet. */
  async read<Result>(
    options: ReadOptions,
    work: (connection: Connection) => Result,
  ): Promise<Result | undefined> {
    const snapshot = (reader: Connection): Result =>
      reader.inSnapshot(() => {
        this.#checkLayout(reader);
        return work(reader);
      });
    return this.#whenFree(options, () => {
      try {
        const reader = this.#openReader();
        return reader && snapshot(reader);
      } catch (error) {
        if (!isUnwritable(error)) throw error;
        return this.#atRest(error, snapshot);
      }
    });
  }

  /** Runs what reads one state in several turns, on a connection that nobody else uses meanwhile. */
  async readLong<Result>(
    options: ReadOptions,
    work: (connection: Connection) => Promise<Result>,
  ): Promise<Result | undefined> {
    if (!(await this.exists(options))) return undefined;
    const identity = this.#identity;
    if (identity === undefined) return this.#longAtRest(work);
    const idle = this.#idle;
    this.#idle = undefined;
    const connection = idle ?? (await this.#whenFree(options, () => this.#connectReader()));
    try {
      await this.#whenFree(options, () => connection.exec('BEGIN; SELECT 1 FROM repository LIMIT 1'));
      return await work(connection);
    } finally {
      rollBack(connection);
      // Kept for the next one, with the pages that it has in memory.
      if (this.#idle === undefined && identity === this.#identity) this.#idle = connection;
      else connection.close();
    }
  }

  /**
   * Runs a write, after those that this store has begun before, in one
   * transaction that no other process's write is in.
   * @param work says by `isChanged` whether there is anything to keep
   * @throws `CONFLICT` (retryable) if another process keeps writing for too long
   */
  async write<Outcome extends { readonly isChanged: boolean }>(
    options: WriteOptions,
    work: (connection: Connection) => Promise<Outcome> | Outcome,
  ): Promise<Outcome> {
    const writing = this.#tail.then(() => this.#transaction(options, work));
    this.#tail = writing.catch(() => undefined);
    return writing;
  }

  /** Whether there is a file with anything in it. */
  async exists(options: ReadOptions): Promise<boolean> {
    return (await this.read(options, () => true)) ?? false;
  }

  /**
   * Reads a file where SQLite cannot write what it shares with other processes:
   * on a full disk, or as a user who may only read.
   * @throws `CONFLICT` (retryable) where the file was written meanwhile, and
   * `error` where its log holds more than the file
   */
  #atRest<Result>(error: unknown, work: (connection: Connection) => Result): Result {
    const { driver, file } = this.#options;
    const before = stateAtRest(file);
    if (before === undefined) throw error;
    const connection = new Connection(driver, file, immutableAddress(file));
    try {
      bridgeOlderLayout(connection);
      const result = work(connection);
      if (stateAtRest(file) === before) return result;
    } finally {
      connection.close();
    }
    throw writtenAtRest(file);
  }

  async #longAtRest<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result> {
    const { driver, file } = this.#options;
    const before = stateAtRest(file);
    const connection = new Connection(driver, file, immutableAddress(file));
    try {
      bridgeOlderLayout(connection);
      const result = await work(connection);
      if (before !== undefined && stateAtRest(file) === before) return result;
    } finally {
      connection.close();
    }
    throw writtenAtRest(file);
  }

  close(): void {
    try {
      // So that the file alone is the whole store, also for somebody who copies it.
      this.#writer?.row('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // Somebody else still reads: what is beside the file stays there, and is as safe.
    }
    const wasOpen = this.#identity !== undefined;
    this.#disconnect();
    if (wasOpen) this.#options.driver.release();
  }

  async #transaction<Outcome extends { readonly isChanged: boolean }>(
    options: WriteOptions,
    work: (connection: Connection) => Promise<Outcome> | Outcome,
  ): Promise<Outcome> {
    const writer = await this.#whenFree(options, () => this.#begin());
    try {
      const outcome = await work(writer);
      throwIfAborted(options.signal);
      if (outcome.isChanged) await this.#whenFree(options, () => writer.exec('COMMIT'));
      else writer.exec('ROLLBACK');
      return outcome;
    } catch (error) {
      rollBack(writer);
      throw error;
    }
  }

  #begin(): Connection {
    if (this.#options.readOnly === true) throw openedForReading(this.#options.file);
    if (!this.#isOpen()) this.#create();
    this.#writer ??= this.#openWriter();
    this.#writer.exec('BEGIN IMMEDIATE');
    try {
      this.#checkLayout(this.#writer);
    } catch (error) {
      rollBack(this.#writer);
      throw error;
    }
    return this.#writer;
  }

  #openReader(): Connection | undefined {
    if (!this.#isOpen()) return undefined;
    this.#reader ??= this.#connectReader();
    return this.#reader;
  }

  #openWriter(): Connection {
    const writer = this.#connect();
    try {
      createStagingTables(writer);
      if (this.#options.isLosable === true) writer.exec('PRAGMA synchronous = NORMAL');
      return writer;
    } catch (error) {
      writer.close();
      throw error;
    }
  }

  /**
   * Whether the file is there and ours; leaves connections to one that was moved away, and
   * brings an old layout forward unless it is only read.
   */
  #isOpen(): boolean {
    const identity = identityOf(this.#options.file);
    if (identity !== undefined && identity === this.#identity && !this.#wasBroughtForward()) return true;
    this.#disconnect();
    if (identity === undefined || inspectFile(this.#options.driver, this.#options.file) !== 'ours')
      return false;
    const connection = this.#connect();
    try {
      this.#prepare(connection);
    } finally {
      connection.close();
    }
    this.#identity = identity;
    return true;
  }

  /** Makes the file ours. Its header has to say so before anything waits in SQLite's log beside it. */
  #create(): void {
    const { file } = this.#options;
    try {
      mkdirSync(dirname(file), { recursive: true });
    } catch (error) {
      throw diskError(error, dirname(file));
    }
    const connection = this.#connect();
    try {
      inTransaction(connection, () => {
        if (connection.count('PRAGMA application_id') === APPLICATION_ID) return;
        if (connection.count('SELECT count(*) FROM sqlite_schema') > 0)
          throw wrongFile(file, 'is the SQLite database of another program');
        connection.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
        migrate(connection);
      });
      this.#prepare(connection);
    } finally {
      connection.close();
    }
    this.#identity = identityOf(file);
  }

  #prepare(connection: Connection): void {
    const { readOnly = false } = this.#options;
    const isOlder = this.#checkLayout(connection) < MIGRATIONS.length;
    this.#isOlder = isOlder && readOnly;
    if (readOnly) return;
    if (isOlder) inTransaction(connection, () => migrate(connection));
    connection.exec('PRAGMA journal_mode = WAL');
  }

  /** @throws `UNSUPPORTED` for a layout that a newer version of this package made */
  #checkLayout(connection: Connection): number {
    const layout = layoutOf(connection);
    if (layout > MIGRATIONS.length) throw newerLayout(this.#options.file, layout, MIGRATIONS.length);
    return layout;
  }

  #connect(): Connection {
    return new Connection(this.#options.driver, this.#options.file);
  }

  #connectReader(): Connection {
    const connection = this.#connect();
    try {
      bridgeOlderLayout(connection);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /** Whether somebody else has given the file a newer layout since it was opened as one of an older. */
  #wasBroughtForward(): boolean {
    return this.#isOlder && this.#reader !== undefined && !isOlderLayout(this.#reader);
  }

  #disconnect(): void {
    for (const connection of [this.#reader, this.#idle, this.#writer]) connection?.close();
    this.#reader = undefined;
    this.#idle = undefined;
    this.#writer = undefined;
    this.#identity = undefined;
  }

  #whenFree<Result>({ signal }: ReadOptions, work: () => Result): Promise<Result> {
    const { file, busyTimeoutMilliseconds } = this.#options;
    return whenFree(file, busyTimeoutMilliseconds, signal, work);
  }
}

function inTransaction(connection: Connection, work: () => void): void {
  connection.exec('BEGIN IMMEDIATE');
  try {
    work();
    connection.exec('COMMIT');
  } catch (error) {
    rollBack(connection);
    throw error;
  }
}

/** Some failures, a full disk among them, have SQLite roll back by itself. */
function rollBack(connection: Connection): void {
  try {
    connection.exec('ROLLBACK');
  } catch {
    // Nothing is open any more.
  }
}

function identityOf(file: string): string | undefined {
  try {
    const found = statSync(file, { bigint: true, throwIfNoEntry: false });
    if (found === undefined) checkAbsent(file);
    return found === undefined ? undefined : `${found.dev}:${found.ino}`;
  } catch (error) {
    throw diskError(error, file);
  }
}

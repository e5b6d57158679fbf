import { setTimeout as sleep } from 'node:timers/promises';
import neo4j, { type Driver, type Result, type Session, type Transaction } from 'neo4j-driver';
import { onAbort, StorageError, throwIfAborted } from '../../../errors/index.ts';
import type { Statement } from '../cypher/statement.ts';
import { longestWriteSeconds, type Neo4jSettings } from '../options.ts';
import { Bookmarks } from './bookmarks.ts';
import { addressOf } from './driver.ts';
import { asNeo4jStorageError, isWorthRetrying, unreachable, wantsEncryption } from './errors.ts';
import { FirstFailure } from './first-failure.ts';
import { Again, patiently } from './patience.ts';
import { speaksOnlyTls } from './tls-probe.ts';
import { type StatementPlace, tracedStatement } from './traced-statement.ts';

const FIRST_DELAY_MS = 20;
const LONGEST_DELAY_MS = 1_000;

/** What runs statements: a transaction, seen narrowly. Integers come back as numbers. */
export interface StatementRunner {
  run<Parameter extends string, Row>(
    statement: Statement<Parameter, Row>,
    parameters: Readonly<Record<NoInfer<Parameter>, unknown>>,
  ): Promise<Row[]>;
  /** For answers of one row. @throws `UNEXPECTED` if there is none */
  one<Parameter extends string, Row>(
    statement: Statement<Parameter, Row>,
    parameters: Readonly<Record<NoInfer<Parameter>, unknown>>,
  ): Promise<Row>;
}

/** How the work of a transaction is stopped, bounded and repeated. */
export interface WorkOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * After which the server ends a transaction by itself, also one whose client has gone
   * or sleeps. Default: the server's limit for one that reads, {@link
   * longestWriteSeconds} for one that writes. `Infinity` is never.
   */
  readonly timeoutSeconds?: number | undefined;
  /** How long it is begun again after failures that may pass. Default: the setting. */
  readonly retrySeconds?: number | undefined;
}

/** How a transaction is opened and ended. */
interface Manner {
  readonly access: 'READ' | 'WRITE';
  readonly commit: boolean;
  /** Rows fetched at once; -1 for all. */
  readonly fetchSize: number;
}

// Everything at once: answers are a few rows of long columns.
const READ: Manner = { access: 'READ', commit: true, fetchSize: -1 };
const WRITE: Manner = { ...READ, access: 'WRITE' };

/** What is needed of a driver. */
export type ConnectionDriver = Pick<Driver, 'session' | 'verifyConnectivity' | 'close'>;

/** One database, with this package's retries, errors and cancellation. */
export class Connection {
  readonly #driver: ConnectionDriver;
  readonly #settings: Neo4jSettings;
  readonly #database: string;
  readonly #bookmarks: Bookmarks;
  readonly #place: StatementPlace;

  /** @param bookmarks where its first transactions begin, at the earliest */
  constructor(
    driver: ConnectionDriver,
    settings: Neo4jSettings,
    database: string,
    bookmarks: readonly string[] = [],
  ) {
    this.#driver = driver;
    this.#settings = settings;
    this.#database = database;
    this.#place = { address: this.address, database };
    this.#bookmarks = new Bookmarks(this.address.startsWith('neo4j'), bookmarks);
  }

  /** The server's address for messages: never with credentials. */
  get address(): string {
    return addressOf(this.#settings.uri);
  }

  get database(): string {
    return this.#database;
  }

  /** Whether only reads are possible; a rehearsal is a write. */
  get readOnly(): boolean {
    return this.#settings.readOnly;
  }

  /** How long a read is begun again while what it reads is changed. */
  get readSeconds(): number {
    return this.#settings.readSeconds;
  }

  /** What a transaction elsewhere must begin after to see everything that was seen or written here. */
  async bookmarks(): Promise<string[]> {
    return this.#bookmarks.all;
  }

  /**
   * @throws `UNAVAILABLE` within `connectSeconds`, `UNAUTHORIZED`,
   * `CONFIG_INVALID` for an unknown database or wrong encryption
   */
  async verify(): Promise<void> {
    const deadline = new AbortController();
    const timeout = sleep(this.#settings.connectSeconds * 1_000, 'late', { signal: deadline.signal }).catch(
      () => 'stopped',
    );
    const verified = this.#driver.verifyConnectivity({ database: this.#database });
    verified.catch(() => undefined);
    try {
      const winner = await Promise.race([verified.then(() => 'reached'), timeout]);
      if (winner === 'late') throw unreachable(this.address, undefined);
    } catch (error) {
      const failure = asNeo4jStorageError(error, this.address);
      const isAway = failure instanceof StorageError && failure.code === 'UNAVAILABLE';
      // Where nothing was heard in time, nothing will be.
      const hasAnswered = isAway && failure.cause !== undefined;
      if (hasAnswered && (await speaksOnlyTls(this.address, this.#settings.connectSeconds)))
        throw wantsEncryption(this.address, error);
      throw failure;
    } finally {
      deadline.abort();
    }
  }

  /** Runs reads in one transaction; run again as a whole after a failure that may pass. */
  read<Result>(work: (tx: StatementRunner) => Promise<Result>, options: WorkOptions = {}): Promise<Result> {
    return this.#transact(READ, (tx, failure) => work(runnerOf(tx, this.#place, failure)), options);
  }

  /**
   * Runs reads in a transaction that is begun once, and that none need begin after:
   * for what is read in another way where this fails.
   */
  readOnce<Result>(
    work: (tx: StatementRunner) => Promise<Result>,
    options: Omit<WorkOptions, 'retrySeconds'> = {},
  ): Promise<Result> {
    return this.#transact(
      { ...READ, commit: false },
      (tx, failure) => work(runnerOf(tx, this.#place, failure)),
      {
        ...options,
        retrySeconds: 0,
      },
    );
  }

  /**
   * Runs writes in one transaction and commits it. After a failure that may pass the whole work is run again,
   * and a commit whose answer was lost may have happened: the work must notice that it is done.
   */
  write<Result>(work: (tx: StatementRunner) => Promise<Result>, options: WorkOptions = {}): Promise<Result> {
    return this.#transact(WRITE, (tx, failure) => work(runnerOf(tx, this.#place, failure)), options);
  }

  /** Runs writes that nobody is to see: the transaction is rolled back in any case. */
  rehearse<Result>(
    work: (tx: StatementRunner) => Promise<Result>,
    options: WorkOptions = {},
  ): Promise<Result> {
    return this.#transact(
      { ...WRITE, commit: false },
      (tx, failure) => work(runnerOf(tx, this.#place, failure)),
      options,
    );
  }

  /**
   * Gives a transaction that only reads to work that need not take all rows.
   * @param fetchSize rows fetched at once
   */
  peruse<Result>(
    work: (tx: Pick<Transaction, 'run'>) => Promise<Result>,
    fetchSize: number,
    options: WorkOptions = {},
  ): Promise<Result> {
    return this.#transact({ ...READ, commit: false, fetchSize }, work, options);
  }

  /**
   * Runs statements each in a transaction of its own, which the server begins and commits
   * by itself: as schema changes must be, and what locks something that every writer
   * needs, for a client that stops meanwhile keeps no lock.
   */
  alone<Result>(
    work: (runner: StatementRunner) => Promise<Result>,
    options: WorkOptions = {},
  ): Promise<Result> {
    const config = this.#transactionConfig(WRITE, options);
    return this.#inSession(WRITE, options, (session) =>
      work(runnerOf({ run: (text, parameters) => session.run(text, parameters, config) }, this.#place)),
    );
  }

  /** Closes the driver, and with it every connection of its databases. */
  close(): Promise<void> {
    return this.#driver.close();
  }

  #session({ access, fetchSize }: Manner): Session {
    if (access === 'WRITE' && this.readOnly) throw openedForReading();
    return this.#driver.session({
      database: this.#database,
      bookmarkManager: this.#bookmarks.manager,
      defaultAccessMode: access === 'READ' ? neo4j.session.READ : neo4j.session.WRITE,
      fetchSize,
    });
  }

  #transact<Result>(
    manner: Manner,
    work: (tx: Transaction, failure: FirstFailure) => Promise<Result>,
    options: WorkOptions,
  ): Promise<Result> {
    return this.#inSession(manner, options, async (session, takeOff) => {
      // Not waited for: BEGIN travels with the first statement.
      const tx = session.beginTransaction(this.#transactionConfig(manner, options));
      const failure = new FirstFailure();
      try {
        const result = await work(tx, failure);
        throwIfAborted(options.signal);
        // A commit that is cut off may have happened: from here on it is too late to stop.
        takeOff?.();
        await (manner.commit ? tx.commit() : tx.rollback());
        return result;
      } catch (error) {
        throw await failure.behind(error);
      }
    });
  }

  #transactionConfig({ access }: Manner, { timeoutSeconds }: WorkOptions): { readonly timeout?: number } {
    const seconds = timeoutSeconds ?? (access === 'WRITE' ? longestWriteSeconds(this.#settings) : undefined);
    // Without one the server's own limit holds; 0 is none at all, whatever the server's limit.
    if (seconds === undefined) return {};
    return { timeout: Number.isFinite(seconds) ? Math.ceil(seconds * 1_000) : 0 };
  }

  #inSession<Result>(
    manner: Manner,
    options: WorkOptions,
    work: (session: Session, takeOff: (() => void) | undefined) => Promise<Result>,
  ): Promise<Result> {
    return this.#retrying(options, async () => {
      const session = this.#session(manner);
      // Closing the session is what stops a running statement; a rollback would queue behind it.
      const stop = (): void => void session.close().catch(() => undefined);
      const takeOff = options.signal && onAbort(options.signal, stop);
      try {
        return await work(session, takeOff);
      } finally {
        takeOff?.();
        // Also rolls back what is still open.
        await session.close().catch(() => undefined);
      }
    });
  }

  #retrying<Result>(options: WorkOptions, attempt: () => Promise<Result>): Promise<Result> {
    const patience = {
      seconds: options.retrySeconds ?? this.#settings.retrySeconds,
      firstMs: FIRST_DELAY_MS,
      longestMs: LONGEST_DELAY_MS,
      signal: options.signal,
    };
    return patiently(patience, async () => {
      try {
        return await attempt();
      } catch (error) {
        throwIfAborted(options.signal);
        const failure = asNeo4jStorageError(error, this.address);
        if (isWorthRetrying(error)) return new Again(failure);
        throw failure;
      }
    });
  }
}

function openedForReading(): StorageError {
  return new StorageError(
    'UNSUPPORTED',
    'The store was opened for reading only. Open it without the option readOnly to write.',
  );
}

function runnerOf(
  tx: Pick<Transaction, 'run'>,
  place: StatementPlace,
  failure?: FirstFailure,
): StatementRunner {
  const run = <Row>(
    statement: Statement<string, Row>,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<Row[]> => {
    const rows = tracedStatement(place, statement, () => rowsOf<Row>(tx.run(statement.text, parameters)));
    return failure === undefined ? rows : failure.watch(rows);
  };
  return {
    run,
    async one(statement, parameters) {
      const [row] = await run(statement, parameters);
      if (row === undefined)
        throw new StorageError('UNEXPECTED', `The statement ${statement.name} gave no row.`);
      return row;
    },
  };
}

/**
 * Takes the rows of an answer away from the driver. It keeps what it hands to `then` until the transaction
 * ends, so that a graph read in one, page by page, would be in memory whole.
 */
async function rowsOf<Row>(result: Pick<Result, 'subscribe'>): Promise<Row[]> {
  let received: unknown[] = [];
  await new Promise<void>((resolve, reject) => {
    result.subscribe({
      onNext: (record) => received.push(record.toObject()),
      onCompleted: () => resolve(),
      onError: reject,
    });
  });
  // The statement's generated type says what its columns hold.
  const rows = received as Row[];
  // The driver keeps the observer too.
  received = [];
  return rows;
}

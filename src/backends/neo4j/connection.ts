import { setTimeout as sleep } from 'node:timers/promises';
import neo4j, { type Driver, type ManagedTransaction, type Session, type Transaction } from 'neo4j-driver';
import { StorageError, throwIfAborted } from '../../errors/index.ts';
import { asNeo4jStorageError, isWorthRetrying, unreachable } from './errors.ts';
import type { Neo4jSettings } from './options.ts';
import type { Statement } from './statement.ts';

const FIRST_DELAY_MS = 20;
const LONGEST_DELAY_MS = 1_000;
const SCHEMES = /^(?:neo4j|bolt)(?:\+s|\+ssc)?:$/;

export type Row = Readonly<Record<string, unknown>>;

/** What runs statements: a transaction, seen narrowly. Integers come back as numbers. */
export interface StatementRunner {
  run<Parameter extends string>(
    statement: Statement<Parameter>,
    parameters: Readonly<Record<NoInfer<Parameter>, unknown>>,
  ): Promise<Row[]>;
  /** For answers of one row. @throws `UNEXPECTED` if there is none */
  one<Parameter extends string>(
    statement: Statement<Parameter>,
    parameters: Readonly<Record<NoInfer<Parameter>, unknown>>,
  ): Promise<Row>;
}

export interface WorkOptions {
  readonly signal?: AbortSignal | undefined;
}

type Access = 'READ' | 'WRITE';

/** One driver with this package's retries, errors and cancellation. */
export class Connection {
  readonly #driver: Driver;
  readonly #settings: Neo4jSettings;

  constructor(settings: Neo4jSettings) {
    this.#settings = settings;
    this.#driver = neo4j.driver(settings.uri, authOf(settings), {
      disableLosslessIntegers: true,
      telemetryDisabled: true,
      // Retries are ours: the driver's begin after a whole second.
      maxTransactionRetryTime: 0,
      connectionTimeout: settings.connectSeconds * 1_000,
      connectionAcquisitionTimeout: Math.max(settings.connectSeconds, settings.retrySeconds) * 1_000,
      userAgent: 'codeprism-neo4j',
    });
  }

  /** The server's address for messages: never with credentials. */
  get address(): string {
    return addressOf(this.#settings.uri);
  }

  /** @throws `UNAVAILABLE` within `connectSeconds`, `UNAUTHORIZED`, `CONFIG_INVALID` for an unknown database */
  async verify(): Promise<void> {
    const deadline = new AbortController();
    const timeout = sleep(this.#settings.connectSeconds * 1_000, 'late', { signal: deadline.signal }).catch(
      () => 'stopped',
    );
    const verified = this.#driver.verifyConnectivity({ database: this.#settings.database });
    verified.catch(() => undefined);
    try {
      const winner = await Promise.race([verified.then(() => 'reached'), timeout]);
      if (winner === 'late') throw unreachable(this.address, undefined);
    } catch (error) {
      throw asNeo4jStorageError(error, this.address);
    } finally {
      deadline.abort();
    }
  }

  /** Runs reads in one transaction; run again as a whole after a failure that may pass. */
  read<Result>(work: (tx: StatementRunner) => Promise<Result>, options: WorkOptions = {}): Promise<Result> {
    return this.#transact('READ', work, options);
  }

  /**
   * Runs writes in one transaction and commits it. After a failure that may pass the whole work is run again, and a
   * commit whose answer was lost may have happened: the work must notice that it is done.
   */
  write<Result>(work: (tx: StatementRunner) => Promise<Result>, options: WorkOptions = {}): Promise<Result> {
    return this.#transact('WRITE', work, options);
  }

  /** Runs writes that nobody is to see: the transaction is rolled back in any case. */
  async rehearse<Result>(
    work: (tx: StatementRunner) => Promise<Result>,
    options: WorkOptions = {},
  ): Promise<Result> {
    return this.#transact('WRITE', work, options, false);
  }

  /** Runs a statement on its own, as schema changes must be. */
  async runAlone(statement: Statement<never>): Promise<void> {
    await this.#retrying({}, async () => {
      const session = this.#session('WRITE');
      try {
        await session.run(statement.text);
      } finally {
        await session.close();
      }
    });
  }

  close(): Promise<void> {
    return this.#driver.close();
  }

  #session(access: Access): Session {
    return this.#driver.session({
      database: this.#settings.database,
      defaultAccessMode: access === 'READ' ? neo4j.session.READ : neo4j.session.WRITE,
      // Everything at once: answers are a few rows of long columns.
      fetchSize: -1,
    });
  }

  #transact<Result>(
    access: Access,
    work: (tx: StatementRunner) => Promise<Result>,
    options: WorkOptions,
    commit = true,
  ): Promise<Result> {
    return this.#retrying(options, async () => {
      const session = this.#session(access);
      // Closing the session is what stops a running statement; a rollback would queue behind it.
      const stop = (): void => void session.close().catch(() => undefined);
      options.signal?.addEventListener('abort', stop, { once: true });
      try {
        // Not waited for: BEGIN travels with the first statement.
        const tx = session.beginTransaction();
        const result = await work(runnerOf(tx));
        throwIfAborted(options.signal);
        // A commit that is cut off may have happened: from here on it is too late to stop.
        options.signal?.removeEventListener('abort', stop);
        await (commit ? tx.commit() : tx.rollback());
        return result;
      } finally {
        options.signal?.removeEventListener('abort', stop);
        // Also rolls back what is still open.
        await session.close().catch(() => undefined);
      }
    });
  }

  async #retrying<Result>(options: WorkOptions, attempt: () => Promise<Result>): Promise<Result> {
    const giveUp = performance.now() + this.#settings.retrySeconds * 1_000;
    for (let delay = FIRST_DELAY_MS; ; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
      throwIfAborted(options.signal);
      try {
        return await attempt();
      } catch (error) {
        throwIfAborted(options.signal);
        if (!isWorthRetrying(error) || performance.now() + delay > giveUp) {
          throw asNeo4jStorageError(error, this.address);
        }
      }
      await sleep(delay * (0.5 + Math.random()));
    }
  }
}

/** The scheme, host and port of a URI, without credentials, path or options. @throws `CONFIG_INVALID` */
export function addressOf(uri: string): string {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (url !== undefined && SCHEMES.test(url.protocol)) return `${url.protocol}//${url.host}`;
  // The text itself may hold a password, so it is not repeated.
  throw new StorageError(
    'CONFIG_INVALID',
    'The Neo4j URI is none. Give one such as bolt://127.0.0.1:7687 or neo4j+s://host.',
  );
}

function authOf(settings: Neo4jSettings): ReturnType<typeof neo4j.auth.basic> | undefined {
  return settings.password === undefined ? undefined : neo4j.auth.basic(settings.username, settings.password);
}

function runnerOf(tx: Transaction | ManagedTransaction): StatementRunner {
  const run: StatementRunner['run'] = async (statement, parameters) => {
    const { records } = await tx.run(statement.text, parameters);
    return records.map((record) => record.toObject());
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

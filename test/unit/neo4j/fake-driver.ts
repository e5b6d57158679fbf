import { type BookmarkManager, Neo4jError, type ResultObserver, type SessionConfig } from 'neo4j-driver';
import type { ConnectionDriver } from '../../../src/backends/neo4j/connection/connection.ts';

export interface BegunTransaction {
  readonly access: string | undefined;
  readonly database: string | undefined;
  /** Those that BEGIN carried. */
  readonly bookmarks: readonly string[];
  readonly statements: string[];
  /** `open` until it ends. */
  end: 'open' | 'committed' | 'rolled back' | 'alone';
}

interface FakeOptions {
  /** The rows of a statement's answer; what it throws is the statement's failure. Default: none. */
  readonly answer?: (text: string, transaction: BegunTransaction) => Record<string, unknown>[];
}

/**
 * Records what a driver is asked for. It asks the bookmark manager when a transaction begins, and tells it
 * when one is committed, as the driver's sessions do; commits give the bookmarks `1`, `2` and so on.
 */
export class FakeDriver {
  readonly begun: BegunTransaction[] = [];
  readonly verified: (string | undefined)[] = [];
  readonly #answer: NonNullable<FakeOptions['answer']>;
  #commits = 0;

  constructor({ answer = () => [] }: FakeOptions = {}) {
    this.#answer = answer;
  }

  get asDriver(): ConnectionDriver {
    const driver = {
      session: (config: SessionConfig) => this.#session(config),
      verifyConnectivity: async ({ database }: { database?: string } = {}) => {
        this.verified.push(database);
      },
      close: async () => undefined,
    };
    return driver as unknown as ConnectionDriver;
  }

  #session({ bookmarkManager, database, defaultAccessMode }: SessionConfig): object {
    const begin = async (): Promise<BegunTransaction> => {
      const bookmarks = [...((await bookmarkManager?.getBookmarks()) ?? [])];
      const transaction: BegunTransaction = {
        access: defaultAccessMode,
        database,
        bookmarks,
        statements: [],
        end: 'open',
      };
      this.begun.push(transaction);
      return transaction;
    };
    return {
      beginTransaction: () => this.#transaction(begin(), bookmarkManager),
      run: (text: string) =>
        resultOf(async () => {
          const transaction = await begin();
          const records = this.#run(transaction, text);
          await this.#committed(transaction, bookmarkManager);
          transaction.end = 'alone';
          return records;
        }),
      close: async () => undefined,
    };
  }

  #transaction(begun: Promise<BegunTransaction>, manager: BookmarkManager | undefined): object {
    return {
      run: (text: string) => resultOf(async () => this.#run(await begun, text)),
      commit: async () => {
        const transaction = await begun;
        await this.#committed(transaction, manager);
        transaction.end = 'committed';
      },
      rollback: async () => {
        (await begun).end = 'rolled back';
      },
    };
  }

  #run(transaction: BegunTransaction, text: string): Record<string, unknown>[] {
    transaction.statements.push(text);
    return this.#answer(text, transaction);
  }

  async #committed({ bookmarks }: BegunTransaction, manager: BookmarkManager | undefined): Promise<void> {
    await manager?.updateBookmarks(bookmarks, [String(++this.#commits)]);
  }
}

/** A result that can be subscribed to, as the driver gives it before anything is known of the answer. */
function resultOf(answer: () => Promise<Record<string, unknown>[]>): object {
  const rows = answer();
  return {
    subscribe({ onNext, onCompleted, onError }: Required<ResultObserver>): void {
      rows.then((known) => {
        for (const row of known) onNext({ toObject: () => row } as never);
        onCompleted({} as never);
      }, onError);
    },
  };
}

/** An error as the driver throws it. */
export function driverError(code: string, message = 'It failed.', cause?: Neo4jError): Neo4jError {
  return new Neo4jError(message, code, '50N42', '', {} as never, cause);
}

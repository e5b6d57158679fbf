import type { ClientFactory, RedisClient } from './client.ts';
import { problemOf } from './errors.ts';
import type { RedisSettings } from './options.ts';

/** What an operation gives where the server could not be asked, or did not answer. */
export const DOWN: unique symbol = Symbol('down');

/** What has to be done on a new connection before anybody uses it. */
export interface Preparation {
  isNeeded(): boolean;
  run(client: RedisClient): Promise<void>;
}

/**
 * A connection that may be lost at any time. It is made again by whoever needs it next, no sooner than the
 * delay after the last attempt, and nobody waits for that: there are no timers that outlive a call.
 */
export class RedisConnection {
  readonly #create: ClientFactory;
  readonly #settings: RedisSettings;
  readonly #address: string;
  readonly #preparation: Preparation;
  #client: RedisClient | undefined;
  #connecting: Promise<void> | undefined;
  #lastAttempt = Number.NEGATIVE_INFINITY;
  #failure: unknown;
  #closed = false;

  constructor(create: ClientFactory, settings: RedisSettings, address: string, preparation: Preparation) {
    this.#create = create;
    this.#settings = settings;
    this.#address = address;
    this.#preparation = preparation;
  }

  /** Why the server cannot be used, without anything secret. */
  get problem(): string | undefined {
    return this.#failure === undefined ? undefined : problemOf(this.#failure, this.#address);
  }

  /** What made the last attempt fail. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Runs commands if there is a connection; what they throw drops it, unless `work` has dealt with it. */
  async use<Result>(work: (client: RedisClient) => Promise<Result>): Promise<Result | typeof DOWN> {
    // Something was missed on a connection before this one, and only a new one makes up for it.
    if (this.#client !== undefined && this.#preparation.isNeeded()) this.#lost(this.#client, undefined);
    const client = this.#client;
    if (client === undefined) {
      if (performance.now() >= this.#lastAttempt + this.#settings.reconnectDelayMs) void this.connect();
      return DOWN;
    }
    try {
      return await work(client);
    } catch (error) {
      this.#lost(client, error);
      return DOWN;
    }
  }

  /** Tries to connect now if there is no connection. Never fails: `problem` says whether it worked. */
  connect(): Promise<void> {
    if (this.#client !== undefined || this.#closed) return Promise.resolve();
    this.#connecting ??= this.#attempt().finally(() => {
      this.#connecting = undefined;
      this.#lastAttempt = performance.now();
    });
    return this.#connecting;
  }

  /** A command that fails when it takes too long: a server that hangs must not make its callers wait. */
  async ask(client: RedisClient, ...words: readonly (string | Buffer)[]): Promise<unknown> {
    return within(this.#settings.commandTimeoutMs, client.command(...words));
  }

  /** Remembers what the server refuses while the connection stays; undefined when it does no longer. */
  noteProblem(failure: unknown): void {
    this.#failure = failure;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#connecting;
    this.#client?.destroy();
    this.#client = undefined;
  }

  async #attempt(): Promise<void> {
    const client: RedisClient = this.#create(() => this.#lost(client, undefined));
    try {
      await within(this.#settings.connectTimeoutMs, client.connect());
      while (this.#preparation.isNeeded()) await this.#preparation.run(client);
      this.#failure = undefined;
      this.#client = client;
    } catch (error) {
      this.#failure = error;
      client.destroy();
    }
  }

  #lost(client: RedisClient, error: unknown): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#failure = error ?? new Error('The connection was lost.');
    this.#lastAttempt = performance.now();
    client.destroy();
  }
}

class NoAnswer extends Error {}

async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(`No answer within ${milliseconds} ms.`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

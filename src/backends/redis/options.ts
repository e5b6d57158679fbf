/** How to reach a Redis server, and which of its keys are this cache's. */
export interface RedisCacheOptions {
  /**
   * `redis://` or `rediss://` (TLS), with
   * `[user:password@]host[:port][/database]`. Default `redis://127.0.0.1:6379`.
   */
  readonly url?: string | undefined;
  /** Wins over the URL's. */
  readonly username?: string | undefined;
  /** Wins over the URL's. Never part of an error or of `health()`. */
  readonly password?: string | undefined;
  /**
   * Begins every key on the server, followed by a colon (a colon in it becomes `%3A`). Caches of one prefix
   * share their values; those of another are never touched. Default `codeprism`.
   */
  readonly prefix?: string | undefined;
  /**
   * The most bytes of a key and its value. How much is kept in all is
   * the server's `maxmemory`. Default 64 MiB.
   */
  readonly maxValueBytes?: number | undefined;
  /** After so long without an answer the server counts as down. Default 1,000. */
  readonly commandTimeoutMs?: number | undefined;
  /** Default 2,000. */
  readonly connectTimeoutMs?: number | undefined;
  /**
   * How long a server that is down is left alone before it is tried again, by the next call. Default 1,000.
   */
  readonly reconnectDelayMs?: number | undefined;
}

/** The options with their defaults filled in. */
export type RedisSettings = {
  readonly [Name in Exclude<keyof RedisCacheOptions, 'url' | 'username' | 'password'>]-?: NonNullable<
    RedisCacheOptions[Name]
  >;
};

/** Checks the options and fills in defaults. @throws `CONFIG_INVALID` naming the option */
export function settingsOf(options: RedisCacheOptions): RedisSettings {
  return {
    prefix: options.prefix ?? 'codeprism',
    maxValueBytes: options.maxValueBytes ?? 64 * 1024 * 1024,
    commandTimeoutMs: options.commandTimeoutMs ?? 1_000,
    connectTimeoutMs: options.connectTimeoutMs ?? 2_000,
    reconnectDelayMs: options.reconnectDelayMs ?? 1_000,
  };
}

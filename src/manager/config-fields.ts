import type { Secret } from './secret.ts';

/** The backends of graphs, by name. */
export const BACKENDS = ['memory', 'file', 'sqlite', 'neo4j'] as const;
/** One of the backends of graphs. */
export type BackendName = (typeof BACKENDS)[number];

/** Milliseconds, or a number with a unit: `500ms`, `30s`, `5m`, `12h`, `7d`. */
export type Duration = number | string;

/** How Neo4j is written to and waited for; `openNeo4jStore` says what each means, and its default. */
export interface Neo4jTuning {
  readonly batchRows?: number | undefined;
  readonly batchBytes?: number | undefined;
  readonly concurrency?: number | undefined;
  readonly inPlaceRows?: number | undefined;
  readonly wholeGraphRows?: number | undefined;
  readonly retrySeconds?: number | undefined;
  readonly readSeconds?: number | undefined;
  readonly connectSeconds?: number | undefined;
  readonly graceSeconds?: number | undefined;
  readonly abandonedSeconds?: number | undefined;
  readonly createSchema?: boolean | undefined;
}

/** What can be set of SQLite. */
export interface SqliteTuning {
  /** How long a write waits for another process that is writing. Default 5,000. */
  readonly busyTimeoutMilliseconds?: number | undefined;
}

/** How Redis is reached and used; `openRedisCache` says what each means, and its default. */
export interface RedisTuning<Password = string> {
  readonly username?: string | undefined;
  readonly password?: Password | undefined;
  readonly prefix?: string | undefined;
  readonly maxValueBytes?: number | undefined;
  readonly commandTimeoutMs?: number | undefined;
  readonly connectTimeoutMs?: number | undefined;
  readonly reconnectDelayMs?: number | undefined;
}

interface Fields<Password, Time> {
  /** Where graphs and analyses are kept. Default `memory`. */
  readonly backend?: BackendName | undefined;
  /**
   * File: the folder, default `./codeprism_data`. SQLite: the file, default
   * `./codeprism_data/graph.db`. Memory: a folder that holds a snapshot, in the form of the
   * file backend; without it nothing outlives the process.
   */
  readonly dataPath?: string | undefined;
  /**
   * Neo4j: the URI, `neo4j://` or `bolt://` (also `+s`, `+ssc`),
   * optionally with `user:password@` and `/database`.
   */
  readonly connectionString?: string | undefined;
  /** Neo4j. Wins over the connection string's, which wins over `NEO4J_USERNAME`. */
  readonly username?: string | undefined;
  /** Neo4j. As for the user name; better left to `NEO4J_PASSWORD`. */
  readonly password?: Password | undefined;
  /** Neo4j. As for the user name; default `neo4j`. */
  readonly database?: string | undefined;
  /** Refuses every write. Default false. */
  readonly readOnly?: boolean | undefined;
  /**
   * Where the cache is: `memory:` in this process, `sqlite:` in the SQLite store's own file, `sqlite:FILE`,
   * `redis://…` or `rediss://…`. Default `sqlite:` for SQLite stores that may be written to, else `memory:`.
   */
  readonly cacheUrl?: string | undefined;
  /**
   * The most the cache holds, in units of 1,048,576 bytes. Default 256. Not
   * for Redis, whose server has a limit of its own.
   */
  readonly cacheSizeMb?: number | undefined;
  /** Whether answers to questions are kept in the cache. Default true. */
  readonly cacheQueries?: boolean | undefined;
  /** How long such an answer is kept at most. Default a day. */
  readonly cacheTtl?: Time | undefined;
  /** Names what is stored to a cache that several processes share; see `cachedQueries`. */
  readonly storeId?: string | undefined;
  /**
   * File, and memory with a data path: writes gzipped files, which CodePrism cannot open. Default false.
   */
  readonly compression?: boolean | undefined;
  /**
   * Memory with a data path: a snapshot is written at most this often,
   * and when it is closed. Default five minutes.
   */
  readonly persistenceInterval?: Time | undefined;
  /** How old results of analyses get before `maintenance()` removes them. Default seven days. */
  readonly retentionPeriod?: Time | undefined;
  readonly neo4j?: Neo4jTuning | undefined;
  readonly sqlite?: SqliteTuning | undefined;
  /** For a cache in Redis. */
  readonly redis?: RedisTuning<Password> | undefined;
}

/** A configuration as JSON says it. */
export type PlainConfig = Fields<string, Duration>;

/** A configuration as a program writes it. */
export type StorageConfigInput = Fields<string | Secret, Duration>;

/**
 * A configuration that was checked: durations are milliseconds, credentials
 * are out of the URLs, defaults are filled in.
 */
export type StorageConfigFields = Fields<Secret, number> & {
  readonly backend: BackendName;
  readonly readOnly: boolean;
  readonly cacheUrl: string;
  readonly cacheQueries: boolean;
  readonly compression: boolean;
  readonly retentionPeriod: number;
};

/** How to reach a Neo4j database, and how to write to it. */
export interface Neo4jOptions {
  /** `neo4j://`, `bolt://`, or either with `+s` or `+ssc`. */
  readonly uri: string;
  /** Default `neo4j`. */
  readonly username?: string;
  /** Left out for a server without authentication. Never part of an error or a log. */
  readonly password?: string;
  /** Default `neo4j`. */
  readonly database?: string;
  /** Most rows a statement writes. Default 10,000. */
  readonly batchRows?: number;
  /** About the most bytes a statement carries. Default 8 MiB. */
  readonly batchBytes?: number;
  /** Node batches written side by side. Default 2. */
  readonly concurrency?: number;
  /** Rows up to which a change is made in place, in one transaction, instead of staging a new generation. Default 20,000. */
  readonly inPlaceRows?: number;
  /** How long a failed attempt is tried again before `UNAVAILABLE` or `CONFLICT`. Default 15 seconds. */
  readonly retrySeconds?: number;
  /** How long opening waits for the server. Default 4 seconds. */
  readonly connectSeconds?: number;
  /** How long an old generation is left for readers that are still in it. Default 60 seconds. */
  readonly graceSeconds?: number;
  /** After how long without a sign of life a staged generation counts as left behind. Default 300 seconds. */
  readonly abandonedSeconds?: number;
}

export interface Neo4jSettings extends Required<Omit<Neo4jOptions, 'password'>> {
  readonly password: string | undefined;
}

export function settingsOf(options: Neo4jOptions): Neo4jSettings {
  return {
    username: 'neo4j',
    database: 'neo4j',
    batchRows: 10_000,
    batchBytes: 8 * 1024 * 1024,
    concurrency: 2,
    inPlaceRows: 20_000,
    retrySeconds: 15,
    connectSeconds: 4,
    graceSeconds: 60,
    abandonedSeconds: 300,
    ...definedOnly(options),
    uri: options.uri,
    password: options.password,
  };
}

/** An option that is given as undefined means its default. */
function definedOnly(options: Neo4jOptions): Partial<Neo4jOptions> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

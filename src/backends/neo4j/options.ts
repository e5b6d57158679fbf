/**
 * Spreads the repositories of one store over several databases of
 * one server, which Enterprise and Aura offer.
 */
export interface DatabaseChoice {
  /**
   * The database of a repository, out of {@link all}. It must give the same answer every
   * time and in every process, for a repository is looked for nowhere else; one that it no
   * longer points at stays where it is and is not listed.
   */
  readonly of: (repoId: string) => string;
  /** Every database that `of` may name: those that are listed and maintained. Each must exist. */
  readonly all: readonly string[];
}

/** How to reach a Neo4j database, and how to write to it. */
export interface Neo4jOptions {
  /** `neo4j://`, `bolt://`, or either with `+s` or `+ssc`. A cluster or Aura wants `neo4j`, which routes. */
  readonly uri: string;
  /** Default `neo4j`. */
  readonly username?: string;
  /** Left out for a server without authentication. Never part of an error or a log. */
  readonly password?: string;
  /** One database for all repositories, or one for each. Default `neo4j`. */
  readonly database?: string | DatabaseChoice;
  /**
   * What another store's `bookmarks()` gave: this one sees at least what that one had written or read by
   * then. Of use only where several servers hold the database.
   */
  readonly bookmarks?: readonly string[];
  /**
   * Opens sessions for reading alone, which a cluster sends to its followers too, and in
   * which the server refuses any write: writing fails with `UNSUPPORTED`, and a database
   * that is not set up yet stays as it is. Default false.
   */
  readonly readOnly?: boolean;
  /**
   * Whether opening creates what a database is missing: constraints, indexes, and the store's own node. False
   * is for users without the right to: what is missing is then `UNSUPPORTED`, each by its name. Default true.
   */
  readonly createSchema?: boolean;
  /** Most rows a statement writes. Default 10,000. */
  readonly batchRows?: number;
  /** About the most bytes a statement carries. Default 8 MiB. */
  readonly batchBytes?: number;
  /** Batches written side by side. Default 2. */
  readonly concurrency?: number;
  /**
   * Rows up to which a change is made in place, in one transaction, instead
   * of staging a new generation. Default 50,000.
   */
  readonly inPlaceRows?: number;
  /**
   * Nodes and edges up to which a graph is read whole to judge what lives in it, which is then faster
   * than in the database, and kept for other questions until the repository changes. 0 puts every
   * question that the database can answer to it. Default 5,000.
   */
  readonly wholeGraphRows?: number;
  /** How long a failed attempt is tried again before `UNAVAILABLE` or `CONFLICT`. Default 15 seconds. */
  readonly retrySeconds?: number;
  /**
   * How long a read is begun again while its repository is being changed, before `CONFLICT`. So
   * long, too, readers wait for a change whose writer has crashed; the next write to the
   * repository completes it, or `maintenance()`. Default 15 seconds.
   */
  readonly readSeconds?: number;
  /** How long opening waits for the server. Default 4 seconds. */
  readonly connectSeconds?: number;
  /** How long an old generation is left for readers that are still in it. Default 60 seconds. */
  readonly graceSeconds?: number;
  /**
   * After how long without a sign of life a staged generation counts as left behind. A transaction that
   * writes is ended by the server after half of it. Default 300 seconds.
   */
  readonly abandonedSeconds?: number;
}

/** The options with their defaults filled in, without secrets. */
export interface Neo4jSettings extends Required<Omit<Neo4jOptions, 'password' | 'database' | 'bookmarks'>> {
  readonly password: string | undefined;
}

/** Checks the options and fills in defaults. @throws `CONFIG_INVALID` naming the option */
export function settingsOf(options: Neo4jOptions): Neo4jSettings {
  const { database: _database, bookmarks: _bookmarks, ...rest } = options;
  return {
    username: 'neo4j',
    readOnly: false,
    createSchema: true,
    batchRows: 10_000,
    batchBytes: 8 * 1024 * 1024,
    concurrency: 2,
    inPlaceRows: 50_000,
    wholeGraphRows: 5_000,
    retrySeconds: 15,
    readSeconds: 15,
    connectSeconds: 4,
    graceSeconds: 60,
    abandonedSeconds: 300,
    ...definedOnly(rest),
    uri: options.uri,
    password: options.password,
  };
}

/**
 * How long the server leaves a writing transaction open: one whose client has stopped, asleep
 * or cut off unnoticed, keeps its locks no longer. Half of the time after which others take
 * its generation for left behind, so it has ended by then.
 */
export function longestWriteSeconds({ abandonedSeconds }: Neo4jSettings): number {
  return abandonedSeconds / 2;
}

/** An option that is given as undefined means its default. */
function definedOnly<Options extends object>(options: Options): Partial<Options> {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as Partial<Options>;
}

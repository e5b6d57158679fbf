import { NEO4J_VERSIONS } from './neo4j-versions.ts';

/** The release that is tested when nobody asks for another one. */
export const DEFAULT_VERSION: string = NEO4J_VERSIONS.longTerm;

/** How a server was come by: named by `NEO4J_URI`, started in a container, or started as a local process. */
export type ServerSource = 'given' | 'container' | 'local';

/** A Neo4j server that answers queries, and the way to be rid of it. */
export interface Neo4jServer extends AsyncDisposable {
  /** Bolt address, for example `bolt://127.0.0.1:41235`. */
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  /** The database that tests write to. */
  readonly database: string;
  /** What the server itself says, for example `5.26.28`. */
  readonly version: string;
  readonly source: ServerSource;
  /** One line for people: which server, and why not one that comes earlier in the order. No password. */
  readonly description: string;
  /** Address of Neo4j Browser's server; absent where it is not known (a given server). */
  readonly httpUri?: string;
  /** Stops the server if it was started here, else does nothing. Calling it twice is harmless. */
  stop(): Promise<void>;
}

/** The part of a server that is plain data, and so can be handed to another process. */
export type Neo4jConnection = Pick<
  Neo4jServer,
  'uri' | 'username' | 'password' | 'database' | 'version' | 'source' | 'httpUri'
>;

/** A server could not be had; the message says why and what to install or set. */
export class ServerUnavailableError extends Error {
  override readonly name = 'ServerUnavailableError';
}

import { isRetryableError, Neo4jError } from 'neo4j-driver';
import { StorageError, type StorageErrorCode } from '../../errors/index.ts';

interface Meaning {
  readonly code: StorageErrorCode;
  readonly retryable?: boolean;
  /** Said instead of the driver's own words. */
  readonly message?: string;
}

/** The first prefix of the error's code that fits decides. */
const MEANINGS: readonly (readonly [prefix: string, meaning: Meaning])[] = [
  [
    'Neo.ClientError.Security.Forbidden',
    {
      code: 'UNAUTHORIZED',
      message: 'The user may not do this in the database. Grant the rights, or use another user.',
    },
  ],
  [
    'Neo.ClientError.Security.',
    {
      code: 'UNAUTHORIZED',
      message: 'The server refused the user name or the password. Check NEO4J_USERNAME and NEO4J_PASSWORD.',
    },
  ],
  [
    'Neo.ClientError.Database.DatabaseNotFound',
    { code: 'CONFIG_INVALID', message: 'The server has no database of this name. Check NEO4J_DATABASE.' },
  ],
  ['Neo.ClientError.Transaction.TransactionTimedOut', { code: 'TIMEOUT' }],
  ['Neo.TransientError.Transaction.DeadlockDetected', { code: 'CONFLICT', retryable: true }],
  ['Neo.TransientError.', { code: 'UNAVAILABLE', retryable: true }],
  [
    'Neo.ClientError.General.WriteOnReadOnlyAccessDatabase',
    { code: 'UNSUPPORTED', message: 'The database is read-only. Write to another, or make it writable.' },
  ],
  [
    'Neo.ClientError.General.ForbiddenOnReadOnlyDatabase',
    { code: 'UNSUPPORTED', message: 'The database is read-only. Write to another, or make it writable.' },
  ],
];

/** The drivers' and the server's errors in this package's terms. What is already ours passes unchanged. */
export function asNeo4jStorageError(error: unknown, address: string): unknown {
  if (error instanceof StorageError || !(error instanceof Neo4jError)) return error;
  const context = { address, neo4jCode: error.code };
  const known = MEANINGS.find(([prefix]) => error.code.startsWith(prefix))?.[1];
  if (known !== undefined) {
    return new StorageError(known.code, known.message ?? error.message, {
      retryable: known.retryable ?? false,
      context,
      cause: error,
    });
  }
  if (error.message.startsWith('Server responded HTTP')) return webServer(address, error);
  if (isUnreachable(error)) return unreachable(address, error);
  if (error.message.startsWith('Connection acquisition timed out')) return poolExhausted(address, error);
  return new StorageError('UNEXPECTED', error.message, { context, cause: error });
}

export function unreachable(address: string, cause: unknown): StorageError {
  return new StorageError(
    'UNAVAILABLE',
    `No Neo4j server answers at ${address}. Start it (npm run neo4j, or docker compose up), or name another with NEO4J_URI.`,
    { retryable: true, context: { address }, cause },
  );
}

function poolExhausted(address: string, cause: unknown): StorageError {
  return new StorageError(
    'UNAVAILABLE',
    `All connections to ${address} stayed in use. Do less at once, or try again.`,
    { retryable: true, context: { address }, cause },
  );
}

function webServer(address: string, cause: unknown): StorageError {
  return new StorageError(
    'CONFIG_INVALID',
    `What answers at ${address} is a web server, not Bolt. Give the Bolt port, 7687 where nothing else was set.`,
    { context: { address }, cause },
  );
}

/** Whether the same work may succeed when it is run again at once. */
export function isWorthRetrying(error: unknown): boolean {
  return error instanceof Neo4jError && isRetryableError(error);
}

function isUnreachable(error: Neo4jError): boolean {
  return error.code === 'ServiceUnavailable' || error.code === 'SessionExpired' || isRetryableError(error);
}

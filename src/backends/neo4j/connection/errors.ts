import { isRetryableError, Neo4jError } from 'neo4j-driver';
import { StorageError, type StorageErrorCode } from '../../../errors/index.ts';

interface Meaning {
  readonly code: StorageErrorCode;
  readonly retryable?: boolean;
  /** Said instead of the driver's own words. */
  readonly message?: string;
}

const NOT_A_LEADER = 'Neo.ClientError.Cluster.NotALeader';
const READ_ONLY = 'Neo.ClientError.General.ForbiddenOnReadOnlyDatabase';

const TOO_LARGE_TO_INDEX = 'Property value is too large to index';
const CONSTRAINT_BROKEN = 'Neo.ClientError.Schema.ConstraintValidationFailed';

const MEMORY_SETTING = 'db.memory.transaction.max';

/** What the driver's words for an unreachable server may hold, and what it means. */
const ENCRYPTION: readonly (readonly [pattern: RegExp, meaning: string])[] = [
  [
    /before secure TLS connection was established|wrong version number|packet length too long/i,
    'does not speak TLS. Give the URI without +s or +ssc, or have the server encrypt Bolt.',
  ],
  [
    /certificate is not trusted|self[- ]signed certificate|unable to (?:verify|get)|certificate has expired|altnames/i,
    'has a certificate that is not trusted. Give one that is, or the URI with +ssc, which takes any.',
  ],
];

/** The first prefix of the error's code that fits decides. */
const MEANINGS: readonly (readonly [prefix: string, meaning: Meaning])[] = [
  [
    NOT_A_LEADER,
    {
      code: 'UNAVAILABLE',
      retryable: true,
      message:
        'The server does not lead the database, so it takes no writes. Give the URI as neo4j:// to have them sent to the leader; while one is elected, try again.',
    },
  ],
  [
    'Neo.ClientError.Security.AuthorizationExpired',
    { code: 'UNAVAILABLE', retryable: true, message: 'The authorization expired. Try again.' },
  ],
  [
    'Neo.ClientError.Transaction.InvalidBookmark',
    {
      code: 'CONFIG_INVALID',
      message: 'The server does not know the bookmarks. Give what bookmarks() of a store on it returned.',
    },
  ],
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
  [
    'Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration',
    {
      code: 'TIMEOUT',
      message:
        "A transaction took longer than it may: what reads, the server's setting db.transaction.timeout or its own timeoutMs; what writes, half of abandonedSeconds. Raise that, or ask for less.",
    },
  ],
  [
    'Neo.ClientError.Transaction.TransactionTimedOut',
    {
      code: 'TIMEOUT',
      message:
        'The server ended a transaction that took longer than its setting db.transaction.timeout allows. Raise that, or ask for less.',
    },
  ],
  ['Neo.TransientError.Transaction.DeadlockDetected', { code: 'CONFLICT', retryable: true }],
  ['Neo.TransientError.', { code: 'UNAVAILABLE', retryable: true }],
  [
    'Neo.ClientError.General.WriteOnReadOnlyAccessDatabase',
    { code: 'UNSUPPORTED', message: 'The database is read-only. Write to another, or make it writable.' },
  ],
  [
    'Neo.ClientError.Statement.AccessMode',
    { code: 'UNSUPPORTED', message: 'This would write, but it runs in a session that only reads.' },
  ],
  [
    READ_ONLY,
    { code: 'UNSUPPORTED', message: 'The database is read-only. Write to another, or make it writable.' },
  ],
];

/** The drivers' and the server's errors in this package's terms. What is already ours passes unchanged. */
export function asNeo4jStorageError(thrown: unknown, address: string): unknown {
  if (thrown instanceof StorageError || !(thrown instanceof Neo4jError)) return thrown;
  const error = beforeRouting(thrown);
  const context = { address, neo4jCode: error.code };
  if (error.code === CONSTRAINT_BROKEN) return constraintOfOthers(error, context);
  if (error.message.includes(TOO_LARGE_TO_INDEX)) return indexOfOthers(error, context);
  if (isOverMemory(error)) return overMemory(error, context);
  const known = MEANINGS.find(([prefix]) => error.code.startsWith(prefix))?.[1];
  if (known !== undefined) {
    return new StorageError(known.code, known.message ?? error.message, {
      retryable: known.retryable ?? false,
      context,
      cause: error,
    });
  }
  if (error.message.startsWith('Server responded HTTP')) return webServer(address, error);
  if (isUnreachable(error)) return encryptionProblem(address, error) ?? unreachable(address, error);
  if (error.message.startsWith('Connection acquisition timed out')) return poolExhausted(address, error);
  return new StorageError('UNEXPECTED', error.message, { context, cause: error });
}

/** Ours hold the beginnings of texts alone. */
function indexOfOthers(error: Neo4jError, context: Readonly<Record<string, unknown>>): StorageError {
  return new StorageError(
    'UNSUPPORTED',
    `An index that others made in the database takes no text as long as this: ${error.message} Drop it, or use a database of its own for code graphs.`,
    { context, cause: error },
  );
}

/** Ours hold whatever is written. */
function constraintOfOthers(error: Neo4jError, context: Readonly<Record<string, unknown>>): StorageError {
  return new StorageError(
    'UNSUPPORTED',
    `A constraint that others made in the database does not let this be stored: ${error.message}. Drop it, or use a database of its own for code graphs.`,
    { context, cause: error },
  );
}

/** `UNAVAILABLE`, retryable: no server answers at the address. */
export function unreachable(address: string, cause: unknown): StorageError {
  return new StorageError(
    'UNAVAILABLE',
    `No Neo4j server answers at ${address}. Start it (npm run neo4j, or docker compose up), or name another with NEO4J_URI.`,
    { retryable: true, context: { address }, cause },
  );
}

/** `CONFIG_INVALID`: a server that wants TLS only closes a connection that comes without it. */
export function wantsEncryption(address: string, cause: unknown): StorageError {
  return new StorageError(
    'CONFIG_INVALID',
    `What answers at ${address} wants TLS. Give the URI with +s, or with +ssc where its certificate is its own.`,
    { context: { address }, cause },
  );
}

/** Encryption on one side alone, or a certificate that is not trusted; the driver has no codes for them. */
function encryptionProblem(address: string, error: Neo4jError): StorageError | undefined {
  // A driver that routes has it from the server that it asked.
  const { message, cause } = error;
  const words = cause instanceof Neo4jError ? `${message} ${cause.message}` : message;
  const known = ENCRYPTION.find(([pattern]) => pattern.test(words))?.[1];
  if (known === undefined) return undefined;
  return new StorageError('CONFIG_INVALID', `What answers at ${address} ${known}`, {
    context: { address },
    cause: error,
  });
}

/**
 * Whether what was thrown says that one transaction has reached the
 * limit of memory that the server sets for it.
 */
export function isTooLargeForMemory(thrown: unknown): boolean {
  const cause = thrown instanceof StorageError ? thrown.cause : thrown;
  return cause instanceof Neo4jError && isOverMemory(cause);
}

/**
 * One transaction has reached its limit of memory, which it would again; a limit for all together may pass.
 */
function isOverMemory({ code, message }: Neo4jError): boolean {
  return code.startsWith('Neo.TransientError.General.') && message.includes(MEMORY_SETTING);
}

function overMemory(error: Neo4jError, context: Readonly<Record<string, unknown>>): StorageError {
  return new StorageError(
    'UNSUPPORTED',
    `A transaction would use more memory than the server's setting ${MEMORY_SETTING} allows. Raise that; where a write is of few but large rows, lowering batchRows or batchBytes may do.`,
    { context, cause: error },
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
  // The driver finds another leader by itself only where it routes; a
  // server that is spoken to directly may become it.
  if (!(error instanceof Neo4jError) || isOverMemory(error)) return false;
  return (
    error.code === NOT_A_LEADER || (isRetryableError(error) && encryptionProblem('', error) === undefined)
  );
}

/** A driver that routes says of a server's refusal to write only that the session has expired. */
function beforeRouting(error: Neo4jError): Neo4jError {
  const { cause } = error;
  const isRefusal = cause instanceof Neo4jError && [NOT_A_LEADER, READ_ONLY].includes(cause.code);
  return error.code === 'SessionExpired' && isRefusal ? cause : error;
}

function isUnreachable(error: Neo4jError): boolean {
  return error.code === 'ServiceUnavailable' || error.code === 'SessionExpired' || isRetryableError(error);
}

/**
 * What went wrong, as a closed set that programs can switch on.
 *
 * - `CONFIG_INVALID` an option or a store URL is wrong
 * - `INVALID_QUERY` a statement of the caller's own is not Cypher that the server takes
 * - `INVALID_GRAPH` a node, edge or metadata field cannot be kept exactly
 * - `NOT_FOUND` the repository or node is not stored
 * - `AMBIGUOUS` a name fits several nodes
 * - `CONFLICT` another writer got there first
 * - `UNSUPPORTED` this backend, server or database cannot do it
 * - `UNAVAILABLE` the store cannot be reached
 * - `UNAUTHORIZED` the store refused the credentials
 * - `TIMEOUT` a stated time limit passed
 * - `ABORTED` the caller's signal was aborted
 * - `CORRUPT` stored data or an input file cannot be read
 * - `CLOSED` the store was closed before the call
 * - `UNEXPECTED` anything else; a bug here or below
 */
export type StorageErrorCode =
  | 'CONFIG_INVALID'
  | 'INVALID_QUERY'
  | 'INVALID_GRAPH'
  | 'NOT_FOUND'
  | 'AMBIGUOUS'
  | 'CONFLICT'
  | 'UNSUPPORTED'
  | 'UNAVAILABLE'
  | 'UNAUTHORIZED'
  | 'TIMEOUT'
  | 'ABORTED'
  | 'CORRUPT'
  | 'CLOSED'
  | 'UNEXPECTED';

/**
 * Facts that place an error: counts, names, limits, candidates.
 * Never a credential or a whole attribute value.
 */
export type ErrorContext = Readonly<Record<string, unknown>>;

/** What is known of a failure besides its code and message. */
export interface StorageErrorDetails {
  /** Whether the same call may succeed when it is simply made again. Default `false`. */
  readonly retryable?: boolean;
  /** The public method that failed, such as `storeGraph`. */
  readonly operation?: string | undefined;
  /** The backend that failed, such as `neo4j`. */
  readonly backend?: string | undefined;
  readonly repoId?: string | undefined;
  readonly context?: ErrorContext;
  readonly cause?: unknown;
}

/** The one error this package throws. Its message says what was wrong, where, and what to do. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code: StorageErrorCode;
  readonly retryable: boolean;
  readonly operation: string | undefined;
  readonly backend: string | undefined;
  readonly repoId: string | undefined;
  readonly context: ErrorContext;

  constructor(code: StorageErrorCode, message: string, details: StorageErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.retryable = details.retryable ?? false;
    this.operation = details.operation;
    this.backend = details.backend;
    this.repoId = details.repoId;
    this.context = details.context ?? {};
  }

  /** The same error with the place it happened added where it was not known deeper down. */
  at(place: { operation?: string; backend?: string; repoId?: string | undefined }): StorageError {
    const located = new StorageError(this.code, this.message, {
      retryable: this.retryable,
      operation: this.operation ?? place.operation,
      backend: this.backend ?? place.backend,
      repoId: this.repoId ?? place.repoId,
      context: this.context,
      cause: this.cause,
    });
    if (this.stack !== undefined) located.stack = this.stack;
    return located;
  }
}

/** Any thrown value as a StorageError; what is none becomes `UNEXPECTED` with the value as its cause. */
export function asStorageError(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new StorageError('UNEXPECTED', message, { cause: error });
}

/** Throws `ABORTED`, with the signal's reason as its cause, if the signal is aborted. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new StorageError(
      'ABORTED',
      'The operation was aborted by its signal; the store is as it was before.',
      {
        cause: signal.reason,
      },
    );
  }
}

import { quote, StorageError } from '../../errors/index.ts';

/**
 * What the reader of files says about a stored graph: stored data that cannot
 * be read is `CORRUPT`, whatever is wrong with it.
 */
export function corruptGraph(error: unknown, repoId: string): unknown {
  if (!(error instanceof StorageError)) return error;
  if (error.code !== 'INVALID_GRAPH' && error.code !== 'CORRUPT') return error;
  return new StorageError(
    'CORRUPT',
    `${error.message} To repair the store, store repository ${quote(repoId)} again or delete it.`,
    { repoId, context: error.context, cause: error },
  );
}

/** `CONFLICT`, retryable: another program held the folder for too long. */
export function lockedMeanwhile(repoId: string): StorageError {
  return new StorageError(
    'CONFLICT',
    `Other processes kept writing repository ${quote(repoId)}, so that its turn did not come in 30 seconds. Try again.`,
    { repoId, retryable: true },
  );
}

/** `CONFLICT`, retryable: another program wrote the repository during an update. */
export function writtenMeanwhile(repoId: string): StorageError {
  return new StorageError(
    'CONFLICT',
    `Repository ${quote(repoId)} was written by another program during this update. Make the update again.`,
    { repoId, retryable: true },
  );
}

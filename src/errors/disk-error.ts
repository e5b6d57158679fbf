import { quote, StorageError, type StorageErrorCode } from './index.ts';

interface Explanation {
  readonly code: StorageErrorCode;
  readonly problem: string;
  readonly remedy: string;
  readonly retryable?: boolean;
}

const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  ENOENT: { code: 'UNAVAILABLE', problem: 'does not exist', remedy: 'Check the path.' },
  EEXIST: {
    code: 'UNAVAILABLE',
    problem: 'is already there, but is no folder',
    remedy: 'Name another path.',
  },
  EACCES: { code: 'UNAVAILABLE', problem: 'may not be used', remedy: 'Give this user the right to use it.' },
  EPERM: { code: 'UNAVAILABLE', problem: 'may not be used', remedy: 'Give this user the right to use it.' },
  EROFS: {
    code: 'UNAVAILABLE',
    problem: 'lies on a read-only file system',
    remedy: 'Choose another folder.',
  },
  ENOSPC: {
    code: 'UNAVAILABLE',
    problem: 'cannot be written: the disk is full',
    remedy: 'Free some space and try again.',
    retryable: true,
  },
  EDQUOT: {
    code: 'UNAVAILABLE',
    problem: 'cannot be written: the disk quota is used up',
    remedy: 'Free some space and try again.',
    retryable: true,
  },
  EISDIR: {
    code: 'UNAVAILABLE',
    problem: 'is a folder, not a file',
    remedy: 'Move that folder away, or name a file.',
  },
  ENOTDIR: {
    code: 'UNAVAILABLE',
    problem: 'lies below something that is not a folder',
    remedy: 'Check the path.',
  },
  ENAMETOOLONG: {
    code: 'UNAVAILABLE',
    problem: 'has a name too long for this file system',
    remedy: 'Choose a shorter path.',
  },
  EMFILE: {
    code: 'UNAVAILABLE',
    problem: 'cannot be opened: too many files are open',
    remedy: 'Raise the limit (ulimit -n) or try again later.',
    retryable: true,
  },
  EIO: {
    code: 'UNAVAILABLE',
    problem: 'cannot be used: the disk reports an error',
    remedy: 'Check the disk.',
  },
};

/**
 * What the operating system said about a path, as a StorageError that names the
 * path and a remedy. A StorageError comes back as it is.
 */
export function diskError(error: unknown, path: string): StorageError {
  if (error instanceof StorageError) return error;
  const code = systemCode(error);
  const known = code === undefined ? undefined : EXPLANATIONS[code];
  const explanation = known ?? {
    code: 'UNAVAILABLE',
    problem: `cannot be used (${error instanceof Error ? error.message : String(error)})`,
    remedy: 'Check the path and the disk.',
  };
  const shown = known === undefined ? '' : ` (${code})`;
  return new StorageError(
    explanation.code,
    `${quote(path)} ${explanation.problem}${shown}. ${explanation.remedy}`,
    { retryable: explanation.retryable ?? false, context: { path, systemCode: code }, cause: error },
  );
}

/** The operating system's name of an error, such as `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

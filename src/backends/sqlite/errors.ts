import { quote, StorageError, type StorageErrorCode } from '../../errors/index.ts';

interface Explanation {
  readonly code: StorageErrorCode;
  readonly problem: string;
  readonly remedy: string;
  readonly retryable?: boolean;
}

/** By SQLite's primary result code. */
const EXPLANATIONS: Readonly<Record<number, Explanation>> = {
  8: {
    code: 'UNAVAILABLE',
    problem: 'may not be written',
    remedy: 'Give this user the right to write it and its folder.',
  },
  10: {
    code: 'UNAVAILABLE',
    problem: 'cannot be used: the disk reports an error',
    remedy: 'Check the disk.',
  },
  11: {
    code: 'CORRUPT',
    problem: 'is damaged',
    remedy: 'Restore it from a backup, or remove it and store the graphs again.',
  },
  13: {
    code: 'UNAVAILABLE',
    problem: 'cannot be written: the disk is full',
    remedy: 'Free some space and try again; deleting needs some too, and gives back more.',
    retryable: true,
  },
  14: {
    code: 'UNAVAILABLE',
    problem: 'cannot be opened',
    remedy: 'Check the path, and that this user may write the file and its folder.',
  },
  26: {
    code: 'CORRUPT',
    problem: 'is damaged: its beginning is not that of a database',
    remedy: 'Restore it from a backup, or remove it and store the graphs again.',
  },
};

const BUSY = 5;
const CANNOT_OPEN = 14;
const NO_DATABASE = 26;
const FULL = 13;
/** Extended: what is shared with other processes could not be made larger. */
const NO_ROOM_TO_SHARE = 4_874;
/** May only be read, a failing disk, a full one, cannot be opened. */
const UNWRITABLE: readonly number[] = [8, 10, 13, CANNOT_OPEN];
/** Extended codes: a primary key, and a unique index. */
const TAKEN: readonly unknown[] = [1_555, 2_067];

/** Whether SQLite refused because somebody else uses the file. */
export function isBusy(error: unknown): boolean {
  return resultCode(error) === BUSY;
}

/**
 * Whether SQLite could not write what it needs beside a file even to read
 * it: it may not, or the disk is full or failing.
 */
export function isUnwritable(error: unknown): boolean {
  const code = error instanceof StorageError ? error.context.sqliteCode : resultCode(error);
  return typeof code === 'number' && UNWRITABLE.includes(code);
}

/** Whether SQLite finds that a file is none of its own. */
export function isNoDatabase(error: unknown): boolean {
  return resultCode(error) === NO_DATABASE;
}

/** Whether SQLite refused a row because its key is there already. */
export function isTaken(error: unknown): boolean {
  return TAKEN.includes(extendedCode(error));
}

/**
 * What SQLite said about a file, as a StorageError that names it and a
 * remedy; anything else comes back as it is.
 */
export function sqliteError(error: unknown, file: string): unknown {
  const code = resultCode(error);
  const isFull = extendedCode(error) === NO_ROOM_TO_SHARE;
  const known = code === undefined ? undefined : EXPLANATIONS[isFull ? FULL : code];
  if (known === undefined) return error;
  const { problem, remedy, retryable = false } = known;
  const context = { path: file, sqliteCode: code };
  return new StorageError(known.code, `${quote(file)} ${problem}. ${remedy}`, {
    retryable,
    context,
    cause: error,
  });
}

/** `CONFLICT`, retryable: the file was written while it was read without the means to notice. */
export function writtenAtRest(file: string): StorageError {
  return new StorageError(
    'CONFLICT',
    `${quote(file)} was written while it was read without the means to notice. Discard what was read and read it again.`,
    { retryable: true, context: { path: file } },
  );
}

/** `CONFLICT`, retryable: another process wrote the file for longer than is waited. */
export function fileIsBusy(file: string, milliseconds: number, cause: unknown): StorageError {
  return new StorageError(
    'CONFLICT',
    `${quote(file)} was being written by another process for ${milliseconds} ms. Try again, or wait longer (busyTimeoutMilliseconds).`,
    { retryable: true, context: { path: file }, cause },
  );
}

/** `CONFLICT`, retryable: the repository changed while it was read page by page. */
export function changedMeanwhile(repoId: string): StorageError {
  return new StorageError(
    'CONFLICT',
    `Repository ${quote(repoId)} changed while it was being read. Discard what was read and read it again.`,
    { repoId, retryable: true },
  );
}

/** `CONFIG_INVALID`: the path names a file that is no store. */
export function wrongFile(file: string, problem: string): StorageError {
  return new StorageError(
    'CONFIG_INVALID',
    `${quote(file)} ${problem}. Name another file; it was not changed.`,
    {
      context: { option: 'file', path: file },
    },
  );
}

/** `UNSUPPORTED`: a store that was opened with `readOnly` is asked to write. */
export function openedForReading(file: string): StorageError {
  return new StorageError(
    'UNSUPPORTED',
    `${quote(file)} was opened for reading only. Open it without the option readOnly to write.`,
    { context: { path: file } },
  );
}

/** `UNSUPPORTED`: a newer version of the package made the file. */
export function newerLayout(file: string, layout: number, known: number): StorageError {
  return new StorageError(
    'UNSUPPORTED',
    `${quote(file)} has layout version ${layout}; this version of the package knows up to ${known}. Upgrade the package.`,
    { context: { path: file, layout } },
  );
}

/**
 * The extended codes hold the primary one in their lowest byte. By
 * libsql a failure to open comes without any code.
 */
function resultCode(error: unknown): number | undefined {
  const code = extendedCode(error);
  if (code !== undefined) return code & 0xff;
  const { message } = error as { readonly message?: unknown };
  return String(message).startsWith('ConnectionFailed') ? CANNOT_OPEN : undefined;
}

/** As libsql calls it, or as Node does. */
function extendedCode(error: unknown): number | undefined {
  const { rawCode, errcode } = (error ?? {}) as { readonly rawCode?: unknown; readonly errcode?: unknown };
  const code = rawCode ?? errcode;
  return typeof code === 'number' ? code : undefined;
}

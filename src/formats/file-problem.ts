import { describe, quote, StorageError } from '../errors/index.ts';

const WANTED = 'Give a code graph as CodePrism JSON or as NDJSON, gzipped or not.';

/** Bytes, gzip or JSON that cannot be read: `CORRUPT` with the file's name and the place in it. */
export function unreadable(
  name: string,
  problem: string,
  details: { readonly remedy?: string; readonly context?: object; readonly cause?: unknown } = {},
): StorageError {
  return new StorageError('CORRUPT', `File ${quote(name)} ${problem}. ${details.remedy ?? WANTED}`, {
    context: { file: name, ...details.context },
    cause: details.cause,
  });
}

/**
 * Well-formed JSON that is no graph: the check's own error, with the file's name and line before its place.
 */
export function notAGraph(name: string, error: unknown, line?: number): unknown {
  if (!(error instanceof StorageError) || error.code !== 'INVALID_GRAPH') return error;
  const where = line === undefined ? `File ${quote(name)}` : `File ${quote(name)}, line ${line}`;
  return new StorageError('INVALID_GRAPH', `${where}: ${error.message}`, {
    context: { file: name, ...(line !== undefined && { line }), ...error.context },
    cause: error,
  });
}

/** A value where another was expected: numbers and texts as they are, the rest by type. */
export function described(value: unknown): string {
  return typeof value === 'number'
    ? String(value)
    : typeof value === 'string'
      ? quote(value)
      : describe(value);
}

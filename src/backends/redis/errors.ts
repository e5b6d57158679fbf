import { StorageError } from '../../errors/index.ts';

const REFUSED = new Set(['WRONGPASS', 'NOAUTH', 'NOPERM']);

/**
 * The first word of an error reply, such as `NOAUTH`, or the code of a
 * network error; nothing else of it is repeated.
 */
export function codeOf(failure: unknown): string | undefined {
  if (!(failure instanceof Error)) return undefined;
  const word = /^([A-Z]{3,20})\b/.exec(failure.message)?.[1];
  const code = (failure as NodeJS.ErrnoException).code;
  return word ?? (typeof code === 'string' ? code : undefined);
}

/** What a failure means, in a sentence that names the address and no secret. */
export function problemOf(failure: unknown, address: string): string {
  const code = codeOf(failure);
  if (code === undefined) return `The Redis server at ${address} does not answer.`;
  if (REFUSED.has(code)) return `The Redis server at ${address} refused the credentials (${code}).`;
  return `The Redis server at ${address} cannot be used (${code}).`;
}

/** What no waiting would mend, for the one who opens the cache. */
export function lastingFailure(failure: unknown, address: string): StorageError | undefined {
  const code = codeOf(failure);
  if (code !== undefined && REFUSED.has(code)) {
    return new StorageError(
      'UNAUTHORIZED',
      `The Redis server at ${address} refused the user name or the password (${code}). Check the URL or the options.`,
      { backend: 'redis', context: { address } },
    );
  }
  if (code === 'ERR') {
    return new StorageError(
      'CONFIG_INVALID',
      `The Redis server at ${address} did not take the connection. Check the user name, the password, and that it has a database of this number.`,
      { backend: 'redis', context: { address } },
    );
  }
  return undefined;
}

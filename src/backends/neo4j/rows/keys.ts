import { createHash } from 'node:crypto';

/** Bytes of a name or path that go into an index; the whole value is compared afterwards. */
export const INDEXED_BYTES = 1_000;

/**
 * What every key of a generation begins with. The number is given once, so two generations never share a key.
 */
export function keyPrefix(generation: number): string {
  return `${generation}|`;
}

/** The key of a node, unique in the database. */
export function nodeKey(generation: number, id: string): string {
  return keyPrefix(generation) + id;
}

/** All keys of a generation lie at or after `from` and before `to`: `}` is the character after `|`. */
export function keyRange(generation: number): { readonly from: string; readonly to: string } {
  return { from: `${generation}|`, to: `${generation}}` };
}

/** Less than every key of a generation, the empty id's included: `{` is the character before `|`. */
export function beforeFirstKey(generation: number): string {
  return `${generation}{`;
}

/** Paths have no limit but index keys do: a long path is known by its hash. */
export function sourceFileKey(generation: number, path: string): string {
  return keyPrefix(generation) + sourceFileId(path);
}

/** What a source file's key holds behind its generation. */
export function sourceFileId(path: string): string {
  const short = Buffer.byteLength(path) <= INDEXED_BYTES;
  return short ? `path|${path}` : `sha256|${createHash('sha256').update(path).digest('hex')}`;
}

/** The start of a text, cut at a character, for an index that cannot hold all of it. */
export function indexedStart(text: string): string {
  if (text.length * 3 <= INDEXED_BYTES || Buffer.byteLength(text) <= INDEXED_BYTES) return text;
  const cut = new TextDecoder().decode(Buffer.from(text).subarray(0, INDEXED_BYTES));
  // A character cut in two decodes to replacement characters at the end.
  return cut.replace(/\uFFFD+$/, '');
}

/**
 * What the keys of a repository's analyses begin with, and no others.
 * Whole ids would be longer than an index can hold.
 */
export function analysisPrefix(repoId: string): string {
  return `${hashed(repoId)}|`;
}

/** The key of an analysis' result, unique in the database. */
export function analysisKey(repoId: string, id: string): string {
  return analysisPrefix(repoId) + hashed(id);
}

function hashed(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

import { createHash } from 'node:crypto';

/** Ends the name of a graph's file that is not compressed. */
export const PLAIN_SUFFIX = '.graph.json';
/** Ends the name of a graph's file that is compressed by gzip. */
export const COMPRESSED_SUFFIX = '.graph.json.gz';
/** The forms of a graph's file. */
export const GRAPH_SUFFIXES: readonly string[] = [PLAIN_SUFFIX, COMPRESSED_SUFFIX];
/** Ends the name of the file of a graph's metadata. */
export const METADATA_SUFFIX = '.metadata.json';

/** Bytes a file system allows in a name, on all that matter. */
export const LONGEST_NAME = 255;
/** The other suffixes are no longer. */
const LONGEST_STEM = LONGEST_NAME - METADATA_SUFFIX.length;

/*
 * A graph's file is named by a stem and a suffix. The stem is
 * - the repository id itself where that is safe, as CodePrism does;
 * - `%id-` and the id, everything but a-z 0-9 _ - written as % and two hex digits of its UTF-8, where it is not;
 * - `%sha-` and the id's SHA-256 where even that is too long; the id is then read from the file's own repo_id.
 * Escaped stems hold no capitals and nothing beyond ASCII, so two of them never meet on any file system.
 */
const ESCAPED = '%id-';
const HASHED = '%sha-';
const HASHED_STEM = /^%sha-[0-9a-f]{64}$/;

const UNSAFE_CHARACTER = /[\p{Cc}/\\:*?"<>|]/u;
/** Windows takes these for devices, whatever follows a dot. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/** ASCII without capitals. */
const DISTINCT = /^[ -@[-~]*$/;

/** Whether an id can be its own stem on every file system and is not taken for one of our escapes. */
export function isSafeId(id: string): boolean {
  return (
    id !== '' &&
    Buffer.byteLength(id) <= LONGEST_STEM &&
    !UNSAFE_CHARACTER.test(id) &&
    !RESERVED.test(id) &&
    !/[. ]$/.test(id) &&
    !id.startsWith(ESCAPED) &&
    !id.startsWith(HASHED)
  );
}

/** The stem for an id that is not safe, or whose own name another id has taken. */
export function escapedStem(id: string): string {
  const escaped =
    ESCAPED +
    Array.from(Buffer.from(id), (byte) =>
      /[a-z0-9_-]/.test(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).padStart(2, '0')}`,
    ).join('');
  return escaped.length <= LONGEST_STEM ? escaped : HASHED + createHash('sha256').update(id).digest('hex');
}

/**
 * The id that an escaped stem says; `undefined` for a hashed stem and for one that we would not have made.
 */
export function unescapedId(stem: string): string | undefined {
  if (!stem.startsWith(ESCAPED)) return undefined;
  const bytes = stem
    .slice(ESCAPED.length)
    .match(/%[0-9a-f]{2}|[^%]/g)
    ?.map((unit) => (unit.length === 3 ? Number.parseInt(unit.slice(1), 16) : unit.charCodeAt(0)));
  const id = Buffer.from(bytes ?? []).toString();
  return escapedStem(id) === stem ? id : undefined;
}

/**
 * The name of an id by which no file system takes it for another, whatever lies there: the id itself where it
 * is safe and of small letters, digits and signs of ASCII, else the escaped one.
 */
export function distinctStem(id: string): string {
  return isSafeId(id) && DISTINCT.test(id) ? id : escapedStem(id);
}

/** Whether a stem looks like a hashed one. */
export function isHashedStem(stem: string): boolean {
  return HASHED_STEM.test(stem);
}

/** Equal for names that a case-blind or normalising file system may take for one another. */
export function foldedName(name: string): string {
  return name.normalize('NFD').toUpperCase().toLowerCase().normalize('NFD');
}

/**
 * A glob as code points and wildcards. Literals are code points, so they are 0 or
 * more; wildcards are negative. Both kinds of glob share `\`, which takes the next
 * character literally, and is itself literal at the very end.
 */
export type GlobTokens = readonly number[];

/** One code point; in a path, any but `/`. */
export const ONE = -1;
/** Any text; in a path, any text without `/`. */
export const MANY = -2;
/** Paths only: any text, `/` included. */
export const ACROSS = -3;
/**
 * Paths only: zero or more whole folders, a `**` that ends with `/`, at the start of a folder or of the path.
 */
export const FOLDERS = -4;

const STAR = 0x2a;
const QUESTION = 0x3f;
const BACKSLASH = 0x5c;
/** Not one that takes the next character literally, nor one that is taken so. */
const SEPARATING_BACKSLASH = /(?<!\\)\\(?![*?\\])/g;
/** The code of `/`, which ends a folder's name. */
export const SLASH = 0x2f;

/** The tokens of a glob over names: `*` any text, `?` one character. */
export function nameTokens(glob: string): GlobTokens {
  const tokens: number[] = [];
  for (const token of wildcardsAndLiterals(glob)) {
    if (token !== MANY || tokens.at(-1) !== MANY) tokens.push(token);
  }
  return tokens;
}

/**
 * The tokens of a glob over paths: `*` within a folder, `**` across folders, `?` one character but `/`. A
 * path may be written with `\` as well, and so may a glob where none of `*`, `?` and `\` follows.
 */
export function pathTokens(glob: string): GlobTokens {
  const plain = wildcardsAndLiterals(glob.replace(SEPARATING_BACKSLASH, '/')).map((token) =>
    token === BACKSLASH ? SLASH : token,
  );
  const tokens: number[] = [];
  let at = 0;
  while (at < plain.length) {
    const token = plain[at] ?? SLASH;
    let stars = 0;
    while (plain[at + stars] === MANY) stars++;
    if (stars < 2) {
      tokens.push(token);
      at++;
      continue;
    }
    const startsFolder = tokens.length === 0 || tokens.at(-1) === SLASH || tokens.at(-1) === FOLDERS;
    const wholeFolders = startsFolder && plain[at + stars] === SLASH;
    tokens.push(wholeFolders ? FOLDERS : ACROSS);
    at += wholeFolders ? stars + 1 : stars;
  }
  return tokens;
}

function wildcardsAndLiterals(glob: string): number[] {
  const codes = Array.from(glob, (character) => character.codePointAt(0) ?? 0);
  const tokens: number[] = [];
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (code === STAR) tokens.push(MANY);
    else if (code === QUESTION) tokens.push(ONE);
    else if (code === BACKSLASH && at + 1 < codes.length) tokens.push(codes[++at] ?? 0);
    else tokens.push(code);
  }
  return tokens;
}

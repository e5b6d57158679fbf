import { ACROSS, FOLDERS, type GlobTokens, MANY, nameTokens, ONE, pathTokens, SLASH } from './glob-tokens.ts';

/**
 * Whether a whole name matches a glob: `*` any text, `?` one character (a Unicode
 * code point), `\` takes the next literally. Case counts. Work is bounded by the
 * lengths of name and glob multiplied, whatever they hold.
 */
export function nameMatcher(glob: string): (name: string) => boolean {
  const tokens = nameTokens(glob);
  return (name) => matchesName(tokens, name);
}

/**
 * Whether a whole path matches one of the globs: `*` any text within a folder, `**` any text across folders,
 * `**` + `/` at the start of a folder also none at all, `?` one character but `/`, `\` takes a `*` or `?`
 * literally. Both `/` and `\` separate folders, in paths and in globs. Bounded like {@link nameMatcher}.
 */
export function pathMatcher(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.map((glob) => {
    const tokens = pathTokens(glob);
    return { tokens, ...literalEnds(tokens) };
  });
  return (given) => {
    const path = withSlashes(given);
    return patterns.some(
      ({ tokens, head, tail }) => path.startsWith(head) && path.endsWith(tail) && matchesPath(tokens, path),
    );
  };
}

/** A path as globs see it: what a program on Windows wrote with `\` lies in the same folders. */
export function withSlashes(path: string): string {
  return path.includes('\\') ? path.replaceAll('\\', '/') : path;
}

/** What every matching path begins and ends with: most paths can be refused by it alone. */
function literalEnds(tokens: GlobTokens): { readonly head: string; readonly tail: string } {
  const first = tokens.findIndex((token) => token < 0);
  if (first === -1) return { head: String.fromCodePoint(...tokens), tail: '' };
  const last = tokens.findLastIndex((token) => token < 0);
  return {
    head: String.fromCodePoint(...tokens.slice(0, first)),
    tail: String.fromCodePoint(...tokens.slice(last + 1)),
  };
}

/** On a mismatch only the last `*` need be tried longer: an earlier one could reach no more than it does. */
function matchesName(tokens: GlobTokens, name: string): boolean {
  let at = 0;
  let token = 0;
  let lastMany = -1;
  let lastManyAt = 0;
  while (at < name.length) {
    const code = name.codePointAt(at) ?? 0;
    const wanted = tokens[token];
    if (wanted === code || wanted === ONE) {
      at += width(code);
      token++;
    } else if (wanted === MANY) {
      lastMany = token++;
      lastManyAt = at;
    } else if (lastMany >= 0) {
      lastManyAt += width(name.codePointAt(lastManyAt) ?? 0);
      at = lastManyAt;
      token = lastMany + 1;
    } else {
      return false;
    }
  }
  while (tokens[token] === MANY) token++;
  return token === tokens.length;
}

function width(code: number): number {
  return code > 0xffff ? 2 : 1;
}

/**
 * Follows all ways through the tokens at once, a set of positions for each character, so
 * that two kinds of star never make it go back. Position p is before token p; a
 * whole-folders token p that has begun waits inside for its `/`.
 */
function matchesPath(tokens: GlobTokens, path: string): boolean {
  let before = new Uint8Array(tokens.length + 1);
  let inside = new Uint8Array(tokens.length + 1);
  let nextBefore = new Uint8Array(tokens.length + 1);
  let nextInside = new Uint8Array(tokens.length + 1);
  enter(tokens, before, 0);
  for (let at = 0; at < path.length; ) {
    const code = path.codePointAt(at) ?? 0;
    let anywhere = false;
    for (let p = 0; p < tokens.length; p++) {
      if (before[p] === 0 && inside[p] === 0) continue;
      anywhere = true;
      const token = tokens[p] ?? 0;
      if (token === FOLDERS) {
        nextInside[p] = 1;
        if (code === SLASH) enter(tokens, nextBefore, p + 1);
      } else if (token === ACROSS || (token === MANY && code !== SLASH)) {
        enter(tokens, nextBefore, p);
      } else if (token === code || (token === ONE && code !== SLASH)) {
        enter(tokens, nextBefore, p + 1);
      }
    }
    if (!anywhere) return false;
    [before, nextBefore] = [nextBefore, before];
    [inside, nextInside] = [nextInside, inside];
    nextBefore.fill(0);
    nextInside.fill(0);
    at += width(code);
  }
  return before[tokens.length] === 1;
}

/** Marks a position, and those behind tokens that may match nothing. */
function enter(tokens: GlobTokens, positions: Uint8Array, start: number): void {
  let position = start;
  positions[position] = 1;
  while (position < tokens.length && (tokens[position] ?? 0) <= MANY) positions[++position] = 1;
}

import { ACROSS, FOLDERS, MANY, nameTokens, ONE, pathTokens, SLASH } from './glob-tokens.ts';

/**
 * A glob as the source of an anchored regular expression that matches the same strings in
 * JavaScript (with the `u` flag) and in Java, and so in Cypher's `=~`. Patterns over names run
 * in linear time there too: each text between two `*` is found once, at its first place,
 * inside a lookahead, into which neither engine goes back.
 *
 * @param over what the glob is about, which decides whether `/` is special
 */
export function globToRegex(glob: string, over: 'name' | 'path'): string {
  return over === 'name' ? nameRegex(glob) : pathRegex(glob);
}

// `.` leaves out line ends, and which ones differs between the two.
const ANY = '[\\s\\S]';
/** Between two folders, as either kind of system writes it. */
const SEPARATOR = '[/\\\\]';
const INSIDE = '[^/\\\\]';

function nameRegex(glob: string): string {
  const pieces: string[] = [''];
  for (const token of nameTokens(glob)) {
    if (token === MANY) pieces.push('');
    else pieces[pieces.length - 1] += token === ONE ? ANY : literal(token);
  }
  const [first = '', ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return `^${first}$`;
  const middle = others.map((piece, index) => `(?=(${ANY}*?${piece}))(?:\\${index + 1})`);
  return `^${first}${middle.join('')}${ANY}*${last}$`;
}

function pathRegex(glob: string): string {
  const pieces = pathTokens(glob).map((token) => {
    if (token === SLASH) return SEPARATOR;
    if (token === ONE) return INSIDE;
    if (token === MANY) return `${INSIDE}*`;
    if (token === ACROSS) return `${ANY}*`;
    return token === FOLDERS ? `(?:${ANY}*${SEPARATOR})?` : literal(token);
  });
  return `^${pieces.join('')}$`;
}

function literal(code: number): string {
  // Only these: JavaScript's `u` flag refuses an escape that means nothing.
  return String.fromCodePoint(code).replace(/[\^$\\.*+?()[\]{}|]/, '\\$&');
}

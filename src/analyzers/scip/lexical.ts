/** Languages whose texts are written alike, as far as names, brackets, strings and comments go. */
export type Family = 'javascript' | 'python' | 'go' | 'java' | 'rust' | 'c';

const FAMILIES: Readonly<Record<string, Family>> = {
  typescript: 'javascript',
  javascript: 'javascript',
  python: 'python',
  go: 'go',
  java: 'java',
  kotlin: 'java',
  scala: 'java',
  rust: 'rust',
};

/** The family of a language; one that is not known is read as C is. */
export function familyOf(language: string): Family {
  return Object.hasOwn(FAMILIES, language) ? (FAMILIES[language] ?? 'c') : 'c';
}

/** How far a bracket is followed to its end: more is no declaration or call that anybody wrote. */
const REACH = 2_000_000;
const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const NAME_PART = /[\p{L}\p{N}_$]/u;

/** Whether a character can be part of a name, in any of the languages that are read. */
export function isNamePart(character: string): boolean {
  const code = character.charCodeAt(0);
  if (code < 128) {
    return (
      (code >= 97 && code <= 122) ||
      (code >= 65 && code <= 90) ||
      (code >= 48 && code <= 57) ||
      code === 95 ||
      code === 36
    );
  }
  return code >= 0xd800 && code <= 0xdfff ? true : NAME_PART.test(character);
}

/** The first place from `offset` on that holds neither white space nor comment. */
export function skipSpace(text: string, offset: number, family: Family): number {
  let at = offset;
  for (;;) {
    const character = text[at];
    if (character === ' ' || character === '\n' || character === '\t' || character === '\r') at++;
    else if (character === undefined) return at;
    else {
      const end = commentEnd(text, at, family);
      if (end === at) return at;
      at = end;
    }
  }
}

/** The end of the comment that begins here, or the same place where none does. */
function commentEnd(text: string, at: number, family: Family): number {
  if (family === 'python') return text[at] === '#' ? lineEnd(text, at) : at;
  if (text[at] !== '/') return at;
  if (text[at + 1] === '/') return lineEnd(text, at);
  if (text[at + 1] !== '*') return at;
  const end = text.indexOf('*/', at + 2);
  return end === -1 ? text.length : end + 2;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** The last place before `offset` that holds no white space; -1 where there is none. */
export function lastBefore(text: string, offset: number): number {
  let at = offset - 1;
  while (at >= 0 && isSpace(text[at])) at--;
  return at;
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r';
}

/** The word that ends at `end`, inclusive; empty where none does. */
export function wordEndingAt(text: string, end: number): string {
  let start = end;
  while (start >= 0 && isNamePart(text.charAt(start))) start--;
  return text.slice(start + 1, end + 1);
}

/**
 * The place behind the bracket that closes the one at `open`, whatever strings and
 * comments stand between them; `undefined` where none does.
 */
export function closing(text: string, open: number, family: Family): number | undefined {
  const waiting: string[] = [];
  const stop = Math.min(text.length, open + REACH);
  for (let at = open; at < stop; ) {
    const next = behindLiteral(text, at, family);
    if (next !== at) {
      at = next;
      continue;
    }
    const character = text.charAt(at++);
    const closer = CLOSERS[character];
    if (closer !== undefined) waiting.push(closer);
    else if (character === ')' || character === ']' || character === '}') {
      if (waiting.pop() !== character) return undefined;
      if (waiting.length === 0) return at;
    }
  }
  return undefined;
}

/**
 * Where a string, a character, a regular expression or a comment that begins here ends; else the same place.
 */
export function behindLiteral(text: string, at: number, family: Family): number {
  const character = text[at];
  switch (character) {
    case '/': {
      const end = commentEnd(text, at, family);
      return end === at && family === 'javascript' ? behindRegex(text, at) : end;
    }
    case '#':
      return commentEnd(text, at, family);
    case '"':
      return family === 'python' ? behindPythonString(text, at) : behindQuoted(text, at, '"');
    case "'":
      if (family === 'python') return behindPythonString(text, at);
      return family === 'rust' ? behindRustCharacter(text, at) : behindQuoted(text, at, "'");
    case '`':
      if (family === 'javascript') return behindTemplate(text, at);
      return family === 'go' ? behind(text, text.indexOf('`', at + 1), 1) : at;
    case 'r':
      return family === 'rust' ? behindRustRaw(text, at) : at;
    default:
      return at;
  }
}

function behind(text: string, found: number, length: number): number {
  return found === -1 ? text.length : found + length;
}

function behindQuoted(text: string, at: number, quote: string): number {
  for (let end = at + 1; end < text.length; end++) {
    const character = text[end];
    if (character === '\\') end++;
    else if (character === quote || character === '\n') return end + 1;
  }
  return text.length;
}

function behindPythonString(text: string, at: number): number {
  const quote = text.charAt(at);
  const triple = quote.repeat(3);
  if (!text.startsWith(triple, at)) return behindQuoted(text, at, quote);
  for (let end = at + 3; end < text.length; end++) {
    if (text[end] === '\\') end++;
    else if (text.startsWith(triple, end)) return end + 3;
  }
  return text.length;
}

/** A lifetime such as `'a` is no character. */
function behindRustCharacter(text: string, at: number): number {
  const isCharacter = text[at + 1] === '\\' || text[at + 2] === "'" || text[at + 3] === "'";
  return isCharacter ? behindQuoted(text, at, "'") : at + 1;
}

function behindRustRaw(text: string, at: number): number {
  if (at > 0 && isNamePart(text.charAt(at - 1))) return at;
  const raw = /^r(#*)"/.exec(text.slice(at, at + 20));
  if (raw === null) return at;
  const end = `"${raw[1] ?? ''}`;
  return behind(text, text.indexOf(end, at + raw[0].length), end.length);
}

function behindTemplate(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\') end++;
    else if (text[end] === '`') return end + 1;
    else if (text[end] === '$' && text[end + 1] === '{') {
      const close = closing(text, end + 1, 'javascript');
      if (close === undefined) return text.length;
      end = close - 1;
    }
  }
  return text.length;
}

const BEFORE_REGEX =
  /(?:^|[=(,:;!&|?{}[\]+\-*%~^<>]|\b(?:return|typeof|case|in|of|do|else|void|throw|await|yield))$/;

/** A slash divides where a value stands before it; else a regular expression begins. */
function behindRegex(text: string, at: number): number {
  const before = lastBefore(text, at);
  if (!BEFORE_REGEX.test(text.slice(Math.max(0, before - 9), before + 1))) return at;
  let isClass = false;
  for (let end = at + 1; end < text.length; end++) {
    const character = text[end];
    if (character === '\\') end++;
    else if (character === '\n') return at;
    else if (character === '[') isClass = true;
    else if (character === ']') isClass = false;
    else if (character === '/' && !isClass) return end + 1;
  }
  return at;
}

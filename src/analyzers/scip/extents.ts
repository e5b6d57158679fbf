import { behindLiteral, closing, type Family, lastBefore, skipSpace } from './lexical.ts';

/** Offsets, of which the second is exclusive. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/**
 * How far a declaration reaches that the index gives only a name for, by its brackets or its indentation;
 * `undefined` where the text shows no declaration.
 */
export function declarationExtent(text: string, name: Extent, family: Family): Extent | undefined {
  const end = family === 'python' ? endOfBlock(text, name) : endOfBraces(text, name.end, family);
  return end === undefined ? undefined : { start: statementStart(text, name.start, family), end };
}

/**
 * The function that a name is given as its value, as in `name = () => …`; `undefined` where it is none.
 * @param isMember whether the name is a member of an object, whose value follows a colon
 */
export function functionValue(
  text: string,
  name: Extent,
  family: Family,
  isMember: boolean,
): Extent | undefined {
  if (family === 'python') return lambdaValue(text, name);
  if (family !== 'javascript') return undefined;
  const sign = valueSign(text, name.end, isMember);
  if (sign === undefined) return undefined;
  const start = skipSpace(text, sign + 1, family);
  const end = endOfFunction(text, start);
  return end === undefined ? undefined : { start: name.start, end };
}

const MODIFIERS_END = /[;{}\n]/;

/** Where the words before a name begin that belong to its declaration, on the same line. */
function statementStart(text: string, name: number, family: Family): number {
  let start = name;
  const isEnd = (character: string): boolean =>
    MODIFIERS_END.test(character) || (family === 'javascript' && (character === ',' || character === '('));
  while (start > 0 && !isEnd(text.charAt(start - 1))) start--;
  return skipSpace(text, start, family);
}

/** Behind the body in braces, or the semicolon that stands for it. */
function endOfBraces(text: string, from: number, family: Family): number | undefined {
  for (let at = from; at < text.length; ) {
    const character = text.charAt(at);
    if (character === '{') return closing(text, at, family);
    if (character === ';') return at + 1;
    if (character === '}' || character === ')') return undefined;
    if (character === ',' && family === 'javascript') return undefined;
    if (character === '(' || character === '[') {
      const close = closing(text, at, family);
      if (close === undefined) return undefined;
      at = close;
    } else if (character === '=' && family !== 'javascript') return undefined;
    else if (character === '\n' && family === 'go') return at;
    else at = Math.max(at + 1, behindLiteral(text, at, family));
  }
  return undefined;
}

/** Behind a block that is indented more than the line of its `def` or `class`. */
function endOfBlock(text: string, name: Extent): number | undefined {
  const lineStart = text.lastIndexOf('\n', name.start - 1) + 1;
  const indent = indentAt(text, lineStart);
  const colon = headerEnd(text, name.end);
  if (colon === undefined) return undefined;
  let lineEnd = endOfLine(text, colon);
  if (!/^\s*(?:#.*)?$/.test(text.slice(colon + 1, lineEnd))) return lineEnd;
  let end = lineEnd;
  while (lineEnd < text.length) {
    const next = lineEnd + 1;
    lineEnd = endOfLine(text, next);
    const line = text.slice(next, lineEnd);
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    if (indentAt(text, next) <= indent) break;
    end = lineEnd;
  }
  return end;
}

function indentAt(text: string, lineStart: number): number {
  let at = lineStart;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at - lineStart;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** The colon that ends the header of a `def` or `class`. */
function headerEnd(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; ) {
    const character = text.charAt(at);
    if (character === ':') return at;
    if (character === '\n') return undefined;
    if (character === '(' || character === '[') {
      const close = closing(text, at, 'python');
      if (close === undefined) return undefined;
      at = close;
    } else at = Math.max(at + 1, behindLiteral(text, at, 'python'));
  }
  return undefined;
}

function lambdaValue(text: string, name: Extent): Extent | undefined {
  const found = /^\s*(?::[^=\n]+)?=\s*lambda\b/.exec(text.slice(name.end, name.end + 200));
  return found === null ? undefined : { start: name.start, end: endOfLine(text, name.end + found[0].length) };
}

/** The sign before a value: `=` behind a variable and its type, `:` behind a member of an object. */
function valueSign(text: string, from: number, isMember: boolean): number | undefined {
  let at = skipSpace(text, from, 'javascript');
  if (text[at] === '?' || text[at] === '!') at = skipSpace(text, at + 1, 'javascript');
  if (text[at] === '=') return text[at + 1] === '=' || text[at + 1] === '>' ? undefined : at;
  if (text[at] !== ':') return undefined;
  return isMember ? at : signBehindType(text, at + 1);
}

function signBehindType(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; ) {
    const character = text.charAt(at);
    if (character === '=' && text[at + 1] === '>') at += 2;
    else if (character === '=') return at;
    else if (';,)}]'.includes(character)) return undefined;
    else if ('({['.includes(character)) {
      const close = closing(text, at, 'javascript');
      if (close === undefined) return undefined;
      at = close;
    } else if (
      character === '\n' &&
      !/[|&=<,:]$/.test(text.charAt(lastBefore(text, at))) &&
      isNewStatement(text, at)
    ) {
      return undefined;
    } else at = Math.max(at + 1, behindLiteral(text, at, 'javascript'));
  }
  return undefined;
}

function isNewStatement(text: string, lineFeed: number): boolean {
  return !'|&=>.?:,'.includes(text.charAt(skipSpace(text, lineFeed, 'javascript')));
}

/** Behind the function or arrow that begins here; `undefined` where none does. */
function endOfFunction(text: string, start: number): number | undefined {
  let at = start;
  const word = /^(?:async\b\s*)?(function\b\s*\*?\s*[\w$]*\s*)?/.exec(text.slice(at, at + 200));
  at += word?.[0].length ?? 0;
  if (text[at] === '<') at = skipSpace(text, behindAngles(text, at) ?? at, 'javascript');
  const single = /^[\p{L}_$][\p{L}\p{N}_$]*(?=\s*=>)/u.exec(text.slice(at, at + 200));
  if (single !== null && word?.[1] === undefined) at += single[0].length;
  else if (text[at] === '(') {
    const close = closing(text, at, 'javascript');
    if (close === undefined) return undefined;
    at = close;
  } else return undefined;
  if (word?.[1] !== undefined) return endOfBraces(text, at, 'javascript');
  const arrow = arrowBehind(text, at);
  if (arrow === undefined) return undefined;
  const body = skipSpace(text, arrow, 'javascript');
  return text[body] === '{' ? closing(text, body, 'javascript') : expressionEnd(text, body);
}

/** Behind the `=>` that follows parameters, with or without a type. */
function arrowBehind(text: string, from: number): number | undefined {
  let at = skipSpace(text, from, 'javascript');
  if (text.startsWith('=>', at)) return at + 2;
  if (text[at] !== ':') return undefined;
  for (at++; at < text.length; ) {
    const character = text.charAt(at);
    if (text.startsWith('=>', at)) return at + 2;
    if (';,)}]='.includes(character)) return undefined;
    if ('({['.includes(character)) {
      const close = closing(text, at, 'javascript');
      if (close === undefined) return undefined;
      // `(): (x) => y => …` has an arrow in its type; the first one is
      // taken, which only makes the body longer.
      at = close;
    } else at = Math.max(at + 1, behindLiteral(text, at, 'javascript'));
  }
  return undefined;
}

/** Behind an expression that no braces enclose. */
function expressionEnd(text: string, from: number): number {
  for (let at = from; at < text.length; ) {
    const character = text.charAt(at);
    if (';,)}]'.includes(character)) return at;
    if (character === '\n' && isNewExpression(text, at)) return at;
    if ('({['.includes(character)) at = closing(text, at, 'javascript') ?? text.length;
    else at = Math.max(at + 1, behindLiteral(text, at, 'javascript'));
  }
  return text.length;
}

function isNewExpression(text: string, lineFeed: number): boolean {
  const before = text.charAt(lastBefore(text, lineFeed));
  const after = text.charAt(skipSpace(text, lineFeed, 'javascript'));
  return !'=+-*/%&|^<>?:,.('.includes(before) && !'.?:+-*/%&|^<>=('.includes(after);
}

/** Behind type arguments, where the brackets balance and hold only what types do. */
export function behindAngles(text: string, open: number): number | undefined {
  let depth = 0;
  const stop = Math.min(text.length, open + 2_000);
  for (let at = open; at < stop; at++) {
    const character = text.charAt(at);
    if (character === '<') depth++;
    else if (character === '>' && text[at - 1] !== '=' && text[at - 1] !== '-') {
      depth--;
      if (depth === 0) return at + 1;
    } else if ('({['.includes(character)) {
      const close = closing(text, at, 'c');
      if (close === undefined) return undefined;
      at = close - 1;
    } else if (character === ';' || character === ')' || character === '}') return undefined;
    else if ((character === '&' && text[at + 1] === '&') || (character === '|' && text[at + 1] === '|'))
      return undefined;
  }
  return undefined;
}

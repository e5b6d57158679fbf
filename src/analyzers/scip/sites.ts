import { behindAngles, type Extent } from './extents.ts';
import { closing, type Family, isNamePart, lastBefore, skipSpace, wordEndingAt } from './lexical.ts';
import { USE, type Use } from './uses.ts';

const COMPOUND = /^(?:\+|-|\*\*?|\/\/?|%|&&?|\|\|?|\^|<<|>>>?|\?\?|@)=(?!=)/;
const TYPE_WORDS = new Set(['as', 'is', 'keyof', 'satisfies', 'implements', 'instanceof', 'extends']);

/** What the text does with a name; `undefined` where the name only closes what it opened, as in `</Tag>`. */
export function useAt(text: string, name: Extent, family: Family): Use | undefined {
  const before = lastBefore(text, name.start);
  const sign = text.charAt(before);
  if (
    sign === '@' &&
    before === name.start - 1 &&
    (family === 'javascript' || family === 'python' || family === 'java')
  ) {
    return USE.decorator;
  }
  if (family === 'javascript' && sign === '<' && before === name.start - 1 && isTag(text, before))
    return USE.jsx;
  if (family === 'javascript' && sign === '/' && text[before - 1] === '<') return undefined;
  if (family === 'rust' && /#!?\[\s*(?:\w+::)*$/.test(text.slice(Math.max(0, name.start - 60), name.start))) {
    return USE.decorator;
  }
  const after = skipSpace(text, name.end, family);
  return (
    callAt(text, name, after, family) ??
    writeAt(text, name, after, family) ??
    plainAt(text, name, before, after, family)
  );
}

/** Whether an error that is thrown is made or named here. */
export function isRaised(text: string, name: Extent, family: Family): boolean {
  const start = pathStart(text, name.start);
  const word = wordEndingAt(text, lastBefore(text, start));
  if (family === 'python') return word === 'raise';
  if (family !== 'javascript' && family !== 'java') return false;
  if (word === 'throw') return true;
  return word === 'new' && wordEndingAt(text, lastBefore(text, lastBefore(text, start) - 2)) === 'throw';
}

/** A tag begins where a value may; a type argument follows what it belongs to. */
function isTag(text: string, angle: number): boolean {
  const before = lastBefore(text, angle);
  if (before === -1) return true;
  const character = text.charAt(before);
  if (!isNamePart(character)) return character !== ')' && character !== ']' && character !== '.';
  return /^(?:return|default|yield|case|else)$/.test(wordEndingAt(text, before));
}

function callAt(text: string, name: Extent, after: number, family: Family): Use | undefined {
  if (text[after] === '.') return undefined;
  const isNew = (family === 'javascript' || family === 'java') && isBehindNew(text, name.start);
  if (family === 'rust') return isRustType(text, name.start) ? USE.type : rustCallAt(text, after);
  if (family === 'go' && text[after] === '[' && after === name.end) {
    const close = closing(text, after, family);
    return close !== undefined &&
      text[close] === '(' &&
      /^\[[\w.*[\], ]*[A-Za-z_]/.test(text.slice(after, close))
      ? USE.call
      : undefined;
  }
  if (family === 'java' && isNew) return USE.new;
  const open =
    family === 'javascript' ? scriptCallStart(text, name, after) : text[after] === '(' ? after : undefined;
  if (open === undefined) return isNew ? USE.new : undefined;
  if (isNew) return USE.new;
  if (text[open] === '`') return USE.tagged;
  if (family === 'javascript' && isMethodShorthand(text, name, open)) return undefined;
  const word = text.slice(name.start, name.end);
  return word === 'super' ? USE.super : USE.call;
}

/** Where the arguments or the template of a call begin. */
function scriptCallStart(text: string, name: Extent, after: number): number | undefined {
  let at = after;
  if (text[at] === '!' && text[at + 1] !== '=') at = skipSpace(text, at + 1, 'javascript');
  if (text.startsWith('?.', at)) at = skipSpace(text, at + 2, 'javascript');
  if (text[at] === '(') return at;
  if (text[at] === '`') return at === name.end ? at : undefined;
  if (text[at] !== '<') return undefined;
  const close = behindAngles(text, at);
  if (close === undefined) return undefined;
  const open = skipSpace(text, close, 'javascript');
  return text[open] === '(' || text[open] === '`' ? open : undefined;
}

/** `{ name(…) { … } }`: a member of an object that is named as its type names it. */
function isMethodShorthand(text: string, name: Extent, open: number): boolean {
  const before = lastBefore(text, name.start);
  const sign = text.charAt(before);
  const isMember = sign === '{' || sign === ',' || sign === '*' || wordEndingAt(text, before) === 'async';
  if (!isMember) return false;
  const close = closing(text, open, 'javascript');
  if (close === undefined) return false;
  const next = skipSpace(text, close, 'javascript');
  return text[next] === '{' || (text[next] === ':' && /^:[^;,(){}]*\{/.test(text.slice(next, next + 300)));
}

/** `dyn Fn(A)`, `impl Fn(A)`: a type that looks like a call. */
function isRustType(text: string, start: number): boolean {
  return /\b(?:dyn|impl)\s+(?:\w+::)*$/.test(text.slice(Math.max(0, start - 60), start));
}

function rustCallAt(text: string, after: number): Use | undefined {
  if (text[after] === '(') return USE.call;
  if (text[after] === '!' && '([{'.includes(text.charAt(skipSpace(text, after + 1, 'rust'))))
    return USE.macro;
  if (!text.startsWith('::<', after)) return undefined;
  const close = behindAngles(text, after + 2);
  return close !== undefined && text[close] === '(' ? USE.call : undefined;
}

/** Whether `new` stands before the name, or before the path that it ends. */
function isBehindNew(text: string, start: number): boolean {
  const before = lastBefore(text, pathStart(text, start));
  return text[before] === 'w' && wordEndingAt(text, before) === 'new';
}

/** Where the path begins of which the name at `start` is a part, as in `a.b.name`. */
function pathStart(text: string, start: number): number {
  let at = start;
  while (text[at - 1] === '.') {
    let part = at - 1;
    while (part > 0 && isNamePart(text.charAt(part - 1))) part--;
    if (part === at - 1) return at;
    at = part;
  }
  return at;
}

function writeAt(text: string, name: Extent, after: number, family: Family): Use | undefined {
  const sign = text.charAt(after);
  if (sign === '=') {
    const next = text[after + 1];
    if (next === '=' || next === '>') return undefined;
    return isAssignment(text, name, after, family) ? USE.write : undefined;
  }
  if (family !== 'python' && family !== 'rust') {
    const step = text.slice(after, after + 2);
    if (step === '++' || step === '--') return USE.update;
    const before = text.slice(pathStart(text, name.start) - 2, pathStart(text, name.start));
    if (before === '++' || before === '--') return USE.update;
  }
  if (family === 'go' && text.startsWith(':=', after)) return USE.write;
  if (family === 'python' && sign === ':' && /^:[^=\n]*=[^=]/.test(text.slice(after, after + 200))) {
    return isAssignment(text, name, after, family) ? USE.write : undefined;
  }
  return COMPOUND.test(text.slice(after, after + 4)) ? USE.update : undefined;
}

/** `name = …` as a statement of its own, and not a keyword argument or an attribute of a tag. */
function isAssignment(text: string, name: Extent, after: number, family: Family): boolean {
  const start = pathStart(text, name.start);
  if (family === 'python')
    return (
      /^[ \t]*$/.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, start)) ||
      text[lastBefore(text, start)] === ';'
    );
  if (family !== 'javascript' || text[name.start - 1] === '.') return true;
  const value = text.charAt(after + 1);
  const isGlued = after === name.end && (value === '{' || value === '"' || value === "'");
  return !isGlued;
}

function plainAt(text: string, name: Extent, before: number, after: number, family: Family): Use {
  const next = text.charAt(after);
  if (next === '.' || (next === ':' && text[after + 1] === ':')) return USE.plain;
  const sign = text.charAt(before);
  if (family === 'python') return sign === ':' || text.startsWith('->', before - 1) ? USE.type : USE.plain;
  if (family === 'javascript') {
    if (sign === ':' || sign === '<' || sign === '|' || sign === '&') {
      return text[before - 1] === sign || (sign === ':' && isMemberValue(text, name, after))
        ? USE.plain
        : USE.type;
    }
    return isNamePart(sign) && TYPE_WORDS.has(wordEndingAt(text, before)) ? USE.type : USE.plain;
  }
  return USE.plain;
}

/**
 * `{ key: Name }` and `a ? b : Name`, where what follows the colon is a
 * value: it is followed by what ends a value.
 */
function isMemberValue(text: string, name: Extent, after: number): boolean {
  const next = text.charAt(after);
  if (next === '=' || next === ')' || next === '{' || next === '|' || next === '&' || next === '[')
    return false;
  const colon = lastBefore(text, name.start);
  const owner = lastBefore(text, colon);
  const isQuoted = text[owner] === "'" || text[owner] === '"';
  const key = wordEndingAt(text, owner);
  if (isQuoted) return next === ',' || next === '}';
  if (key === '') return false;
  const opener = text.charAt(lastBefore(text, owner - key.length + 1));
  return (opener === '{' || opener === ',') && (next === ',' || next === '}');
}

const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const NUMBER_SO_FAR = /-?(?:0|[1-9]\d*)?(?:\.\d*)?(?:[eE][+-]?\d*)?/y;
const SPACE = /[ \t\n\r]*/y;
const CUT_ESCAPE = /\\(?:u[0-9a-fA-F]{0,3})?$/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

type Expected = 'value' | 'first value' | 'key' | 'first key' | 'next';

/**
 * Where a text that JSON.parse refused stops being JSON; the text's length if it only ends too early.
 * JSON.parse itself does not always say, and in other words in each version of Node.
 */
export function jsonErrorOffset(text: string): number {
  const closers: ('}' | ']')[] = [];
  let expected: Expected = 'value';
  let at = 0;
  for (;;) {
    at = end(SPACE, text, at);
    const char = text[at];
    if (char === undefined) return text.length;
    const closer = closers.at(-1);
    if (expected === 'next') {
      if (closer === undefined) return at;
      if (char === ',') expected = closer === '}' ? 'key' : 'value';
      else if (char === closer) closers.pop();
      else return at;
      at++;
    } else if ((expected === 'first value' || expected === 'first key') && char === closer) {
      closers.pop();
      expected = 'next';
      at++;
    } else if (expected === 'key' || expected === 'first key') {
      if (char !== '"') return at;
      const key = stringEnd(text, at);
      if (!key.whole) return key.at;
      at = end(SPACE, text, key.at);
      if (text[at] !== ':') return at;
      expected = 'value';
      at++;
    } else if (char === '{' || char === '[') {
      closers.push(char === '{' ? '}' : ']');
      expected = char === '{' ? 'first key' : 'first value';
      at++;
    } else {
      const value = char === '"' ? stringEnd(text, at) : scalarEnd(text, at);
      if (!value.whole) return value.at;
      expected = 'next';
      at = value.at;
    }
  }
}

function scalarEnd(text: string, start: number): { whole: boolean; at: number } {
  // What the text's end cuts is a cut text, not a wrong character.
  const rest = text.slice(start, start + 6);
  const isCutLiteral = ['true', 'false', 'null'].some(
    (literal) => literal !== rest && literal.startsWith(rest),
  );
  if (isCutLiteral || end(NUMBER_SO_FAR, text, start) === text.length)
    return { whole: true, at: text.length };
  const at = end(SCALAR, text, start);
  return { whole: at > start, at };
}

function stringEnd(text: string, start: number): { whole: boolean; at: number } {
  let at = start + 1;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (Number.isNaN(unit)) return { whole: false, at: text.length };
    if (unit === 0x22) return { whole: true, at: at + 1 };
    if (unit < 0x20) return { whole: false, at };
    if (unit !== 0x5c) {
      at++;
      continue;
    }
    const next = end(ESCAPE, text, at);
    if (next === at) return { whole: false, at: end(CUT_ESCAPE, text, at) };
    at = next;
  }
}

/** Where the sticky pattern, tried at `at`, ends; `at` itself where it does not match. */
function end(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

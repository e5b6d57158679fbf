import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonErrorOffset } from '../../../src/formats/json-error-offset.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** A wrong character inside a literal or an escape makes the whole of it wrong. */
const LONGEST_TOKEN = 6;

describe('where a text stops being JSON', () => {
  it.each([
    ['', 0],
    ['x', 0],
    ['{"a"}', 4],
    ['{"a":1,}', 7],
    ['{,}', 1],
    ['[1 2]', 3],
    ['[01]', 2],
    ['"\\x"', 1],
    ['"a', 2],
    ['nul', 3],
    ['nulx', 0],
    ['-', 1],
    ['{} {}', 3],
    ['[}', 1],
  ])('%j at %i', (text, offset) => {
    expect(jsonErrorOffset(text)).toBe(offset);
  });

  it('is its end exactly for JSON and for what is merely cut', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, cut) => {
        const part = json.slice(0, cut % (json.length + 1));
        expect(jsonErrorOffset(part)).toBe(part.length);
      }),
    );
  });

  it('is no later than what JSON.parse reads, when one character is replaced', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom('}', ']', ',', ':', 'x', '\n'), (json, at, char) => {
        const place = at % json.length;
        const text = json.slice(0, place) + char + json.slice(place + 1);
        if (isJson(text)) return;
        // Whatever stands before the replaced character was JSON so far,
        // and nothing behind it can heal the text.
        const offset = jsonErrorOffset(text);
        expect(jsonErrorOffset(text.slice(0, offset))).toBe(offset);
        expect(offset).toBeGreaterThanOrEqual(Math.max(0, place - LONGEST_TOKEN));
      }),
    );
  });

  it('does not recurse', () => {
    const deep = '['.repeat(1_000_000);
    expect(jsonErrorOffset(deep)).toBe(deep.length);
  });
});

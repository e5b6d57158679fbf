import { expect, test } from 'vitest';
import { cutMiddle, displayWidth, padLeft, padRight, printable } from '../../../src/cli/output/width.ts';

const ESC = '\u001b';

test.each([
  ['', 0],
  ['abc', 3],
  ['é', 1],
  ['e\u0301', 1],
  ['日本語', 6],
  ['한글', 4],
  ['ｆｕｌｌ', 8],
  ['😀', 2],
  ['👩‍👩‍👧‍👦', 2],
  ['🇩🇪', 2],
  ['❤️', 2],
  ['→…', 2],
  ['\u200b', 0],
  [`${ESC}[1mbold${ESC}[22m`, 4],
])('%j takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test.each([
  ['short', 10, 'short'],
  ['abcdefghij', 5, 'ab…ij'],
  ['abcdefghij', 1, '…'],
  ['src/some/very/long/path.ts:12', 15, 'src/som…h.ts:12'],
  ['日本語テキスト', 7, '日…スト'],
])('%j in %i columns', (text, width, expected) => {
  expect(cutMiddle(text, width)).toBe(expected);
  expect(displayWidth(cutMiddle(text, width))).toBeLessThanOrEqual(width);
});

test('padding counts columns, not characters', () => {
  expect(padRight('日本', 6)).toBe('日本  ');
  expect(padLeft('日本', 6)).toBe('  日本');
  expect(padRight('too long', 3)).toBe('too long');
});

test.each([
  ['plain', 'plain'],
  ['two\nlines\r', 'two\\nlines\\r'],
  [`${ESC}[2J`, '\\u001b[2J'],
  ['\u009b31m', '\\u009b31m'],
  ['\u007f', '\\u007f'],
  ['a\u202eb', 'a\\u202eb'],
  ['\u2028', '\\u2028'],
  ['日本', '日本'],
])('%j is printed as %s', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

import { expect, test } from 'vitest';
import { type Column, table } from '../../../src/cli/output/table.ts';
import { displayWidth } from '../../../src/cli/output/width.ts';

interface Row {
  readonly name: string;
  readonly count: number;
  readonly path: string;
}

const COLUMNS: readonly Column<Row>[] = [
  { title: 'NAME', value: (row) => row.name },
  { title: 'COUNT', value: (row) => row.count },
  { title: 'PATH', value: (row) => row.path },
];

const rows: readonly Row[] = [
  { name: 'a', count: 1, path: 'x.ts:1' },
  { name: '日本語', count: 1_234_567, path: 'lib/deep/folder/of/some/file.ts:1234' },
  { name: '😀e\u0301', count: 12, path: '' },
];

test('columns are aligned by what they take on the screen', () => {
  const { head, lines } = table(rows, COLUMNS, 100);
  expect([head, ...lines]).toEqual(
    [
      'NAME        COUNT  PATH',
      'a               1  x.ts:1',
      '日本語  1,234,567  lib/deep/folder/of/some/file.ts:1234',
      '😀é            12',
    ].map((line) => line.replace('é', 'e\u0301')),
  );
});

test.each([30, 40, 50, 60, 80])('nothing is wider than %i columns', (width) => {
  const { head, lines } = table(rows, COLUMNS, width);
  for (const line of [head, ...lines]) expect(displayWidth(line)).toBeLessThanOrEqual(width);
});

test('a place goes on behind a separator before anything is cut; numbers never give', () => {
  const places = COLUMNS.map((column) => ({ ...column, isPlace: column.title === 'PATH' }));
  expect(table(rows.slice(1, 2), places, 50).lines).toEqual([
    '日本語  1,234,567  lib/deep/folder/of/some/',
    '                   file.ts:1234',
  ]);
});

test('texts go on between words, before places do', () => {
  const columns: readonly Column<Row>[] = [
    { title: 'PATH', value: (row) => row.path, isPlace: true },
    { title: 'WHY', value: () => 'exports-unknown, follows-doubtful, dynamic-access' },
  ];
  expect(table(rows.slice(1, 2), columns, 70).lines).toEqual([
    'lib/deep/folder/of/some/file.ts:1234  exports-unknown,',
    '                                      follows-doubtful, dynamic-access',
  ]);
});

test('a single word that is too long is cut, in its middle', () => {
  const { lines } = table(rows, COLUMNS, 40);
  expect(lines[1]).toBe('日本語  1,234,567  lib/deep/f…le.ts:1234');
});

test('an id is whole, whatever the width, and for its sake nothing else is cut', () => {
  const columns = [
    ...COLUMNS.slice(0, 1),
    { title: 'ID', value: (row: Row) => row.path.repeat(3), isId: true },
  ];
  expect(table(rows, columns, 30).lines[1]).toBe(
    `日本語  ${'lib/deep/folder/of/some/file.ts:1234'.repeat(3)}`,
  );
});

test('without a width nothing is wrapped or cut', () => {
  const long = 'word '.repeat(100).trim();
  expect(table([{ name: long, count: 1, path: long }], COLUMNS, undefined).lines).toEqual([
    `${long}      1  ${long}`,
  ]);
});

test('hostile text stays in its cell', () => {
  const { lines } = table([{ name: 'a\nb\u001b[2J', count: 0, path: '' }], COLUMNS, 100);
  expect(lines).toEqual(['a\\nb\\u001b[2J      0']);
});

test('very many rows are no problem', () => {
  const many = Array.from({ length: 200_000 }, (_, index) => ({ name: `n${index}`, count: index, path: '' }));
  expect(table(many, COLUMNS, 100).lines).toHaveLength(200_000);
});

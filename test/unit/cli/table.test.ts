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

test('the widest column is cut, in its middle; numbers never', () => {
  const { lines } = table(rows, COLUMNS, 40);
  expect(lines[1]).toBe('日本語  1,234,567  lib/deep/f…le.ts:1234');
});

test('an expendable column is cut before the others', () => {
  const columns = [
    COLUMNS[0],
    COLUMNS[2],
    { title: 'ID', value: (row: Row) => `id of ${row.path}`, expendable: true },
  ];
  const { lines } = table(
    rows,
    columns.filter((column) => column !== undefined),
    58,
  );
  expect(lines[1]).toBe('日本語  lib/deep/folder/of/some/file.ts:1234  id of …:1234');
});

test('hostile text stays in its cell', () => {
  const { lines } = table([{ name: 'a\nb\u001b[2J', count: 0, path: '' }], COLUMNS, 100);
  expect(lines).toEqual(['a\\nb\\u001b[2J      0']);
});

test('very many rows are no problem', () => {
  const many = Array.from({ length: 200_000 }, (_, index) => ({ name: `n${index}`, count: index, path: '' }));
  expect(table(many, COLUMNS, 100).lines).toHaveLength(200_000);
});

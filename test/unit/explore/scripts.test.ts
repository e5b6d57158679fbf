import { expect, test } from 'vitest';
import { exploreFiles } from '../../../scripts/cypher/files.ts';

const titles = exploreFiles().map(({ text }) => (text.split('\n', 1)[0] ?? '').replace('// ', ''));

test("the titles fit into the width of Browser's sidebar", () => {
  expect(titles.filter((title) => title.length > 25)).toEqual([]);
});

test('no two scripts have the same title', () => {
  expect(new Set(titles).size).toBe(titles.length);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HashTable } from '../../../src/hashes/hash-table.ts';

const half = fc.oneof(
  fc.constantFrom(0, 1, -1, 2 ** 31 - 1, -(2 ** 31)),
  fc.integer({ min: -3, max: 3 }),
  fc.integer(),
);

test('a hash table keeps what a map would keep, however it grows', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(half, half, half), { maxLength: 3_000 }), (rows) => {
      const table = new HashTable(1);
      const expected = new Map<string, number>();
      // A low half of 0 and of 1 are one and the same to the table.
      const keyOf = (high: number, low: number): string => `${high}:${low === 0 ? 1 : low}`;
      for (const [high, low, value] of rows) {
        expect(table.insert({ high, low })).toBe(!expected.has(keyOf(high, low)));
        table.set(table.place, 0, value);
        expected.set(keyOf(high, low), value);
      }
      expect(table.size).toBe(expected.size);
      for (const [high, low] of rows) {
        expect(table.get(table.find({ high, low }), 0)).toBe(expected.get(keyOf(high, low)));
      }
      expect(table.find({ high: 77, low: -77 })).toBe(expected.has('77:-77') ? expect.any(Number) : -1);
    }),
    { numRuns: 30 },
  );
});

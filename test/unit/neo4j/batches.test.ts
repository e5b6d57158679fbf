import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchesOf, edgeSize, nodeSize } from '../../../src/backends/neo4j/rows/batches.ts';
import { edge, node } from '../../../src/conformance/fixtures.ts';

const limits = fc.record({
  batchRows: fc.integer({ min: 1, max: 5 }),
  batchBytes: fc.integer({ min: 1, max: 50 }),
});
const sizes = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 30 });

describe('batches', () => {
  it('hold every row once, in order, and never nothing', () => {
    fc.assert(
      fc.property(sizes, limits, (rows, limit) => {
        const batches = [...batchesOf(rows, (size) => size, limit)];
        expect(batches.flat()).toEqual(rows);
        expect(batches.every((batch) => batch.length > 0)).toBe(true);
      }),
    );
  });

  it('keep both limits, but for a row that is larger than a batch and alone', () => {
    fc.assert(
      fc.property(sizes, limits, (rows, limit) => {
        for (const batch of batchesOf(rows, (size) => size, limit)) {
          expect(batch.length).toBeLessThanOrEqual(limit.batchRows);
          if (batch.length > 1) expect(sum(batch)).toBeLessThanOrEqual(limit.batchBytes);
        }
      }),
    );
  });

  it('are no smaller than they need to be', () => {
    fc.assert(
      fc.property(sizes, limits, (rows, limit) => {
        const batches = [...batchesOf(rows, (size) => size, limit)];
        for (const [index, next] of batches.slice(1).entries()) {
          const batch = batches[index] ?? [];
          const withNext = sum(batch) + (next[0] ?? 0);
          expect(batch.length === limit.batchRows || withNext > limit.batchBytes).toBe(true);
        }
      }),
    );
  });

  it('are cut as rows come, without waiting for the last', () => {
    function* endless(): Generator<number> {
      for (;;) yield 1;
    }
    const [first] = batchesOf(endless(), () => 1, { batchRows: 3, batchBytes: 100 });
    expect(first).toEqual([1, 1, 1]);
  });
});

describe('the size of a row', () => {
  it('counts every text in it', () => {
    const small = node('a', { name: '', file: '' });
    const long = 'x'.repeat(1_000);
    for (const parts of [
      { name: long },
      { file: long },
      { attributes: { [long]: '' } },
      { attributes: { a: long } },
    ]) {
      expect(nodeSize(node('a', { ...small, ...parts }))).toBeGreaterThanOrEqual(nodeSize(small) + 1_000);
    }
    expect(nodeSize(node(long))).toBeGreaterThan(2_000);
    expect(edgeSize(edge(long, 'CALLS', long, { a: long }))).toBeGreaterThan(3_000);
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

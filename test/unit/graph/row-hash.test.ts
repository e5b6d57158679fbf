import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { edge, node } from '../../../src/conformance/fixtures.ts';
import type { SerializableNode } from '../../../src/graph/index.ts';
import { RowHash } from '../../../src/hashes/row-hash.ts';

const hash = new RowHash();
const ofNode = (row: SerializableNode): string =>
  JSON.stringify(hash.ofNode(hash.ofId(row.id).copy(), row).copy());
const ofText = (text: string): string => JSON.stringify(hash.ofId(text).copy());

describe('the hash of a node', () => {
  const base = node('id', { name: 'name', kind: 'Class', attributes: { a: '1', b: '2' } });

  test('does not depend on the order of its attributes', () => {
    expect(ofNode({ ...base, attributes: { b: '2', a: '1' } })).toBe(ofNode(base));
  });

  test('depends on every field but the file', () => {
    const others: SerializableNode[] = [
      { ...base, id: 'other' },
      { ...base, name: 'other' },
      { ...base, kind: 'Other' },
      { ...base, attributes: { a: '2', b: '1' } },
      { ...base, attributes: { a: '1' } },
      { ...base, attributes: { a: '1', b: '2', c: '' } },
      ...Object.keys(base.span).map((field) => ({ ...base, span: { ...base.span, [field]: 2 ** 40 } })),
      ...Object.keys(base.span).map((field) => ({ ...base, span: { ...base.span, [field]: 2 ** 41 } })),
    ];
    expect(new Set([base, ...others].map(ofNode)).size).toBe(others.length + 1);
    expect(ofNode({ ...base, file: 'other' })).toBe(ofNode(base));
  });

  test('does not mistake one field for the next', () => {
    expect(ofNode({ ...base, id: 'ab', name: 'c' })).not.toBe(ofNode({ ...base, id: 'a', name: 'bc' }));
    expect(ofNode({ ...base, attributes: { ab: 'c' } })).not.toBe(
      ofNode({ ...base, attributes: { a: 'bc' } }),
    );
  });
});

test('the hash of an edge depends on its ends, its kind and its attributes', () => {
  const of = (source: string, target: string, row: ReturnType<typeof edge>): string =>
    JSON.stringify(hash.ofEdge(new RowHash().ofId(source), new RowHash().ofId(target), row).copy());
  const base = edge('a', 'CALLS', 'b', { line: '1' });
  const hashes = [
    of('a', 'b', base),
    of('b', 'a', base),
    of('a', 'c', base),
    of('a', 'b', { ...base, kind: 'READS' }),
    of('a', 'b', { ...base, attributes: {} }),
  ];
  expect(new Set(hashes).size).toBe(hashes.length);
});

test('the hashes of different texts differ', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: 'binary', maxLength: 40 }),
      (a, b) => {
        expect(ofText(a) === ofText(b)).toBe(a === b);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('the hashes of 200,000 alike texts differ, and so do nearly all of their halves', () => {
  const texts = Array.from(
    { length: 200_000 },
    (_, index) => `src/file${index % 500}.ts#Class${index}.method().`,
  );
  const high = new Set<number>();
  const low = new Set<number>();
  for (const text of texts) {
    hash.ofId(text);
    high.add(hash.high);
    low.add(hash.low);
  }
  // By chance about five of each coincide.
  expect(high.size).toBeGreaterThan(texts.length - 30);
  expect(low.size).toBeGreaterThan(texts.length - 30);
});

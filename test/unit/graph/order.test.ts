import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints, compareEdges, compareIds, edgeKey } from '../../../src/graph/index.ts';

/** Well-formed texts in which surrogates and the units around them are frequent. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom('', 'a', 'b', '\u{d7ff}', '\u{e000}', '\u{ffff}', '\u{10000}', '\u{10ffff}', '🦀', 'é'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join('').toWellFormed());

describe('compareCodePoints', () => {
  it('is the order of UTF-8 bytes', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });

  it('differs from JavaScript’s own order beyond U+FFFF', () => {
    const texts = ['\u{1f980}', '\u{ff5e}', 'é', 'a'];
    expect([...texts].sort(compareCodePoints)).toEqual(['a', 'é', '\u{ff5e}', '\u{1f980}']);
    expect([...texts].sort()).not.toEqual([...texts].sort(compareCodePoints));
  });
});

describe('edges', () => {
  const edge = fc.record({ source: text, target: text, kind: text });
  const parts = ({ source, target, kind }: { source: string; target: string; kind: string }) => [
    source,
    target,
    kind,
  ];

  it('have one key exactly when their three parts are equal', () => {
    fc.assert(
      fc.property(edge, edge, (a, b) => {
        expect(edgeKey(a) === edgeKey(b)).toBe(parts(a).every((part, index) => part === parts(b)[index]));
      }),
    );
  });

  it('keep apart what a separator would join', () => {
    const split = [
      ['ab', 'c', 'd'],
      ['a', 'bc', 'd'],
      ['a', 'b', 'cd'],
      ['', 'ab', 'cd'],
      ['1:', '', 'x'],
    ];
    const keys = split.map(([source = '', target = '', kind = '']) => edgeKey({ source, target, kind }));
    expect(new Set(keys).size).toBe(split.length);
  });

  it('are ordered by source, target, kind', () => {
    fc.assert(
      fc.property(edge, edge, (a, b) => {
        const expected = parts(a)
          .map((part, index) => compareCodePoints(part, parts(b)[index] ?? ''))
          .find((order) => order !== 0);
        expect(Math.sign(compareEdges(a, b))).toBe(Math.sign(expected ?? 0));
      }),
    );
  });
});

it('compareIds compares ids', () => {
  expect(compareIds({ id: 'a' }, { id: 'b' })).toBeLessThan(0);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beforeFirstKey,
  indexedStart,
  keyPrefix,
  keyRange,
  nodeKey,
  sourceFileKey,
} from '../../../src/backends/neo4j/rows/keys.ts';
import { compareCodePoints } from '../../../src/graph/index.ts';

const generation = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.maxSafeNat());
const id = fc.oneof(
  fc.constantFrom('', '|', '}', '{', '\0', '\u{10FFFF}', '1|', '\u{FFFF}'),
  fc.string({ unit: 'binary', maxLength: 6 }).map((any) => any.toWellFormed()),
);

describe('keys of nodes', () => {
  it('are equal only for the same generation and id', () => {
    fc.assert(
      fc.property(generation, id, generation, id, (a, x, b, y) => {
        expect(nodeKey(a, x) === nodeKey(b, y)).toBe(a === b && x === y);
      }),
    );
  });

  it('lie in the range of their generation, and in no other', () => {
    fc.assert(
      fc.property(generation, generation, id, (own, other, any) => {
        expect(liesIn(nodeKey(own, any), other)).toBe(own === other);
        expect(nodeKey(own, any).startsWith(keyPrefix(own))).toBe(true);
      }),
    );
  });

  it('come after the place before the first, that of the empty id too', () => {
    fc.assert(
      fc.property(generation, id, (own, any) => {
        expect(compareCodePoints(beforeFirstKey(own), nodeKey(own, any))).toBeLessThan(0);
        expect(liesIn(beforeFirstKey(own), own)).toBe(false);
      }),
    );
  });
});

describe('keys of files', () => {
  const long = 'd/'.repeat(600);

  it('lie in the range of their generation and fit into an index, however long the path', () => {
    for (const path of ['', 'a.ts', long, 'é'.repeat(5_000)]) {
      expect(liesIn(sourceFileKey(7, path), 7)).toBe(true);
      expect(Buffer.byteLength(sourceFileKey(7, path))).toBeLessThan(1_100);
    }
  });

  it('differ where paths differ, after whatever beginning', () => {
    const paths = ['', 'a', long, `${long}a`, `${long}b`, `sha256|${'0'.repeat(64)}`];
    expect(new Set(paths.map((path) => sourceFileKey(7, path))).size).toBe(paths.length);
  });
});

describe('the start of a text for an index', () => {
  it('is the text itself where that is short', () => {
    expect(indexedStart('a'.repeat(1_000))).toBe('a'.repeat(1_000));
    expect(indexedStart('')).toBe('');
  });

  it('is cut between characters, at most 1,000 bytes and hardly less', () => {
    for (const character of ['a', 'é', '\u{FF5E}', '\u{1F980}']) {
      for (const shift of ['', 'x', 'xx', 'xxx']) {
        const text = shift + character.repeat(2_000);
        const start = indexedStart(text);
        expect(text.startsWith(start)).toBe(true);
        expect(start.isWellFormed()).toBe(true);
        expect(Buffer.byteLength(start)).toBeLessThanOrEqual(1_000);
        expect(Buffer.byteLength(start)).toBeGreaterThan(996);
      }
    }
  });

  it('is the same for equal texts that hold replacement characters', () => {
    const text = '\uFFFD'.repeat(1_000);
    expect(text.startsWith(indexedStart(text))).toBe(true);
  });
});

function liesIn(key: string, generation: number): boolean {
  const { from, to } = keyRange(generation);
  return compareCodePoints(from, key) <= 0 && compareCodePoints(key, to) < 0;
}

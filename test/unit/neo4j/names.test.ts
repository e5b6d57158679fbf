import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attributeOf,
  DERIVED_TYPES,
  isEdgeType,
  kindOf,
  labelOf,
  propertyOf,
  typeOf,
} from '../../../src/backends/neo4j/cypher/names.ts';

/**
 * Texts among which collisions are likely: escapes, prefixes of our
 * own, separators, what lies outside of ASCII.
 */
const text = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        '',
        'X_',
        '_',
        '_20_',
        'attr_',
        'a',
        '20',
        ' ',
        '`',
        '\0',
        'é',
        '\u{1F980}',
        '\u{FF5E}',
        '-',
        'CALLS',
      ),
      { maxLength: 5 },
    )
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 8 }).map((any) => any.toWellFormed()),
);
const MAPPINGS = { labelOf, typeOf, propertyOf };

describe.each(Object.entries(MAPPINGS))('%s', (_name, mapping) => {
  it('never gives two names the same', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(mapping(a) === mapping(b)).toBe(a === b);
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives names that need no quoting', () => {
    fc.assert(
      fc.property(text, (any) => {
        expect(mapping(any)).toMatch(/^[A-Za-z][A-Za-z0-9_]*$/);
      }),
    );
  });
});

describe('labels and types', () => {
  it.each(['Function', 'SqlQuery', 'calls', 'ROUTES_TO', 'a1'])('keep the identifier %s as it is', (kind) => {
    expect(labelOf(kind)).toBe(kind);
    expect(typeOf(kind)).toBe(kind);
  });

  it('give way to those of the store', () => {
    for (const label of [
      'CodeNode',
      'Unresolved',
      'Repository',
      'SourceFile',
      'Batch',
      'Generation',
      'EntrySource',
    ]) {
      expect(labelOf(label)).not.toBe(label);
    }
    expect(DERIVED_TYPES).toEqual(expect.arrayContaining(['DECLARED_IN', 'AWAITS_PARENT', 'ENTRY']));
    for (const type of DERIVED_TYPES) expect(DERIVED_TYPES).not.toContain(typeOf(type));
  });
});

describe('edge kinds', () => {
  it('are found again by the type of their relationships', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.constantFrom(...DERIVED_TYPES)), (kind) => {
        expect(kindOf(typeOf(kind))).toBe(kind);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('attributes', () => {
  it('are found again by the property that holds them', () => {
    fc.assert(
      fc.property(text, (name) => {
        expect(attributeOf(propertyOf(name))).toBe(name);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never become a property of the node itself', () => {
    fc.assert(
      fc.property(text, (name) => {
        expect(propertyOf(name)).toMatch(/^attr_/);
      }),
    );
  });
});

describe('a relationship type is that of an edge', () => {
  it('exactly where some kind has it, whatever else a database has', () => {
    fc.assert(
      fc.property(text, (any) => {
        expect(isEdgeType(typeOf(any))).toBe(true);
        expect(isEdgeType(any)).toBe(typeOf(kindOf(any)) === any);
        if (isEdgeType(any)) expect(any).toMatch(/^[A-Za-z][A-Za-z0-9_]*$/);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    '',
    'WORKS AT',
    'a`b',
    'CALLS|READS',
    '*1..',
    'X_zz',
    'X_110000_',
    'X_ffffffffff_',
    '_x',
    ...DERIVED_TYPES,
  ])('which %j is not', (type) => {
    expect(isEdgeType(type)).toBe(false);
  });
});

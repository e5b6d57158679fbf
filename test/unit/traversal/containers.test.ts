import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints, DECLARATION_KINDS, type SerializableNode } from '../../../src/graph/index.ts';
import { containersInFile } from '../../../src/traversal/index.ts';
import { node } from './graphs.ts';

describe('the container of a node', () => {
  it('is the stored node its parent attribute names, whatever the spans say', () => {
    const rows = [
      node('module', { kind: 'Module', bytes: [0, 100] }),
      node('inner', { bytes: [10, 20], attributes: { parent: 'elsewhere' } }),
    ];
    expect(containerOf('inner', rows, ['elsewhere'])).toBe('elsewhere');
  });

  it('is found by span where the parent is not stored, is absent, or is the node itself', () => {
    for (const parent of ['missing', 'inner', undefined]) {
      const rows = [
        node('module', { kind: 'Module', bytes: [0, 100] }),
        node('inner', { bytes: [10, 20], attributes: parent === undefined ? {} : { parent } }),
      ];
      expect(containerOf('inner', rows)).toBe('module');
    }
  });

  it('is the smallest span around it', () => {
    const rows = [
      node('module', { kind: 'Module', bytes: [0, 100] }),
      node('class', { kind: 'Class', bytes: [10, 60] }),
      node('method', { kind: 'Method', bytes: [20, 40] }),
      node('variable', { kind: 'Variable', bytes: [25, 30] }),
      node('later', { kind: 'Variable', bytes: [50, 55] }),
    ];
    expect(containerOf('variable', rows)).toBe('method');
    expect(containerOf('method', rows)).toBe('class');
    expect(containerOf('later', rows)).toBe('class');
    expect(containerOf('module', rows)).toBeUndefined();
  });

  it('of two equally small spans is the one that starts later, of equal spans the one with the lesser id', () => {
    const later = [
      node('a', { bytes: [0, 20] }),
      node('b', { bytes: [5, 25] }),
      node('x', { kind: 'Variable', bytes: [8, 10] }),
    ];
    expect(containerOf('x', later)).toBe('b');
    const equal = [
      node('\u{10000}', { bytes: [0, 20] }),
      node('\uffff', { bytes: [0, 20] }),
      node('x', { kind: 'Variable', bytes: [8, 10] }),
    ];
    expect(containerOf('x', equal)).toBe('\uffff');
  });

  it('never has the same span, so twins contain neither one another nor themselves', () => {
    const rows = [node('a', { bytes: [5, 9] }), node('b', { bytes: [5, 9] })];
    expect(containersInFile(rows, () => false).size).toBe(0);
  });

  it('is a declaration with a span that is not empty', () => {
    const rows = [
      node('parameter', { kind: 'Parameter', bytes: [0, 50] }),
      node('empty', { kind: 'Class', bytes: [10, 10] }),
      node('x', { kind: 'Variable', bytes: [10, 10] }),
    ];
    expect(containerOf('x', rows)).toBeUndefined();
  });

  it('is by parent only for a node without a file', () => {
    const rows = [node('a', { file: '', bytes: [0, 50] }), node('x', { file: '', bytes: [1, 2] })];
    expect(containersInFile(rows, () => false).size).toBe(0);
  });

  it('is what a search over all pairs finds, also where spans overlap', () => {
    const bound = fc.integer({ min: 0, max: 12 });
    const row = fc.record({ kind: fc.constantFrom('Module', 'Function', 'Variable'), a: bound, b: bound });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 14 }), (rows) => {
        const nodes = rows.map(({ kind, a, b }, index) =>
          node(`n${index}`, { kind, bytes: index % 5 === 0 ? [a, b] : [Math.min(a, b), Math.max(a, b)] }),
        );
        const found = containersInFile(nodes, () => false);
        for (const inner of nodes) expect(found.get(inner.id)).toBe(naiveContainer(inner, nodes));
      }),
      { numRuns: 500 },
    );
  });
});

function containerOf(
  id: string,
  rows: readonly SerializableNode[],
  stored: readonly string[] = [],
): string | undefined {
  return containersInFile(
    rows,
    (candidate) => stored.includes(candidate) || rows.some((row) => row.id === candidate),
  ).get(id);
}

function naiveContainer(inner: SerializableNode, nodes: readonly SerializableNode[]): string | undefined {
  const start = inner.span.startByte;
  const end = Math.max(start, inner.span.endByte);
  const around = nodes.filter(
    ({ id, kind, span }) =>
      id !== inner.id &&
      DECLARATION_KINDS.some((known) => known === kind) &&
      span.endByte > span.startByte &&
      span.startByte <= start &&
      span.endByte >= end &&
      (span.startByte < start || span.endByte > end),
  );
  const size = ({ span }: SerializableNode): number => span.endByte - span.startByte;
  around.sort(
    (a, b) => size(a) - size(b) || b.span.startByte - a.span.startByte || compareCodePoints(a.id, b.id),
  );
  return around[0]?.id;
}

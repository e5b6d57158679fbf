import { expect, it } from 'vitest';
import { referenceColumns } from '../../../src/backends/neo4j/rows/encode-columns.ts';

it('edges to look up are grouped by source, so that a hub is walked once however many are meant', () => {
  const hub = Array.from({ length: 4_000 }, (_, index) => ({
    source: 'hub',
    target: `t${index}`,
    kind: 'CALLS',
  }));
  const other = { source: 'other', target: 'hub', kind: 'is a' };
  const { source, wanted } = referenceColumns([...hub, other, other], 7);
  expect(source).toEqual(['7|hub', '7|other']);
  expect(Object.keys(wanted[0] ?? {})).toHaveLength(4_000);
  expect(wanted[1]).toEqual({ 'X_is_20_a|7|hub': true });
});

import { describe, expect, it } from 'vitest';
import { containmentOf } from '../../../src/backends/neo4j/write/shared/derive-containment.ts';
import { bytes, node } from '../../../src/conformance/fixtures.ts';
import type { SerializableNode } from '../../../src/graph/index.ts';

const outer = node('outer', { kind: 'Class', span: bytes(0, 100) });
const inner = node('inner', { kind: 'Method', span: bytes(10, 20) });

function derive(...nodes: readonly SerializableNode[]): {
  containers: [string, string][];
  awaited: [string, string][];
} {
  const ids = new Set(nodes.map(({ id }) => id));
  const { containers, awaited } = containmentOf(nodes, (id) => ids.has(id));
  return { containers: [...containers], awaited: [...awaited] };
}

describe('containment', () => {
  it('is by span within a file', () => {
    expect(derive(outer, inner)).toEqual({ containers: [['inner', 'outer']], awaited: [] });
    expect(derive({ ...outer, file: 'other.ts' }, inner)).toEqual({ containers: [], awaited: [] });
  });

  it('is by a stored parent across files, before any span', () => {
    const child = { ...inner, attributes: { parent: 'far' } };
    const far = node('far', { kind: 'Class', file: 'far.ts' });
    expect(derive(outer, child, far)).toEqual({ containers: [['inner', 'far']], awaited: [] });
  });

  it('is by span while a parent is awaited', () => {
    const child = { ...inner, attributes: { parent: 'absent' } };
    expect(derive(outer, child)).toEqual({
      containers: [['inner', 'outer']],
      awaited: [['inner', 'absent']],
    });
  });

  it('never waits for the node itself, nor for an inherited name', () => {
    expect(derive({ ...inner, attributes: { parent: 'inner' } }).awaited).toEqual([]);
    expect(derive({ ...inner, attributes: { constructor: 'absent' } }).awaited).toEqual([]);
  });

  it('has no span to go by in no file', () => {
    expect(derive({ ...outer, file: '' }, { ...inner, file: '' }).containers).toEqual([]);
  });
});

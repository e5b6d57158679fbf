import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalGraph, equalEdges, equalNodes } from '../../../src/graph/index.ts';
import { EDGE, GRAPH, NODE, withProto } from './samples.ts';

const node = fc
  .record({ id: fc.constantFrom('a', 'b', '', '\u{ff5e}', '🦀'), name: fc.string() })
  .map((given) => ({ ...NODE, ...given }));
const edge = fc
  .record({
    source: fc.constantFrom('a', 'b'),
    target: fc.constantFrom('a', 'b'),
    kind: fc.constantFrom('X', 'Y'),
    line: fc.string(),
  })
  .map(({ line, ...reference }) => ({ ...reference, attributes: { line } }));
const graph = fc
  .record({ nodes: fc.array(node), edges: fc.array(edge) })
  .map((rows) => ({ ...GRAPH, ...rows }));

describe('canonicalGraph', () => {
  it('is its own canonical form', () => {
    fc.assert(
      fc.property(graph, (given) => {
        expect(canonicalGraph(canonicalGraph(given))).toEqual(canonicalGraph(given));
      }),
    );
  });

  it('does not depend on the order of rows without duplicates', () => {
    fc.assert(
      fc.property(graph, (given) => {
        const canonical = canonicalGraph(given);
        const reversed = {
          ...canonical,
          nodes: canonical.nodes.toReversed(),
          edges: canonical.edges.toReversed(),
        };
        expect(canonicalGraph(reversed)).toEqual(canonical);
      }),
    );
  });

  it('keeps the last of each duplicate and counts what is left', () => {
    fc.assert(
      fc.property(graph, (given) => {
        const { nodes, edges, metadata } = canonicalGraph(given);
        for (const row of nodes) expect(row).toEqual(given.nodes.findLast(({ id }) => id === row.id));
        expect(nodes).toHaveLength(new Set(given.nodes.map(({ id }) => id)).size);
        expect(metadata).toMatchObject({ totalNodes: nodes.length, totalEdges: edges.length });
      }),
    );
  });

  it('orders by code point, attribute keys too', () => {
    const attributes = { '🦀': '1', '\u{ff5e}': '2', b: '3', ...withProto('4') };
    const nodes = ['🦀', '\u{ff5e}', 'a'].map((id) => ({ ...NODE, id, attributes }));
    const canonical = canonicalGraph({ ...GRAPH, nodes });
    expect(canonical.nodes.map(({ id }) => id)).toEqual(['a', '\u{ff5e}', '🦀']);
    expect(Object.keys(canonical.nodes[0]?.attributes ?? {})).toEqual(['__proto__', 'b', '\u{ff5e}', '🦀']);
  });

  it('gives the metadata the graph’s repository', () => {
    expect(canonicalGraph({ ...GRAPH, repoId: 'other' }).metadata.repoId).toBe('other');
  });
});

describe('equal rows', () => {
  it.each([
    { id: 'x' },
    { name: 'x' },
    { kind: 'x' },
    { file: 'x' },
    { attributes: {} },
    { attributes: { a: 'c' } },
    { attributes: { a: 'b', c: '' } },
    { attributes: withProto('b') },
    ...Object.keys(NODE.span).map((field) => ({ span: { ...NODE.span, [field]: 99 } })),
  ])('nodes differ by %j', (difference) => {
    expect(equalNodes(NODE, structuredClone(NODE))).toBe(true);
    expect(equalNodes(NODE, { ...NODE, ...difference })).toBe(false);
  });

  it.each([{ source: 'x' }, { target: 'x' }, { kind: 'x' }, { attributes: {} }])(
    'edges differ by %j',
    (difference) => {
      expect(equalEdges(EDGE, structuredClone(EDGE))).toBe(true);
      expect(equalEdges(EDGE, { ...EDGE, ...difference })).toBe(false);
    },
  );

  it('compare a __proto__ key as any other', () => {
    const a = { ...EDGE, attributes: withProto('1') };
    expect(equalEdges(a, { ...EDGE, attributes: withProto('1') })).toBe(true);
    expect(equalEdges(a, { ...EDGE, attributes: withProto('2') })).toBe(false);
    expect(equalEdges(a, { ...EDGE, attributes: { other: '1' } })).toBe(false);
  });
});

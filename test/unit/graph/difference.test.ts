import fc from 'fast-check';
import { expect, test } from 'vitest';
import { edge, graphOf, node } from '../../../src/conformance/fixtures.ts';
import { RandomGraphs } from '../../../src/conformance/random.ts';
import { canonicalGraph, graphDifference } from '../../../src/graph/index.ts';

const before = graphOf(
  'r',
  [node('b'), node('a'), node('gone')],
  [edge('a', 'CALLS', 'b'), edge('a', 'READS', 'b')],
);
const after = graphOf(
  'another',
  [node('a', { name: 'new' }), node('b'), node('c')],
  [edge('b', 'CALLS', 'a'), edge('a', 'READS', 'b', { line: '1' })],
);

test('a difference tells what was created, changed and deleted, with the old rows, in order', () => {
  expect(graphDifference(before, after)).toEqual({
    nodes: {
      created: [node('c')],
      changed: [node('a', { name: 'new' })],
      former: [node('a')],
      deleted: [node('gone')],
    },
    edges: {
      created: [edge('b', 'CALLS', 'a')],
      changed: [edge('a', 'READS', 'b', { line: '1' })],
      former: [edge('a', 'READS', 'b')],
      deleted: [edge('a', 'CALLS', 'b')],
    },
  });
});

test('a graph made different by a difference is the other graph', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = new RandomGraphs(seed);
      const [old, now] = [random.graph('r'), random.graph('r')];
      const { nodes, edges } = graphDifference(old, now);
      const gone = new Set(nodes.deleted.map(({ id }) => id));
      const goneEdges = new Set(
        edges.deleted.map((one) => JSON.stringify([one.source, one.kind, one.target])),
      );
      const made = {
        ...now,
        nodes: [...old.nodes.filter(({ id }) => !gone.has(id)), ...nodes.changed, ...nodes.created],
        edges: [
          ...old.edges.filter((one) => !goneEdges.has(JSON.stringify([one.source, one.kind, one.target]))),
          ...edges.changed,
          ...edges.created,
        ],
      };
      expect(canonicalGraph(made)).toEqual(canonicalGraph(now));
    }),
  );
});

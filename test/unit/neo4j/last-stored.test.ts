import { describe, expect, it, test } from 'vitest';
import { LastStored } from '../../../src/backends/neo4j/digests/last-stored.ts';
import { ScannedGraph } from '../../../src/backends/neo4j/digests/scanned-graph.ts';
import { edge, graphOf, node } from '../../../src/conformance/fixtures.ts';
import type { SerializableGraph } from '../../../src/graph/index.ts';
import { collectRows, type RowSource } from '../../../src/storage/index.ts';

const graph = (): SerializableGraph =>
  graphOf(
    'repo',
    [node('a', { file: 'a.ts' }), node('b', { file: 'b.ts', attributes: { x: '1' } })],
    [edge('a', 'CALLS', 'b', { line: '1' }), edge('nowhere', 'CALLS', 'b')],
  );

/** Something that is known to be stored. */
function knowing(stored: SerializableGraph): LastStored {
  const known = new LastStored();
  known.note(stored.repoId, new ScannedGraph(stored).fingerprints);
  return known;
}

async function rowsOf(taken: RowSource | undefined): Promise<unknown> {
  return taken && collectRows(taken, {});
}

/** Whether rows were taken from a graph before it changes, as it does here. */
function isCopied(graph: SerializableGraph, taken: RowSource | undefined): boolean {
  Object.assign(graph.nodes[0] ?? {}, { name: 'changed since' });
  try {
    taken?.nodes();
    return true;
  } catch {
    return false;
  }
}

const SPOILERS: readonly (readonly [string, (graph: SerializableGraph) => void])[] = [
  ['another name', ({ nodes }) => Object.assign(nodes[0] ?? {}, { name: 'spoilt' })],
  ['another attribute', ({ edges }) => Object.assign(edges[0]?.attributes ?? {}, { line: '2' })],
  ['another place', ({ nodes }) => Object.assign(nodes[1]?.span ?? {}, { startLine: 7 })],
  ['another file', ({ nodes }) => Object.assign(nodes[1] ?? {}, { file: 'a.ts' })],
  ['a row less', ({ edges }) => (edges as unknown[]).pop()],
  ['a row that is none', ({ nodes }) => (nodes as unknown[]).push(7)],
];

describe('the graph that was last stored', () => {
  it('is given as it is', async () => {
    expect(await rowsOf(knowing(graph()).take(graph()))).toEqual(graph());
  });

  it('is known in any order', () => {
    const { nodes, edges, ...rest } = graph();
    const again = { ...rest, nodes: nodes.toReversed(), edges: edges.toReversed() };
    expect(isCopied(again, knowing(graph()).take(again))).toBe(false);
  });

  test.each(SPOILERS)('is not copied, so %s afterwards is found out', async (_title, spoil) => {
    const again = graph();
    const taken = knowing(graph()).take(again);
    spoil(again);
    expect(() => taken?.nodes()).toThrow(expect.objectContaining({ code: 'CONFLICT', retryable: true }));
    expect(taken?.fingerprints.digests.total()).toBe(new ScannedGraph(graph()).fingerprints.digests.total());
  });

  it('is checked no less: its metadata', () => {
    const { metadata, ...rest } = graph();
    const wrong = { ...rest, metadata: { ...metadata, version: -1 } };
    expect(() => knowing(graph()).take(wrong)).toThrow(expect.objectContaining({ code: 'INVALID_GRAPH' }));
  });
});

describe('another graph', () => {
  test.each(SPOILERS.slice(0, -1))('with %s is copied at once', async (_title, spoil) => {
    const other = graph();
    spoil(other);
    const expected = structuredClone(other);
    const taken = knowing(graph()).take(other);
    expect(isCopied(other, taken)).toBe(true);
    expect(await rowsOf(taken)).toEqual(expected);
  });

  it('is left to the common way where nothing is known, or no more, or not all of it is exact', () => {
    const known = knowing(graph());
    expect(known.take({ ...graph(), repoId: 'other' })).toBeUndefined();
    const [first] = graph().nodes;
    const withHole = new Array(1);
    for (const nodes of [undefined, withHole, [{ ...first, name: 7 }], [{ ...first, id: '\ud800' }]])
      expect(known.take({ ...graph(), nodes } as unknown as SerializableGraph)).toBeUndefined();
    known.forget('repo');
    expect(known.take(graph())).toBeUndefined();
  });
});

it('a graph with a row given twice is never known: which one counts depends on their order', () => {
  const twice = graph();
  const doubled = { ...twice, nodes: [...twice.nodes, node('a', { file: 'c.ts' })] };
  expect(knowing(doubled).take(doubled)).toBeUndefined();
  expect(isCopied(doubled, knowing(graph()).take(doubled))).toBe(true);
});

import { describe, expect, it } from 'vitest';
import {
  changesBetween,
  equalDescriptions,
  isEmpty,
  sizeOf,
  snapshotOf,
} from '../../../src/backends/neo4j/write/shared/change-set.ts';
import { edge, graphOf, metadataOf, node, sampleGraph } from '../../../src/conformance/fixtures.ts';
import { RandomGraphs } from '../../../src/conformance/random.ts';
import { edgeKey, type SerializableEdge, type SerializableNode } from '../../../src/graph/index.ts';
import { EditableGraph } from '../../../src/storage/index.ts';

describe('changes between two graphs', () => {
  it('are none between equal ones', () => {
    const [a, b] = [new EditableGraph(sampleGraph('r')), new EditableGraph(sampleGraph('r'))];
    const changes = changesBetween(snapshotOf(a), b);
    expect(isEmpty(changes)).toBe(true);
    expect(sizeOf(changes)).toBe(0);
  });

  it('name what is created, changed and deleted, with the old rows of what changed', () => {
    const [kept, old, gone] = [node('kept'), node('changed'), node('gone')];
    const before = new EditableGraph(graphOf('r', [kept, old, gone], [edge('kept', 'CALLS', 'gone')]));
    const [changed, created] = [node('changed', { name: 'other' }), node('created')];
    const after = new EditableGraph(graphOf('r', [kept, changed, created], [edge('kept', 'READS', 'gone')]));
    const changes = changesBetween(snapshotOf(before), after);
    expect(changes).toMatchObject({
      nodes: [created, changed],
      createdNodes: [created],
      formerNodes: [old],
      deletedNodes: [gone],
      createdEdges: [edge('kept', 'READS', 'gone')],
      removedEdges: [edge('kept', 'CALLS', 'gone')],
      nodeCount: 0,
      edgeCount: 0,
    });
    expect(sizeOf(changes)).toBe(5);
  });

  it('write a changed edge anew, so that no old attribute stays', () => {
    const [old, changed] = [edge('a', 'CALLS', 'b', { old: '1' }), edge('a', 'CALLS', 'b', { changed: '1' })];
    const before = new EditableGraph(graphOf('r', [], [old]));
    const changes = changesBetween(snapshotOf(before), new EditableGraph(graphOf('r', [], [changed])));
    expect(changes).toMatchObject({
      removedEdges: [old],
      insertedEdges: [changed],
      createdEdges: [],
      edgeCount: 0,
    });
  });

  it('name hashes that are new, changed or gone, whatever the path is called', () => {
    const hashes = (fileHashes: Record<string, string>): EditableGraph =>
      new EditableGraph(graphOf('r', [], [], { fileHashes }));
    const before = hashes({ same: '1', changed: '1', gone: '1' });
    const changes = changesBetween(snapshotOf(before), hashes({ same: '1', changed: '2', constructor: '3' }));
    expect(changes.hashes).toEqual([
      ['changed', '2'],
      ['constructor', '3'],
    ]);
    expect(changes.goneHashes).toEqual(['gone']);
    expect(isEmpty(changes)).toBe(false);
    expect(sizeOf(changes)).toBe(0);
  });

  it('lead from the one to the other', () => {
    const random = new RandomGraphs(7);
    for (let round = 0; round < 50; round++) {
      const [before, after] = [new EditableGraph(random.graph('r')), new EditableGraph(random.graph('r'))];
      const { nodes, edges } = snapshotOf(before);
      const changes = changesBetween({ nodes, edges, metadata: before.metadata }, after);
      const [changedNodes, changedEdges] = [new Map(nodes), new Map(edges)];
      for (const { id } of changes.deletedNodes) changedNodes.delete(id);
      for (const row of changes.nodes) changedNodes.set(row.id, row);
      for (const row of changes.removedEdges) changedEdges.delete(edgeKey(row));
      for (const row of changes.insertedEdges) changedEdges.set(edgeKey(row), row);
      expect(sortedNodes(changedNodes)).toEqual(sortedNodes(after.nodes));
      expect(sortedEdges(changedEdges)).toEqual(sortedEdges(after.edges));
      expect(nodes.size + changes.nodeCount).toBe(after.nodes.size);
      expect(edges.size + changes.edgeCount).toBe(after.edges.size);
    }
  });
});

it('a snapshot does not feel later edits', () => {
  const graph = new EditableGraph(sampleGraph('r'));
  const before = snapshotOf(graph);
  graph.deleteNodes(['a']);
  expect(before.nodes.size).toBe(3);
  expect(changesBetween(before, graph).deletedNodes.map(({ id }) => id)).toEqual(['a']);
});

it('descriptions are equal whatever the totals, and differ in anything else', () => {
  const base = metadataOf('r');
  expect(equalDescriptions(base, { ...base, totalNodes: 1, totalEdges: 2 })).toBe(true);
  const others = [
    { version: 2 },
    { schemaVersion: '2' },
    { fileHashes: { a: '' } },
    { lastUpdated: { seconds: base.lastUpdated.seconds, nanoseconds: 0 } },
    { lastUpdated: { seconds: 0, nanoseconds: base.lastUpdated.nanoseconds } },
  ];
  for (const other of others) expect(equalDescriptions(base, { ...base, ...other })).toBe(false);
});

function sortedNodes(rows: ReadonlyMap<string, SerializableNode>): unknown[] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
}

function sortedEdges(rows: ReadonlyMap<string, SerializableEdge>): unknown[] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
}

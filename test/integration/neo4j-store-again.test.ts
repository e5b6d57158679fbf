import { describe, expect, test } from 'vitest';
import { sameGraph } from '../../src/conformance/assertions.ts';
import { edge, graphOf, node } from '../../src/conformance/fixtures.ts';
import type { SerializableGraph } from '../../src/graph/index.ts';
import { workplace } from './support/database.ts';
import { exampleGraph } from './support/example-graphs.ts';
import { failure } from './support/failures.ts';
import { generationRows } from './support/generation-rows.ts';

const work = workplace();

/** What changes with every write to a repository. */
async function stateOf(repoId: string): Promise<unknown> {
  const cypher = `
    MATCH (r:Repository {repoId: $repoId})
    OPTIONAL MATCH (f:SourceFile {repoId: $repoId, generation: r.generation})
    WITH r, f ORDER BY f.path
    WITH r, collect([f.path, f.digest]) AS files
    RETURN [r.generation, r.revision, files] AS state`;
  return work.database.value(cypher, { repoId });
}

function reversed(graph: SerializableGraph): SerializableGraph {
  return { ...graph, nodes: graph.nodes.toReversed(), edges: graph.edges.toReversed() };
}

describe('a graph that is stored again', () => {
  test('unchanged, in whatever order, writes nothing', async () => {
    const graph = await exampleGraph(work.repo());
    const store = await work.open();
    await store.graph.storeGraph(graph);
    const before = await stateOf(graph.repoId);
    for (const again of [graph, reversed(graph)]) {
      const report = await store.graph.storeGraph(again);
      expect(report.nodes).toEqual({ created: 0, updated: 0, unchanged: graph.nodes.length, deleted: 0 });
      expect(report.edges).toEqual({ created: 0, updated: 0, unchanged: graph.edges.length, deleted: 0 });
      expect(await stateOf(graph.repoId)).toEqual(before);
    }
  });

  test('with other metadata writes that alone', async () => {
    const repoId = work.repo();
    const store = await work.open();
    const graph = graphOf(repoId, [node('a')], [edge('a', 'CALLS', 'b')]);
    await store.graph.storeGraph(graph);
    const generation = await work.generation(repoId);
    const report = await store.graph.storeGraph({ ...graph, metadata: { ...graph.metadata, version: 9 } });
    expect(report).toMatchObject({ nodes: { unchanged: 1 }, edges: { unchanged: 1 }, dangling: 1 });
    expect(await work.generation(repoId)).toBe(generation);
    expect(await store.graph.getGraphMetadata(repoId)).toMatchObject({ version: 9, totalNodes: 1 });
  });

  test('is compared with what another process has made of it, and copied only then', async () => {
    const repoId = work.repo();
    const [store, other] = [await work.open(), await work.open()];
    const graph = graphOf(repoId, [node('a'), node('b')], [edge('a', 'CALLS', 'b')]);
    await store.graph.storeGraph(graph);
    await other.graph.deleteNodes(repoId, ['a']);
    await store.graph.storeGraph(graph);
    sameGraph(await store.graph.loadGraph(repoId), graph);
    await other.graph.deleteNodes(repoId, ['a']);
    const given = structuredClone(graph);
    const storing = store.graph.storeGraph(given);
    Object.assign(given.nodes[0] ?? {}, { name: 'spoilt' });
    expect(await failure(storing, 'CONFLICT')).toMatchObject({ retryable: true });
    sameGraph(await store.graph.loadGraph(repoId), { ...graph, nodes: [node('b')], edges: [] });
    await store.graph.storeGraph(given);
    sameGraph(await store.graph.loadGraph(repoId), given);
  });

  test('is compared with what edits have made of it', async () => {
    const repoId = work.repo();
    const store = await work.open();
    const rows = [node('a', { file: 'a.ts' }), node('b', { file: 'b.ts' }), node('c', { file: 'c.ts' })];
    const graph = graphOf(repoId, rows, [edge('a', 'CALLS', 'b'), edge('x', 'CALLS', 'c')]);
    await store.graph.storeGraph(graph);
    await store.graph.updateNodes(repoId, [node('new', { file: 'new.ts' }), node('a', { file: 'moved.ts' })]);
    await store.graph.deleteNodes(repoId, ['b']);
    await store.graph.updateEdges(repoId, [edge('x', 'READS', 'a'), edge('c', 'CALLS', 'a')]);
    await store.graph.deleteEdges(repoId, [edge('x', 'CALLS', 'c')]);
    const report = await store.graph.storeGraph(graph);
    expect(report.nodes).toEqual({ created: 1, updated: 1, unchanged: 1, deleted: 1 });
    expect(report.edges).toEqual({ created: 2, updated: 0, unchanged: 0, deleted: 2 });
    sameGraph(await store.graph.loadGraph(repoId), graph);
  });

  test('after an edit that is undone is read once more, and then known again', async () => {
    const repoId = work.repo();
    const store = await work.open();
    const graph = graphOf(repoId, [node('a')], [edge('a', 'CALLS', 'b')]);
    await store.graph.storeGraph(graph);
    const before = await stateOf(repoId);
    await store.graph.updateEdges(repoId, [edge('a', 'READS', 'b')]);
    await store.graph.deleteEdges(repoId, [edge('a', 'READS', 'b')]);
    expect(await stateOf(repoId)).not.toEqual(before);
    await store.graph.storeGraph(graph);
    const digests = (state: unknown): unknown => (state as unknown[])[2];
    expect(digests(await stateOf(repoId))).toEqual(digests(before));
  });

  test('with rows given twice keeps the last of each, every time', async () => {
    const repoId = work.repo();
    const store = await work.open();
    const twice = graphOf(
      repoId,
      [node('a', { file: 'a.ts' }), node('b', { file: 'b.ts' }), node('a', { file: 'c.ts', name: 'last' })],
      [edge('a', 'CALLS', 'b'), edge('b', 'CALLS', 'x'), edge('a', 'CALLS', 'b', { line: '2' })],
    );
    for (const _ of [1, 2]) {
      await store.graph.storeGraph(twice);
      sameGraph(await store.graph.loadGraph(repoId), twice);
    }
  });
});

test('in whatever order and batches a graph comes, the same is in the database', async () => {
  const expected = await exampleGraph(work.repo());
  const whole = await work.open();
  await whole.graph.storeGraph(expected);
  const rows = await generationRows(work.database, await work.generation(expected.repoId));
  const cut = await work.open({ batchRows: 300 });
  for (const graph of [expected, reversed(expected)]) {
    const repoId = work.repo();
    await cut.graph.storeGraph({ ...graph, repoId });
    expect(await generationRows(work.database, await work.generation(repoId))).toEqual(rows);
  }
});

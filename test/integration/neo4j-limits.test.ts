import { describe, expect, test } from 'vitest';
import { sameGraph } from '../../src/conformance/assertions.ts';
import { edge, graphOf, node } from '../../src/conformance/fixtures.ts';
import { LIMITS } from '../../src/graph/index.ts';
import { workplace } from './support/database.ts';

const work = workplace();

describe('what is as large as it may be is written whole, whatever the batches', () => {
  test('rows that are larger than a batch, between rows that are not', async () => {
    const repoId = work.repo();
    const large = { text: 'x\u{1F600}'.repeat(20_000) };
    const nodes = Array.from({ length: 12 }, (_, index) =>
      node(`n${index}`, { attributes: index % 3 === 0 ? large : {} }),
    );
    const edges = nodes.map(({ id }, index) => edge(id, 'CALLS', 'n0', index % 4 === 0 ? large : {}));
    const graph = graphOf(repoId, nodes, edges, { fileHashes: { ['f'.repeat(5_000)]: 'h'.repeat(5_000) } });
    const store = await work.open({ batchBytes: 1_000, inPlaceRows: 5 });
    await store.graph.storeGraph(graph);
    sameGraph(await store.graph.loadGraph(repoId), graph);
    await store.graph.updateNodes(
      repoId,
      nodes.map((row) => ({ ...row, attributes: large })),
    );
    await store.graph.deleteNodes(repoId, ['n0']);
    const left = { ...graph, nodes: nodes.slice(1).map((row) => ({ ...row, attributes: large })), edges: [] };
    sameGraph(await store.graph.loadGraph(repoId), left);
  });

  test('ids at the limit of a key that differ in their last character, in several batches', async () => {
    const repoId = work.repo();
    const id = (index: number): string => String(index).padStart(LIMITS.idBytes, 'x');
    const nodes = Array.from({ length: 60 }, (_, index) => node(id(index)));
    const edges = nodes.flatMap((row, index) => [
      edge(row.id, 'CALLS', id((index + 1) % 60)),
      edge(row.id, 'CALLS', id(index + 100)),
    ]);
    const graph = graphOf(repoId, nodes, edges);
    const store = await work.open({ batchRows: 25 });
    const report = await store.graph.storeGraph(graph);
    expect(report).toMatchObject({ nodes: { created: 60 }, edges: { created: 120 }, dangling: 60 });
    sameGraph(await store.graph.loadGraph(repoId), graph);
    expect((await store.queries.callers(repoId, { id: id(1) })).items).toMatchObject([{ id: id(0) }]);
  });
});

import { reported, same, stores } from '../assertions.ts';
import { edge, graphOf, node } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** The promise: edges whose ends are not stored. */
export const dangling: Spec = {
  name: 'dangling',
  define(test) {
    test('keeps an edge whose target is not stored', async ({ graph, repo }) => {
      const given = graphOf(repo(), [node('a')], [edge('a', 'CALLS', 'x', { line: '1' })]);
      reported(await graph.storeGraph(given), given.repoId, {
        nodes: { created: 1 },
        edges: { created: 1 },
        dangling: 1,
      });
      await stores(graph, given);
    });

    test('keeps an edge whose source is not stored', async ({ graph, repo }) => {
      const given = graphOf(repo(), [node('a')], [edge('x', 'CALLS', 'a', { line: '1' })]);
      const report = await graph.storeGraph(given);
      same(report.dangling, 1);
      await stores(graph, given);
    });

    test('counts an edge with two unstored ends once', async ({ graph, repo }) => {
      const given = graphOf(repo(), [], [edge('x', 'CALLS', 'y'), edge('x', 'CALLS', 'x')]);
      same((await graph.storeGraph(given)).dangling, 2);
    });

    test('connects an edge when its node arrives', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const edges = [edge('a', 'CALLS', 'x', { line: '1' }), edge('x', 'CALLS', 'b')];
      await graph.storeGraph(graphOf(repoId, [node('a'), node('b')], edges));
      reported(await graph.updateNodes(repoId, [node('x')]), repoId, { nodes: { created: 1 } });
      await stores(graph, graphOf(repoId, [node('a'), node('b'), node('x')], edges));
      const { items } = await queries.callees(repoId, 'a', { depth: 2 });
      same(
        items.map(({ id, distance }) => [id, distance]),
        [
          ['x', 1],
          ['b', 2],
        ],
      );
    });

    test('connects an edge when its node arrives with a replaced file', async ({ graph, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, [node('a')], [edge('a', 'CALLS', 'x')]));
      const x = node('x', { file: 'x.ts' });
      const report = await graph.replaceFiles(repoId, { files: ['x.ts'], nodes: [x], edges: [] });
      reported(report, repoId, { nodes: { created: 1 } });
      await stores(graph, graphOf(repoId, [node('a'), x], [edge('a', 'CALLS', 'x')]));
    });

    test('lets an edge dangle again when the file of its target is emptied', async ({ graph, repo }) => {
      const repoId = repo();
      const x = node('x', { file: 'x.ts' });
      await graph.storeGraph(graphOf(repoId, [node('a'), x], [edge('a', 'CALLS', 'x')]));
      const report = await graph.replaceFiles(repoId, { files: ['x.ts'], nodes: [], edges: [] });
      reported(report, repoId, { nodes: { deleted: 1 }, dangling: 1 });
      await stores(graph, graphOf(repoId, [node('a')], [edge('a', 'CALLS', 'x')]));
      reported(await graph.updateNodes(repoId, [x]), repoId, { nodes: { created: 1 } });
    });

    test('lets an edge dangle when a graph without its node is stored', async ({ graph, repo }) => {
      const repoId = repo();
      const edges = [edge('a', 'CALLS', 'x'), edge('x', 'CALLS', 'a')];
      await graph.storeGraph(graphOf(repoId, [node('a'), node('x')], edges));
      const report = await graph.storeGraph(graphOf(repoId, [node('a')], edges));
      reported(report, repoId, {
        nodes: { unchanged: 1, deleted: 1 },
        edges: { unchanged: 2 },
        dangling: 2,
      });
      await stores(graph, graphOf(repoId, [node('a')], edges));
    });

    test('never counts or lists an end that is not stored as a node', async ({ graph, queries, repo }) => {
      const given = graphOf(repo(), [node('a')], [edge('a', 'CALLS', 'x'), edge('x', 'CALLS', 'y')]);
      await graph.storeGraph(given);
      same((await graph.getGraphMetadata(given.repoId))?.totalNodes, 1);
      const found = await queries.findNodes(given.repoId, {});
      same([found.total, found.items.map(({ id }) => id)], [1, ['a']]);
      const { totalNodes, totalEdges, danglingEdges } = await queries.summary(given.repoId);
      same([totalNodes, totalEdges, danglingEdges], [1, 2, 2]);
    });

    test('says in every report how many edges of the whole repository dangle', async ({ graph, repo }) => {
      const repoId = repo();
      await graph.storeGraph(
        graphOf(repoId, [node('a')], [edge('a', 'CALLS', 'x'), edge('y', 'CALLS', 'a')]),
      );
      same((await graph.updateEdges(repoId, [edge('a', 'CALLS', 'z')])).dangling, 3);
      same((await graph.updateNodes(repoId, [node('x')])).dangling, 2);
      same((await graph.deleteEdges(repoId, [edge('a', 'CALLS', 'z')])).dangling, 1);
      same((await graph.deleteNodes(repoId, ['x'])).dangling, 1);
      same((await graph.deleteNodes(repoId, ['a'])).dangling, 0);
    });
  },
};

import { fails, isAbsent, reported, stores } from '../assertions.ts';
import { edge, graphOf, node, sampleGraph } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** The promise: nodes are deleted with the edges that touch them. */
export const deleteNodes: Spec = {
  name: 'delete-nodes',
  define(test) {
    test('deletes nodes and every edge that touches them', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const report = await graph.deleteNodes(given.repoId, ['b']);
      reported(report, given.repoId, { nodes: { deleted: 1 }, edges: { deleted: 2 }, dangling: 1 });
      await stores(graph, {
        ...given,
        nodes: given.nodes.filter(({ id }) => id !== 'b'),
        edges: [edge('a', 'READS', 'c'), edge('c', 'CALLS', 'library')],
      });
    });

    test('counts a self loop and an edge between two deleted nodes once', async ({ graph, repo }) => {
      const repoId = repo();
      const edges = [edge('a', 'CALLS', 'a'), edge('a', 'CALLS', 'b'), edge('b', 'READS', 'a')];
      await graph.storeGraph(graphOf(repoId, [node('a'), node('b'), node('c')], edges));
      const report = await graph.deleteNodes(repoId, ['a', 'b', 'a']);
      reported(report, repoId, { nodes: { deleted: 2 }, edges: { deleted: 3 } });
      await stores(graph, graphOf(repoId, [node('c')]));
    });

    test('takes the deletion of what is not there for no error', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const report = await graph.deleteNodes(given.repoId, ['x', '', '__proto__', 'A', 'y'.repeat(9_000)]);
      reported(report, given.repoId, { dangling: 1 });
      await stores(graph, given);
    });

    test('deletes the edges of an id that is only an end of edges', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const report = await graph.deleteNodes(given.repoId, ['library']);
      reported(report, given.repoId, { edges: { deleted: 1 } });
      await stores(graph, { ...given, edges: given.edges.slice(0, 3) });
    });

    test('deletes each edge between two ids that are only ends of edges', async ({ graph, repo }) => {
      const repoId = repo();
      const edges = [edge('x', 'CALLS', 'y'), edge('y', 'CALLS', 'x'), edge('z', 'CALLS', 'z')];
      await graph.storeGraph(graphOf(repoId, [], edges));
      reported(await graph.deleteNodes(repoId, ['x', 'z']), repoId, { edges: { deleted: 3 } });
      await stores(graph, graphOf(repoId, []));
    });

    test('leaves no trace: a deleted node that comes back has no edges', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      await graph.deleteNodes(given.repoId, ['b']);
      await graph.updateNodes(given.repoId, given.nodes);
      const edges = [edge('a', 'READS', 'c'), edge('c', 'CALLS', 'library')];
      await stores(graph, { ...given, edges });
    });

    test('deletes every node and keeps the repository', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      await graph.deleteNodes(given.repoId, ['a', 'b', 'c']);
      await stores(graph, { ...given, nodes: [], edges: [] });
    });

    test('takes an empty list for what it is', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      reported(await graph.deleteNodes(given.repoId, []), given.repoId, { dangling: 1 });
      await stores(graph, given);
    });

    test('is NOT_FOUND for an unknown repository', async ({ graph, repo }) => {
      const repoId = repo();
      await fails(graph.deleteNodes(repoId, ['a']), 'NOT_FOUND');
      await fails(graph.deleteNodes(repoId, []), 'NOT_FOUND');
      await isAbsent(graph, repoId);
    });
  },
};

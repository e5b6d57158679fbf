import { fails, isAbsent, reported, stores } from '../assertions.ts';
import { edge, graphOf, node, sampleGraph } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** The promise: edges are deleted. */
export const deleteEdges: Spec = {
  name: 'delete-edges',
  define(test) {
    test('deletes just the edges named, whatever their attributes', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const report = await graph.deleteEdges(given.repoId, [{ source: 'a', kind: 'CALLS', target: 'b' }]);
      reported(report, given.repoId, { edges: { deleted: 1 }, dangling: 1 });
      await stores(graph, { ...given, edges: given.edges.slice(1) });
    });

    test('takes whole edges for references', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      reported(await graph.deleteEdges(given.repoId, given.edges), given.repoId, { edges: { deleted: 4 } });
      await stores(graph, { ...given, edges: [] });
    });

    test('leaves parallel edges of other kinds and the other direction', async ({ graph, repo }) => {
      const repoId = repo();
      const edges = [edge('a', 'CALLS', 'b'), edge('a', 'READS', 'b'), edge('b', 'CALLS', 'a')];
      await graph.storeGraph(graphOf(repoId, [node('a'), node('b')], edges));
      await graph.deleteEdges(repoId, edges.slice(0, 1));
      await stores(graph, graphOf(repoId, [node('a'), node('b')], edges.slice(1)));
    });

    test('deletes dangling edges', async ({ graph, repo }) => {
      const repoId = repo();
      const edges = [edge('a', 'CALLS', 'x'), edge('x', 'CALLS', 'y'), edge('y', 'CALLS', 'y')];
      await graph.storeGraph(graphOf(repoId, [node('a')], edges));
      const report = await graph.deleteEdges(repoId, edges.slice(1));
      reported(report, repoId, { edges: { deleted: 2 }, dangling: 1 });
      await stores(graph, graphOf(repoId, [node('a')], edges.slice(0, 1)));
    });

    test('takes the deletion of what is not there for no error', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const missing = [edge('b', 'CALLS', 'a'), edge('a', 'calls', 'b'), edge('x', 'CALLS', 'y')];
      reported(await graph.deleteEdges(given.repoId, missing), given.repoId, { dangling: 1 });
      await stores(graph, given);
    });

    test('counts an edge that is named twice once', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const twice = [edge('b', 'CALLS', 'c'), edge('b', 'CALLS', 'c')];
      const report = await graph.deleteEdges(given.repoId, twice);
      reported(report, given.repoId, { edges: { deleted: 1 }, dangling: 1 });
    });

    test('takes an empty list for what it is', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      reported(await graph.deleteEdges(given.repoId, []), given.repoId, { dangling: 1 });
      await stores(graph, given);
    });

    test('is NOT_FOUND for an unknown repository', async ({ graph, repo }) => {
      const repoId = repo();
      await fails(graph.deleteEdges(repoId, [edge('a', 'CALLS', 'b')]), 'NOT_FOUND');
      await fails(graph.deleteEdges(repoId, []), 'NOT_FOUND');
      await isAbsent(graph, repoId);
    });
  },
};

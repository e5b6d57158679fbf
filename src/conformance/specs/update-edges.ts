import { fails, isAbsent, reported, same, stores } from '../assertions.ts';
import { edge, graphOf, node, sampleGraph } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** The promise: edges are inserted and replaced. */
export const updateEdges: Spec = {
  name: 'update-edges',
  define(test) {
    test('inserts, replaces and keeps edges, and reports which', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const rows = [edge('c', 'CALLS', 'a'), edge('a', 'CALLS', 'b', { line: '9' }), edge('b', 'CALLS', 'c')];
      const report = await graph.updateEdges(given.repoId, rows);
      reported(report, given.repoId, { edges: { created: 1, updated: 1, unchanged: 1 }, dangling: 1 });
      await stores(graph, { ...given, edges: [...given.edges, ...rows] });
    });

    test('replaces an edge wholly: old attributes are gone', async ({ graph, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, [node('a')], [edge('a', 'CALLS', 'a', { old: '1' })]));
      const next = edge('a', 'CALLS', 'a', { new: '2' });
      reported(await graph.updateEdges(repoId, [next]), repoId, { edges: { updated: 1 } });
      await stores(graph, graphOf(repoId, [node('a')], [next]));
    });

    test('distinguishes edges by source, target and kind', async ({ graph, repo }) => {
      const repoId = repo();
      const stored = edge('a', 'CALLS', 'b', { which: 'stored' });
      await graph.storeGraph(graphOf(repoId, [node('a'), node('b')], [stored]));
      const rows = [edge('b', 'CALLS', 'a'), edge('a', 'READS', 'b'), edge('a', 'CALLS', 'a')];
      reported(await graph.updateEdges(repoId, rows), repoId, { edges: { created: 3 } });
      await stores(graph, graphOf(repoId, [node('a'), node('b')], [stored, ...rows]));
    });

    test('lets the last duplicate of one call win and counts it once', async ({ graph, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, [node('a')]));
      const rows = [edge('a', 'CALLS', 'a', { n: '1' }), edge('a', 'CALLS', 'a', { n: '2' })];
      reported(await graph.updateEdges(repoId, rows), repoId, {
        edges: { created: 1 },
        givenAgain: { edges: { rows: 1, first: [{ source: 'a', target: 'a', kind: 'CALLS' }] } },
      });
      await stores(graph, graphOf(repoId, [node('a')], rows.slice(1)));
    });

    test('takes edges whose ends are not stored', async ({ graph, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, [node('a')]));
      const rows = [edge('a', 'CALLS', 'x'), edge('x', 'CALLS', 'a'), edge('x', 'CALLS', 'y')];
      reported(await graph.updateEdges(repoId, rows), repoId, { edges: { created: 3 }, dangling: 3 });
      await stores(graph, graphOf(repoId, [node('a')], rows));
    });

    test('takes an empty list for what it is', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      reported(await graph.updateEdges(given.repoId, []), given.repoId, { dangling: 1 });
      await stores(graph, given);
    });

    test('is NOT_FOUND for an unknown repository, which it does not make', async ({ graph, repo }) => {
      const repoId = repo();
      same((await fails(graph.updateEdges(repoId, [edge('a', 'CALLS', 'b')]), 'NOT_FOUND')).repoId, repoId);
      await fails(graph.updateEdges(repoId, []), 'NOT_FOUND');
      await isAbsent(graph, repoId);
    });
  },
};

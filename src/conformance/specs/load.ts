import { fails, isAbsent, same, sameGraph } from '../assertions.ts';
import { graphOf, node, sampleGraph } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** The promise: a graph is loaded as it was stored. */
export const load: Spec = {
  name: 'load',
  define(test) {
    test('loads exactly what was stored, totals counted', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const loaded = await graph.loadGraph(given.repoId);
      sameGraph(loaded, given);
      same([loaded?.metadata.totalNodes, loaded?.metadata.totalEdges], [3, 4]);
    });

    test('loads the same twice', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      await graph.loadGraph(given.repoId);
      sameGraph(await graph.loadGraph(given.repoId), given);
    });

    test('stores what it loaded without any change', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const loaded = await graph.loadGraph(given.repoId);
      if (loaded === undefined) throw new Error('not stored');
      const report = await graph.storeGraph(loaded);
      same([report.nodes.unchanged, report.edges.unchanged], [3, 4]);
      sameGraph(await graph.loadGraph(given.repoId), given);
    });

    test('gives undefined for an unknown repository', async ({ graph, repo }) => {
      await isAbsent(graph, repo());
    });

    test('knows nothing of a repository whose first storing was refused', async ({ graph, repo }) => {
      const repoId = repo();
      const broken = graphOf(repoId, [node('a'), { ...node('b'), name: '\ud800' }]);
      await fails(graph.storeGraph(broken), 'INVALID_GRAPH');
      await isAbsent(graph, repoId);
    });
  },
};

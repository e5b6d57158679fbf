import { fails, isAbsent, reported, same, stores } from '../assertions.ts';
import { edge, graphOf, node, sampleGraph } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** The promise: nodes are inserted and replaced. */
export const updateNodes: Spec = {
  name: 'update-nodes',
  define(test) {
    test('inserts, replaces and keeps nodes, and reports which', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const changed = node('b', {
        name: 'renamed',
        kind: 'Method',
        file: 'src/b.ts',
        attributes: { x: '1' },
      });
      const report = await graph.updateNodes(given.repoId, [node('d'), changed, ...given.nodes.slice(2)]);
      reported(report, given.repoId, { nodes: { created: 1, updated: 1, unchanged: 1 }, dangling: 1 });
      await stores(graph, { ...given, nodes: [...given.nodes, node('d'), changed] });
    });

    test('replaces a node wholly: old attributes are gone', async ({ graph, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, [node('a', { attributes: { old: '1', same: '2' } })]));
      const next = node('a', { attributes: { same: '2', new: '3' } });
      reported(await graph.updateNodes(repoId, [next]), repoId, { nodes: { updated: 1 } });
      await stores(graph, graphOf(repoId, [next]));
    });

    test('lets the last duplicate of one call win and counts it once', async ({ graph, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, [node('a')]));
      const rows = [node('b', { name: 'first' }), node('a', { name: 'x' }), node('b'), node('a')];
      reported(await graph.updateNodes(repoId, rows), repoId, {
        nodes: { created: 1, unchanged: 1 },
        givenAgain: { nodes: { rows: 2, first: ['b', 'a'] } },
      });
      await stores(graph, graphOf(repoId, [node('a'), node('b')]));
    });

    test('changes nothing when the same nodes come again', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const report = await graph.updateNodes(given.repoId, given.nodes);
      reported(report, given.repoId, { nodes: { unchanged: 3 }, dangling: 1 });
      await stores(graph, given);
    });

    test('leaves edges and metadata alone', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      await graph.updateNodes(given.repoId, [node('a', { kind: 'Class' })]);
      await stores(graph, { ...given, nodes: [...given.nodes, node('a', { kind: 'Class' })] });
    });

    test('moves the edges of a node along to its new file', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      await graph.updateNodes(given.repoId, [node('b', { file: 'src/c.ts' })]);
      await graph.replaceFiles(given.repoId, { files: ['src/c.ts'], nodes: [], edges: [] });
      await stores(
        graph,
        graphOf(
          given.repoId,
          given.nodes.slice(0, 1),
          [edge('a', 'CALLS', 'b', { line: '1' }), edge('a', 'READS', 'c')],
          { fileHashes: { 'src/a.ts': 'hash a' } },
        ),
      );
    });

    test('takes an empty list for what it is', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      reported(await graph.updateNodes(given.repoId, []), given.repoId, { dangling: 1 });
      await stores(graph, given);
    });

    test('is NOT_FOUND for an unknown repository, which it does not make', async ({ graph, repo }) => {
      const repoId = repo();
      same((await fails(graph.updateNodes(repoId, [node('a')]), 'NOT_FOUND')).repoId, repoId);
      await fails(graph.updateNodes(repoId, []), 'NOT_FOUND');
      await isAbsent(graph, repoId);
    });
  },
};

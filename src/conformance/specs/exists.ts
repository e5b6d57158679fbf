import { same } from '../assertions.ts';
import { graphOf, sampleGraph } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** The promise: whether a repository is stored. */
export const exists: Spec = {
  name: 'exists',
  define(test) {
    test('knows a stored repository, an unknown and a deleted one', async ({ graph, repo }) => {
      const repoId = repo();
      same(await graph.graphExists(repoId), false);
      await graph.storeGraph(sampleGraph(repoId));
      same(await graph.graphExists(repoId), true);
      await graph.deleteGraph(repoId);
      same(await graph.graphExists(repoId), false);
    });

    test('knows an empty repository, and one whose last node was deleted', async ({ graph, repo }) => {
      const [empty, emptied] = [repo(), repo()];
      await graph.storeGraph(graphOf(empty, []));
      await graph.storeGraph(sampleGraph(emptied));
      await graph.deleteNodes(emptied, ['a', 'b', 'c']);
      same([await graph.graphExists(empty), await graph.graphExists(emptied)], [true, true]);
    });

    test('takes no name for another', async ({ graph, repo }) => {
      const repoId = repo('name');
      await graph.storeGraph(graphOf(repoId, []));
      for (const other of [
        repoId.slice(0, -1),
        `${repoId}x`,
        repoId.toUpperCase(),
        ` ${repoId}`,
        `${repoId}*`,
      ]) {
        same(await graph.graphExists(other), false, other);
      }
    });
  },
};

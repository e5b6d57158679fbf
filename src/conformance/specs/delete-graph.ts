import { isAbsent, reported, stores } from '../assertions.ts';
import { graphOf, node, sampleGraph } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** The promise: a repository is deleted whole. */
export const deleteGraph: Spec = {
  name: 'delete-graph',
  define(test) {
    test('deletes a repository whole and reports what it held', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const report = await graph.deleteGraph(given.repoId);
      reported(report, given.repoId, { nodes: { deleted: 3 }, edges: { deleted: 4 } });
      await isAbsent(graph, given.repoId);
    });

    test('takes an unknown repository for no error', async ({ graph, repo }) => {
      const repoId = repo();
      reported(await graph.deleteGraph(repoId), repoId, {});
      await isAbsent(graph, repoId);
    });

    test('deletes twice without harm', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      await graph.deleteGraph(given.repoId);
      reported(await graph.deleteGraph(given.repoId), given.repoId, {});
    });

    test('leaves nothing for a repository that later takes the name', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      await graph.deleteGraph(given.repoId);
      const next = graphOf(given.repoId, [node('b'), node('library')]);
      reported(await graph.storeGraph(next), given.repoId, { nodes: { created: 2 } });
      await stores(graph, next);
    });

    test('deletes an empty repository', async ({ graph, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, []));
      reported(await graph.deleteGraph(repoId), repoId, {});
      await isAbsent(graph, repoId);
    });

    test('leaves other repositories alone', async ({ graph, repo }) => {
      const [given, other] = [sampleGraph(repo()), sampleGraph(repo())];
      await graph.storeGraph(given);
      await graph.storeGraph(other);
      await graph.deleteGraph(given.repoId);
      await stores(graph, other);
    });
  },
};

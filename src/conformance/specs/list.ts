import { compareCodePoints } from '../../graph/index.ts';
import { holds, same } from '../assertions.ts';
import { graphOf, node } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** The promise: the stored repositories are listed. */
export const list: Spec = {
  name: 'list',
  define(test) {
    test('lists each repository once, in code point order', async ({ graph, repo }) => {
      const ids = ['b', 'a', 'B', '\u{1F600}', '\uFF5E', ''].map((suffix) => repo(suffix));
      for (const repoId of ids) await graph.storeGraph(graphOf(repoId, [node('a')]));
      await graph.storeGraph(graphOf(ids[0] ?? '', [node('b')]));
      const listed = await graph.listRepositories();
      same(listed.filter((repoId) => ids.includes(repoId)).length, ids.length);
      same(listed, listed.toSorted(compareCodePoints));
      same(new Set(listed).size, listed.length);
    });

    test('orders by code point, not by UTF-16 unit', async ({ graph, repo, claim }) => {
      // By UTF-16 units the emoji would come first.
      const ids = [await claim(`\uFF5E${repo()}`), await claim(`\u{1F600}${repo()}`)];
      for (const repoId of ids) await graph.storeGraph(graphOf(repoId, []));
      const listed = await graph.listRepositories();
      same(
        listed.filter((repoId) => ids.includes(repoId)),
        ids,
      );
    });

    test('lists empty repositories and forgets deleted ones', async ({ graph, repo }) => {
      const repoId = repo();
      holds(!(await graph.listRepositories()).includes(repoId), 'listed before it was stored');
      await graph.storeGraph(graphOf(repoId, []));
      holds((await graph.listRepositories()).includes(repoId), 'not listed');
      await graph.deleteGraph(repoId);
      holds(!(await graph.listRepositories()).includes(repoId), 'listed after it was deleted');
    });
  },
};

import { compareCodePoints } from '../../graph/index.ts';
import type { GraphStorage, NodeFilter } from '../../storage/index.ts';
import { fails, same } from '../assertions.ts';
import { FILTERS, NODES } from '../cases/filters.ts';
import { HOSTILE_TEXTS } from '../cases/hostile-texts.ts';
import { graphOf, node } from '../fixtures.ts';
import { summaryOf } from '../oracle.ts';
import type { Spec } from '../trial.ts';

/** The promise: nodes are found by all filters, page by page. */
export const findNodes: Spec = {
  name: 'find-nodes',
  define(test) {
    for (const [what, filter, ids] of FILTERS) {
      test(`finds ${what}`, async ({ graph, queries, repo }) => {
        const repoId = repo();
        await graph.storeGraph(graphOf(repoId, NODES));
        const found = await queries.findNodes(repoId, filter);
        const expected = NODES.filter(({ id }) => ids.includes(id)).map(summaryOf);
        same(found, { items: expected, total: expected.length, truncated: false, caveats: [] });
      });
    }

    test('answers in code point order, not by UTF-16 unit', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(
        graphOf(
          repoId,
          ['\u{1F600}', '\uFF5E', 'b', 'a', 'B', ''].map((id) => node(id)),
        ),
      );
      const { items } = await queries.findNodes(repoId, {});
      same(
        items.map(({ id }) => id),
        ['', 'B', 'a', 'b', '\uFF5E', '\u{1F600}'],
      );
    });

    test('cuts the items at the limit, never the total', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, NODES));
      for (const limit of [0, 1, 8, 9, 10]) {
        const { items, total, truncated } = await queries.findNodes(repoId, {}, { limit });
        same([items.length, total, truncated], [Math.min(limit, 9), 9, limit < 9], `limit ${limit}`);
      }
    });

    test('answers with 100 nodes where no limit is given', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(
        graphOf(
          repoId,
          Array.from({ length: 101 }, (_, index) => node(`${index}`)),
        ),
      );
      const { items, total, truncated } = await queries.findNodes(repoId, {});
      same([items.length, total, truncated], [100, 101, true]);
    });

    for (const limit of [1, 4, 7, 100]) {
      test(`pages of ${limit} make up the whole, each with the exact total`, async ({
        graph,
        queries,
        repo,
      }) => {
        const repoId = repo();
        const ids = await storeHostileIds(graph, repoId);
        const found: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await queries.findNodes(
            repoId,
            { glob: '*' },
            { limit, ...(cursor === undefined ? {} : { cursor }) },
          );
          same(page.total, ids.length);
          same(page.truncated, page.nextCursor !== undefined);
          found.push(...page.items.map(({ id }) => id));
          cursor = page.nextCursor;
        } while (cursor !== undefined && found.length <= ids.length);
        same(found, ids);
      });
    }

    test('goes on behind the cursor after its node was deleted', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, NODES));
      const { nextCursor = '' } = await queries.findNodes(repoId, {}, { limit: 4 });
      await graph.deleteNodes(repoId, ['4', '5']);
      const { items } = await queries.findNodes(repoId, {}, { cursor: nextCursor });
      same(
        items.map(({ id }) => id),
        ['6', '7', '8', '9'],
      );
    });

    test('sees every write at once', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const total = async (filter: NodeFilter): Promise<number> =>
        (await queries.findNodes(repoId, filter)).total;
      await graph.storeGraph(graphOf(repoId, [node('a')]));
      same(await total({ name: 'a' }), 1);
      await graph.updateNodes(repoId, [node('a', { name: 'b' }), node('c')]);
      same([await total({ name: 'a' }), await total({ name: 'b' }), await total({})], [0, 1, 2]);
      await graph.deleteNodes(repoId, ['a']);
      same([await total({ name: 'b' }), await total({})], [0, 1]);
      await graph.storeGraph(graphOf(repoId, []));
      same(await total({}), 0);
    });

    test('never takes a lone surrogate for the replacement character', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, [node('\ufffd', { attributes: { x: '\ufffd' } })]));
      for (const filter of [{ id: '\ud800' }, { name: '\ud800' }, { glob: '\ud800*' }, { kind: '\ud800' }]) {
        await fails(queries.findNodes(repoId, filter), 'CONFIG_INVALID');
      }
      await fails(queries.findNodes(repoId, { attributes: { x: '\ud800' } }), 'CONFIG_INVALID');
    });

    test('is NOT_FOUND for an unknown repository, naming similar ones', async ({ graph, queries, repo }) => {
      const repoId = repo('-a-rather-special-name');
      await fails(queries.findNodes(repoId, {}), 'NOT_FOUND');
      await graph.storeGraph(graphOf(repoId, []));
      const error = await fails(queries.findNodes(`${repoId}x`, {}), 'NOT_FOUND');
      same(error.message.includes(repoId), true, error.message);
    });
  },
};

/** Stores a node under each hostile id; gives the ids in code point order. */
async function storeHostileIds(graph: GraphStorage, repoId: string): Promise<string[]> {
  const ids = [...HOSTILE_TEXTS.values()];
  await graph.storeGraph(
    graphOf(
      repoId,
      ids.map((id) => node(id)),
    ),
  );
  return ids.toSorted(compareCodePoints);
}

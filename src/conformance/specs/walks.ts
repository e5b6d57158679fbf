import type { NodeSummary } from '../../storage/index.ts';
import { fails, same } from '../assertions.ts';
import { CLASSES, OVERRIDE_CASES } from '../cases/overrides.ts';
import { NO_NODES, namedGraph, SELECTORS } from '../cases/selectors.ts';
import { WALK_CASES } from '../cases/walks.ts';
import { arrowGraph, edge, graphOf, node } from '../fixtures.ts';
import type { Spec, Trial } from '../trial.ts';

const ALL = Number.POSITIVE_INFINITY;

/** The promise: callers and callees. */
export const walks: Spec = {
  name: 'walks',
  define(test) {
    for (const { promise, edges, unstored = '', ask, found } of WALK_CASES) {
      test(`finds ${promise}`, async (trial) => {
        const repoId = await storeCalls(trial, edges, unstored);
        const [direction, start, options] = ask;
        const { items, total, truncated } = await trial.queries[direction](repoId, start, options);
        same(items.map(({ id, distance }) => `${id}@${distance}`).join(' '), found);
        same([total, truncated], [items.length, false]);
      });
    }

    test('answers with all of a node but its attributes', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const { attributes, ...b } = node('b', {
        name: 'B',
        kind: 'Method',
        file: 'b.ts',
        span: { endLine: 7 },
        attributes: { x: '' },
      });
      await graph.storeGraph(graphOf(repoId, [node('a'), { ...b, attributes }], [edge('a', 'CALLS', 'b')]));
      same((await queries.callees(repoId, 'a')).items, [{ ...b, distance: 1 }]);
    });

    test('says in a caveat that ends are not stored', async (trial) => {
      const repoId = await storeCalls(trial, 'a>b a>x b>y', 'xy');
      const codes = async (start: string): Promise<string[]> =>
        (await trial.queries.callees(repoId, start)).caveats.map(({ code }) => code);
      same(await codes('a'), ['dangling-ends']);
      same((await trial.queries.callers(repoId, 'b')).caveats, []);
    });

    test('cuts the items at the limit, never the total', async (trial) => {
      const repoId = await storeCalls(trial, 'a>b a>c b>d c>e e>a', '');
      for (const limit of [0, 1, 2, 4, 5, 6]) {
        const { items, total, truncated } = await trial.queries.callees(repoId, 'a', { depth: ALL, limit });
        same(
          items.map(({ id }) => id),
          ['b', 'c', 'd', 'e', 'a'].slice(0, limit),
        );
        same([total, truncated], [5, limit < 5], `limit ${limit}`);
      }
    });

    test('answers with 100 nodes where no limit is given', async (trial) => {
      const edges = Array.from({ length: 101 }, (_, index) => `a>n${index}`).join(' ');
      const repoId = await storeCalls(trial, edges, '');
      const { items, total, truncated } = await trial.queries.callees(repoId, 'a');
      same([items.length, total, truncated], [100, 101, true]);
    });

    test('sees every write at once', async (trial) => {
      const repoId = await storeCalls(trial, 'a>b b>c', '');
      const { graph, queries } = trial;
      const callees = async (): Promise<string> =>
        (await queries.callees(repoId, 'a', { depth: ALL })).items.map(({ id }) => id).join('');
      same(await callees(), 'bc');
      await graph.updateEdges(repoId, [edge('c', 'CALLS', 'a')]);
      same(await callees(), 'bca');
      await graph.deleteEdges(repoId, [edge('b', 'CALLS', 'c')]);
      same(await callees(), 'b');
      await graph.deleteNodes(repoId, ['b']);
      same(await callees(), '');
    });

    for (const [what, selector, id] of SELECTORS) {
      test(`takes ${what} for a node`, async ({ graph, queries, repo }) => {
        const repoId = repo();
        await graph.storeGraph(namedGraph(repoId));
        same(
          (await queries.callees(repoId, selector)).items.map((item) => item.id),
          [`callee of ${id}`],
        );
      });
    }

    test('is AMBIGUOUS, with the candidates, for a name of several nodes', async ({
      graph,
      queries,
      repo,
    }) => {
      const repoId = repo();
      await graph.storeGraph(namedGraph(repoId));
      for (const [selector, ids] of [
        ['twice', ['2', '3']],
        [{ name: 'twice' }, ['2', '3']],
        [{ name: 'same kind', kind: 'Function' }, ['4', '5']],
      ] as const) {
        const error = await fails(queries.callers(repoId, selector), 'AMBIGUOUS');
        const { candidates } = error.context as { readonly candidates: readonly NodeSummary[] };
        same(
          candidates.map(({ id }) => id),
          [...ids],
        );
        same(error.context.total, 2);
        const { attributes, ...first } =
          namedGraph(repoId).nodes.find((row) => row.id === ids[0]) ?? node('');
        same(candidates[0], first);
      }
    });

    for (const [what, selector] of NO_NODES) {
      test(`is NOT_FOUND for ${what}`, async ({ graph, queries, repo }) => {
        const repoId = repo();
        await graph.storeGraph(namedGraph(repoId));
        await fails(queries.callers(repoId, selector), 'NOT_FOUND');
        await fails(queries.callees(repoId, selector), 'NOT_FOUND');
      });
    }

    test('names similar nodes where none fits', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(
        graphOf(repoId, [node('1', { name: 'parseGraph' }), node('2', { name: 'other' })]),
      );
      const error = await fails(queries.callees(repoId, 'parseGrap'), 'NOT_FOUND');
      same(error.context.near, ['parseGraph']);
      same(error.message.includes('parseGraph'), true);
    });

    test('says where the name is, where it is in another file', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, [node('1', { name: 'parse', file: 'src\\a.ts' })]));
      const error = await fails(queries.callees(repoId, { name: 'parse', file: 'src/b.ts' }), 'NOT_FOUND');
      same(error.context.near, ['parse']);
      same(error.message.includes(' at src\\\\a.ts:'), true);
    });

    for (const { promise, edges, ask, found } of OVERRIDE_CASES) {
      test(`finds, through overrides, ${promise}`, async ({ graph, queries, repo }) => {
        const repoId = repo();
        await graph.storeGraph(arrowGraph(repoId, edges, CLASSES));
        const [direction, start, options] = ask;
        const { items } = await queries[direction](repoId, start, { throughOverrides: true, ...options });
        same(items.map(({ id, distance }) => `${id}@${distance}`).join(' '), found);
      });
    }

    test('is NOT_FOUND for an unknown repository', async ({ queries, repo }) => {
      await fails(queries.callers(repo(), 'a'), 'NOT_FOUND');
      await fails(queries.callees(repo(), 'a'), 'NOT_FOUND');
    });
  },
};

async function storeCalls({ graph, repo }: Trial, text: string, unstored: string): Promise<string> {
  const repoId = repo();
  await graph.storeGraph(arrowGraph(repoId, text, [], [...unstored]));
  return repoId;
}

import type { CallPath, PathStep } from '../../storage/index.ts';
import { fails, same } from '../assertions.ts';
import { PATH_CASES } from '../cases/paths.ts';
import { arrowGraph, edge, graphOf, node } from '../fixtures.ts';
import { summaryOf } from '../oracle.ts';
import type { Spec } from '../trial.ts';

/** The promise: a shortest path, the same everywhere. */
export const callPath: Spec = {
  name: 'call-path',
  define(test) {
    for (const { promise, edges, unstored = '', ask, found } of PATH_CASES) {
      test(`finds ${promise}`, async ({ graph, queries, repo }) => {
        const repoId = repo();
        await graph.storeGraph(arrowGraph(repoId, edges, [], [...unstored]));
        same(pathText(await queries.callPath(repoId, ...ask)), found);
      });
    }

    test('gives the nodes, and the edges with their attributes', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const [a, b] = [
        node('a', { file: 'a.ts', attributes: { x: '' } }),
        node('b', { span: { endLine: 7 } }),
      ];
      const calls = edge('a', 'CALLS', 'b', { line: '12' });
      const onward = edge('b', 'CALLS', 'x', {});
      await graph.storeGraph(graphOf(repoId, [a, b], [calls, onward, edge('x', 'CALLS', 'a')]));
      same(await queries.callPath(repoId, 'a', 'b'), {
        from: summaryOf(a),
        steps: [{ edge: calls, to: summaryOf(b) }],
      });
      const back = await queries.callPath(repoId, 'b', 'a');
      same(back?.steps[0], { edge: onward, to: { id: 'x', stored: false } });
    });

    test('sees every write at once', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(arrowGraph(repoId, 'a>b b>c'));
      const found = async (): Promise<string | undefined> =>
        pathText(await queries.callPath(repoId, 'a', 'c'));
      same(await found(), 'a -CALLS> b -CALLS> c');
      await graph.updateEdges(repoId, [edge('a', 'CALLS', 'c')]);
      same(await found(), 'a -CALLS> c');
      await graph.deleteNodes(repoId, ['b']);
      await graph.deleteEdges(repoId, [edge('a', 'CALLS', 'c')]);
      same(await found(), undefined);
    });

    test('is NOT_FOUND or AMBIGUOUS where an end is', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(
        graphOf(repoId, [node('1', { name: 'twice' }), node('2', { name: 'twice' }), node('a')]),
      );
      await fails(queries.callPath(repoId, 'a', 'none'), 'NOT_FOUND');
      await fails(queries.callPath(repoId, 'none', 'a'), 'NOT_FOUND');
      await fails(queries.callPath(repoId, 'a', 'twice'), 'AMBIGUOUS');
    });
  },
};

/** `a -CALLS> b -READS> c`. */
function pathText(path: CallPath | undefined): string | undefined {
  if (path === undefined) return undefined;
  return [path.from.id, ...path.steps.map(({ edge: { kind }, to }: PathStep) => `-${kind}> ${to.id}`)].join(
    ' ',
  );
}

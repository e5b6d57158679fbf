import type { DeadCodeOptions, IfDeletedReport } from '../../storage/index.ts';
import { fails, same, stores } from '../assertions.ts';
import { calls, classWith, functions, main, start, test as testModule } from '../cases/dead-code.ts';
import { edge, graphOf, node } from '../fixtures.ts';
import { summaryOf } from '../oracle.ts';
import type { Spec } from '../trial.ts';

const ENTRY: Pick<DeadCodeOptions, 'entryPoints'> = { entryPoints: { ids: ['main', 'test'] } };

/** The promise: what would die and break. */
export const ifDeleted: Spec = {
  name: 'if-deleted',
  define(test) {
    test('says what would die with a node, and changes nothing', async ({ graph, queries, repo }) => {
      const given = graphOf(
        repo(),
        [main, ...functions('a', 'b', 'c', 'd', 'dead')],
        calls('main>a', 'a>b', 'b>c', 'main>d', 'a>d'),
      );
      await graph.storeGraph(given);
      const report = await queries.ifDeleted(given.repoId, 'a', ENTRY);
      same(told(report), { deleted: 'a', changed: 'b alive>dead, c alive>dead', broken: 'main>a' });
      await stores(graph, given);
    });

    test('of no nodes is empty', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, [main, ...functions('a')], calls('main>a')));
      same(told(await queries.ifDeleted(repoId, [], ENTRY)), { deleted: '', changed: '', broken: '' });
    });

    test('takes several nodes together', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(
        graphOf(repoId, [main, ...functions('a', 'b', 'c')], calls('main>a', 'main>b', 'a>c', 'b>c', 'a>b')),
      );
      same(told(await queries.ifDeleted(repoId, 'a', ENTRY)).changed, '');
      same(told(await queries.ifDeleted(repoId, ['b', { id: 'a' }, 'a'], ENTRY)), {
        deleted: 'a b',
        changed: 'c alive>dead',
        broken: 'main>a, main>b',
      });
    });

    test('takes what lies in a node with it', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const nodes = [
        main,
        ...classWith('A', ['run']),
        node('p', { kind: 'Parameter', attributes: { parent: 'A.run' } }),
      ];
      await graph.storeGraph(
        graphOf(repoId, [...nodes, ...functions('f', 'g')], calls('main>f', 'f>A.run', 'A.run>g', 'A.run>p')),
      );
      same(told(await queries.ifDeleted(repoId, 'A', ENTRY)), {
        deleted: 'A A.run p',
        changed: 'g alive>dead',
        broken: 'f>A.run',
      });
    });

    test('says what only tests would keep, and what would die with the only entry point of its language', async ({
      graph,
      queries,
      repo,
    }) => {
      const repoId = repo();
      const nodes = [
        main,
        testModule,
        ...functions('a', 'b'),
        node('entry', { file: 'a.py' }),
        node('p', { file: 'a.py' }),
      ];
      const edges = [start, ...calls('main>a', 'a>b', 'test>b', 'entry>p', 'p>p')];
      await graph.storeGraph(graphOf(repoId, nodes, edges));
      const options = { entryPoints: { ids: ['main', 'test', 'entry'] } };
      same(told(await queries.ifDeleted(repoId, 'a', options)).changed, 'b alive>test-only');
      same(told(await queries.ifDeleted(repoId, 'entry', options)).changed, 'p alive>dead');
    });

    test('breaks inheritance, and so overrides', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const nodes = [main, ...classWith('A', ['run']), ...classWith('B', []), ...classWith('C', ['run'])];
      const edges = [edge('C', 'EXTENDS', 'B'), edge('B', 'EXTENDS', 'A'), ...calls('main>A.run', 'main>C')];
      await graph.storeGraph(graphOf(repoId, nodes, edges));
      const report = await queries.ifDeleted(repoId, 'B', ENTRY);
      same(told(report), { deleted: 'B', changed: 'C.run alive>dead', broken: 'C>B' });
    });

    test('keeps the entry rules of the graph as it is', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const api = node('e', { attributes: { api: 'true' } });
      await graph.storeGraph(graphOf(repoId, [main, api, ...functions('a')], calls('main>e', 'main>a')));
      const report = await queries.ifDeleted(repoId, 'e');
      same(
        report.caveats.map(({ message }) => message.includes('library')),
        [true],
      );
      same(report.changed.total, 0);
    });

    test('names who refers to it, with whole nodes and edges', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const reads = edge('b', 'READS', 'a', { line: '4' });
      const [b, ghostly] = [node('b', { file: 'b.ts' }), edge('ghost', 'CALLS', 'a')];
      await graph.storeGraph(
        graphOf(repoId, [main, b, node('a')], [start, ghostly, reads, edge('a', 'CALLS', 'a')]),
      );
      const { broken } = await queries.ifDeleted(repoId, 'a', ENTRY);
      same(broken.items, [
        { from: summaryOf(b), edge: reads },
        { from: { id: 'ghost', stored: false }, edge: ghostly },
      ]);
    });

    test('cuts every list at the limit, never the totals', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const edges = calls('main>a', 'b>a', 'main>b', 'a>c', 'a>d', 'main>A', 'A>A.x');
      const nodes = [main, ...functions('a', 'b', 'c', 'd'), ...classWith('A', ['x'])];
      await graph.storeGraph(graphOf(repoId, nodes, edges));
      const report = await queries.ifDeleted(repoId, ['a', 'A'], { ...ENTRY, limit: 1 });
      const sizes = [report.deleted, report.changed, report.broken].map(
        ({ items, total, truncated }) => `${items.length} ${total} ${truncated}`,
      );
      same(sizes, ['1 3 true', '1 2 true', '1 3 true']);
    });

    test('is NOT_FOUND for an unknown node', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, [main]));
      await fails(queries.ifDeleted(repoId, ['main', 'none']), 'NOT_FOUND');
    });
  },
};

function told({ deleted, changed, broken }: IfDeletedReport): Record<string, string> {
  return {
    deleted: deleted.items.map(({ id }) => id).join(' '),
    changed: changed.items.map(({ id, before, after }) => `${id} ${before}>${after}`).join(', '),
    broken: broken.items.map(({ edge: { source, target } }) => `${source}>${target}`).join(', '),
  };
}

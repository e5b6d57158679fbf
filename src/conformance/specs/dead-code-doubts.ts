import type { DeadCodeOptions, DeadCodeReport } from '../../storage/index.ts';
import { holds, same } from '../assertions.ts';
import { calls, classWith, FROM_MAIN, functions, main, start } from '../cases/dead-code.ts';
import { DOUBT_CASES, graphParts } from '../cases/doubts.ts';
import { graphOf, node } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** The promise: what makes a verdict doubtful. */
export const deadCodeDoubts: Spec = {
  name: 'dead-code-doubts',
  define(test) {
    for (const given of DOUBT_CASES) {
      test(`doubts ${given.promise}`, async ({ graph, queries, repo }) => {
        const repoId = repo();
        const { nodes, edges } = graphParts(given);
        await graph.storeGraph(graphOf(repoId, nodes, edges));
        const item = itemOf(await queries.deadCode(repoId, FROM_MAIN), 'dead');
        same([item?.verdict, item?.doubts], ['dead', given.doubts]);
      });
    }

    test('a doubt can only lower the confidence', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const nodes = [
        main,
        node('a'),
        node('b', { attributes: { exported: 'true' } }),
        node('c', { attributes: { exported: 'true', decorated: 'true' } }),
        node('d', { name: 'toString', attributes: { exported: 'true', decorated: 'true' } }),
        node('p', { file: 'a.py' }),
      ];
      await graph.storeGraph(graphOf(repoId, nodes, [start]));
      const { items } = await queries.deadCode(repoId, FROM_MAIN);
      same(
        items.map(({ id, confidence }) => `${id} ${confidence}`),
        ['a 1', 'b 0.5', 'c 0.2', 'd 0.06', 'p 0'],
      );
    });

    test('what a doubtful one would keep alive is no surer, however far it is', async ({
      graph,
      queries,
      repo,
    }) => {
      const repoId = repo();
      const nodes = [
        main,
        ...functions('far', 'near', 'sure', 'surer'),
        node('exported', { attributes: { exported: 'true' } }),
        node('decorated', { attributes: { decorated: 'true', exported: 'true' } }),
      ];
      const edges = [
        start,
        ...calls('exported>near', 'near>far', 'far>near', 'far>exported', 'far>decorated'),
        ...calls('surer>near', 'surer>sure'),
      ];
      await graph.storeGraph(graphOf(repoId, nodes, edges));
      const { items } = await queries.deadCode(repoId, FROM_MAIN);
      same(
        items.map(({ id, confidence, doubts }) => `${id} ${confidence} ${doubts}`),
        [
          'decorated 0.2 exported,decorated',
          'exported 0.5 exported',
          'far 0.5 follows-doubtful',
          'near 0.5 follows-doubtful',
          'sure 1 ',
          'surer 1 ',
        ],
      );
    });

    test('test code is in doubt as long as no entry point is test code, and the answer says so', async ({
      graph,
      queries,
      repo,
    }) => {
      const repoId = repo();
      const nodes = [
        main,
        node('t', { file: 'test/t.ts' }),
        node('u', { file: 'test/t.ts' }),
        ...functions('used', 'left'),
      ];
      await graph.storeGraph(graphOf(repoId, nodes, [start, ...calls('t>used')]));
      const ask = async (options: DeadCodeOptions): Promise<unknown> => {
        const { items, caveats } = await queries.deadCode(repoId, { ...FROM_MAIN, ...options });
        return [items.map(({ id, doubts }) => `${id} ${doubts}`), caveats.map(({ code }) => code)];
      };
      const doubtful = ['left ', 't test-code', 'u test-code', 'used follows-doubtful'];
      same(await ask({}), [doubtful, ['no-test-entries']]);
      same(await ask({ testFiles: [] }), [['left ', 't ', 'u ', 'used '], []]);
      same(await ask({ entryPoints: { ids: ['main', 't'] } }), [['left ', 't ', 'u ', 'used '], []]);
      const why = await queries.whyAlive(repoId, 'left', { entryPoints: { ids: ['main'] } });
      same(
        why.caveats.map(({ code }) => code),
        ['no-test-entries'],
      );
    });

    test('a class is no surer than its methods, its constructor and its other members no surer than it', async ({
      graph,
      queries,
      repo,
    }) => {
      const repoId = repo();
      const nodes = [main, ...classWith('A', ['constructor', 'run', 'toString'])];
      await graph.storeGraph(graphOf(repoId, nodes, [start]));
      const { items } = await queries.deadCode(repoId, FROM_MAIN);
      same(
        items.map(({ id, doubts }) => `${id} ${doubts}`),
        [
          'A follows-doubtful',
          'A.constructor follows-doubtful',
          'A.run follows-doubtful',
          'A.toString protocol-name',
        ],
      );
    });

    test('lists only what is confident enough, and counts all verdicts', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const nodes = [
        main,
        node('a'),
        node('b', { attributes: { exported: 'true' } }),
        node('p', { file: 'a.py' }),
      ];
      await graph.storeGraph(graphOf(repoId, nodes, [start]));
      for (const [minConfidence, found] of [
        [0, 'a b p'],
        [0.5, 'a b'],
        [0.51, 'a'],
        [1, 'a'],
      ] as const) {
        const report = await queries.deadCode(repoId, { ...FROM_MAIN, minConfidence });
        same(report.items.map(({ id }) => id).join(' '), found);
        same([report.total, report.truncated], [report.items.length, false]);
        same(report.verdicts, { alive: 1, 'test-only': 0, dead: 2, unknown: 1 });
      }
    });

    test('the dead hang under roots, each with its size', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const nodes = [
        main,
        ...functions('a', 'b', 'c', 'd', 'e', 'f', 'x', 'y'),
        node('v', { kind: 'Variable' }),
        node('out', { file: '' }),
      ];
      const edges = [
        start,
        ...calls('a>b', 'b>c', 'd>c', 'e>f', 'f>e', 'x>y', 'y>x', 'x>v', 'v>f', 'a>out', 'out>d'),
      ];
      await graph.storeGraph(graphOf(repoId, nodes, edges));
      const { items } = await queries.deadCode(repoId, FROM_MAIN);
      same(
        items.map(({ id, root }) => `${id}: ${root?.id} ${root?.size}`),
        ['a: a 4', 'b: a 4', 'c: a 4', 'd: a 4', 'e: x 5', 'f: x 5', 'x: x 5', 'y: x 5'],
      );
    });

    test('of several roots the nearest holds an item, then the one with the least id', async ({
      graph,
      queries,
      repo,
    }) => {
      const repoId = repo();
      const edges = [start, ...calls('a>b', 'b>c', 'z>c', 'y>d', 'z>d')];
      await graph.storeGraph(graphOf(repoId, [main, ...functions('a', 'b', 'c', 'd', 'y', 'z')], edges));
      const { items } = await queries.deadCode(repoId, FROM_MAIN);
      same(
        items.map(({ id, root }) => `${id}: ${root?.id} ${root?.size}`),
        ['a: a 3', 'b: a 3', 'c: z 3', 'd: y 2', 'y: y 2', 'z: z 3'],
      );
    });

    test('a declaration and what lies in it are one', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const nodes = [
        main,
        node('C', { kind: 'Class' }),
        node('C.a', { kind: 'Method', attributes: { parent: 'C' } }),
        node('C.a.p', { kind: 'Parameter', attributes: { parent: 'C.a' } }),
        node('f'),
      ];
      await graph.storeGraph(graphOf(repoId, nodes, [start, ...calls('f>C.a')]));
      const { items } = await queries.deadCode(repoId, FROM_MAIN);
      same(
        items.map(({ id, root }) => `${id}: ${root?.id} ${root?.size}`),
        ['C: f 4', 'C.a: f 4', 'f: f 4'],
      );
    });

    test('a root is named by the outermost of what it is', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const nodes = [
        main,
        node('a', { kind: 'Variable', attributes: { parent: 'm' } }),
        node('m', { kind: 'Method', attributes: { parent: 'z' } }),
        node('z', { kind: 'Class' }),
        node('p', { attributes: { parent: 'q' } }),
        node('q', { attributes: { parent: 'p' } }),
      ];
      await graph.storeGraph(graphOf(repoId, nodes, [start]));
      const { items } = await queries.deadCode(repoId, FROM_MAIN);
      same(
        items.map(({ id, root }) => `${id}: ${root?.id} ${root?.size}`),
        ['m: z 3', 'p: p 2', 'q: p 2', 'z: z 3'],
      );
    });

    test('only the dead have roots, and what is unknown is none', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const nodes = [main, node('p', { file: 'a.py' }), node('a'), node('t', { file: 'test/t.ts' })];
      await graph.storeGraph(graphOf(repoId, nodes, [start, ...calls('p>a')]));
      const options = { ...FROM_MAIN, entryPoints: { ids: ['main', 't'] } };
      const report = await queries.deadCode(repoId, options);
      same(itemOf(report, 'a')?.root, { id: 'a', size: 1 });
      holds(!Object.hasOwn(itemOf(report, 'p') ?? {}, 'root'), 'the unknown has a root');
      holds(!Object.hasOwn(itemOf(report, 't') ?? {}, 'root'), 'the tested has a root');
    });

    test('groups the dead by root on request, the most first', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const nodes = [main, ...functions('a', 'b', 'c', 'x', 'y'), node('v', { kind: 'Variable' })];
      await graph.storeGraph(graphOf(repoId, nodes, [start, ...calls('a>b', 'v>x', 'v>y', 'v>c')]));
      const { groups, items } = await queries.deadCode(repoId, { ...FROM_MAIN, groupByRoot: true });
      same(
        groups?.items.map(
          ({ root, size, items: held, total }) => `${root.id} ${size} ${total} ${idsOf(held)}`,
        ),
        ['v 4 3 c x y', 'a 2 2 a b'],
      );
      same(groups?.items.flatMap((group) => group.items).length, items.length);
      const cut = await queries.deadCode(repoId, { ...FROM_MAIN, groupByRoot: true, limit: 1 });
      same([cut.groups?.total, cut.groups?.truncated, cut.groups?.items.length], [2, true, 1]);
      const [first] = cut.groups?.items ?? [];
      same([first?.total, first?.truncated, first?.items.length], [3, true, 1]);
      const ungrouped = await queries.deadCode(repoId, FROM_MAIN);
      holds(!Object.hasOwn(ungrouped, 'groups'), 'grouped though not asked for');
    });
  },
};

function itemOf(report: DeadCodeReport, id: string): DeadCodeReport['items'][number] | undefined {
  return report.items.find((item) => item.id === id);
}

function idsOf(items: readonly { readonly id: string }[]): string {
  return items.map(({ id }) => id).join(' ');
}

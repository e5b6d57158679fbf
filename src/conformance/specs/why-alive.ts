import type { DeadCodeOptions, WhyAlive } from '../../storage/index.ts';
import { fails, same } from '../assertions.ts';
import { calls, classWith, functions, main, start, test as testModule } from '../cases/dead-code.ts';
import { arrows, edge, graphOf, node } from '../fixtures.ts';
import { summaryOf } from '../oracle.ts';
import type { Spec, Trial } from '../trial.ts';

const ENTRY: Pick<DeadCodeOptions, 'entryPoints'> = { entryPoints: { ids: ['main', 'test'] } };
const CLASSES = ['A', 'B'].flatMap((id) => classWith(id, ['run', 'constructor']));

/** The way by which life has to come to a node: `rule:id`, from the entry point on. */
const WAYS: readonly (readonly [promise: string, edges: string, node: string, way: string])[] = [
  ['an entry point by itself', '', 'main', 'entry:main'],
  ['references', 'main>a a-READS>b', 'b', 'entry:main reference:a reference:b'],
  ['the fewest steps', 'main>a a>b b>c main>d d>c', 'c', 'entry:main reference:d reference:c'],
  ['the least ids of equally few steps', 'main>z main>b z>c b>c', 'c', 'entry:main reference:b reference:c'],
  ['containment', 'main>A.run', 'A', 'entry:main reference:A.run container:A'],
  ['construction', 'main>A', 'A.constructor', 'entry:main reference:A constructor:A.constructor'],
  [
    'a reference before construction, where both come at once',
    'main>A main>a a>A.constructor',
    'A.constructor',
    'entry:main reference:A constructor:A.constructor',
  ],
  [
    'overriding, from the overridden method where it is the later',
    'B-EXTENDS>A main>B main>a a>A.run',
    'B.run',
    'entry:main reference:a reference:A.run override:B.run',
  ],
  [
    'overriding, from the class where it is the later',
    'B-EXTENDS>A main>A.run main>a a>B',
    'B.run',
    'entry:main reference:a reference:B override:B.run',
  ],
  [
    'no override that its own class would come alive by',
    'B-EXTENDS>A main>A.run main>a a>b b>B',
    'B',
    'entry:main reference:a reference:b reference:B',
  ],
  ['ends that are not stored', 'main>ghost ghost>a', 'a', 'entry:main reference:ghost reference:a'],
];

/** The promise: the way by which life comes to a node. */
export const whyAlive: Spec = {
  name: 'why-alive',
  define(test) {
    for (const [promise, edges, id, way] of WAYS) {
      test(`shows the way of life by ${promise}`, async (trial) => {
        const answer = await ask(trial, edges, id);
        same([answer.verdict, wayOf(answer)], ['alive', way]);
        same(Object.hasOwn(answer, 'judged'), false);
      });
    }

    test('gives nodes, and edges with their attributes', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const called = node('a', { file: 'b.ts', attributes: { x: '' } });
      const call = edge('main', 'CALLS', 'a', { line: '3' });
      await graph.storeGraph(graphOf(repoId, [main, called], [edge('main', 'READS', 'a'), call]));
      const answer = await queries.whyAlive(repoId, 'a', ENTRY);
      same(answer.node, summaryOf(called));
      same(answer.path, [
        { node: summaryOf(main), rule: 'entry' },
        { node: summaryOf(called), rule: 'reference', edge: call },
      ]);
      same(answer.entryPoints, 1);
    });

    test('prefers entry points outside test files, and names test-only what only tests reach', async (trial) => {
      const alive = await ask(trial, 'test>b main>a a>b', 'b');
      same([alive.verdict, wayOf(alive)], ['alive', 'entry:main reference:a reference:b']);
      const tested = await ask(trial, 'main>main test>b', 'b');
      same([tested.verdict, wayOf(tested)], ['test-only', 'entry:test reference:b']);
      same(tested.judged?.reasons, ['referenced-by-tests']);
    });

    test('says why what is dead is dead', async (trial) => {
      const answer = await ask(trial, 'main>main a>b ghost>b', 'b');
      same([answer.verdict, answer.path], ['dead', []]);
      const { verdict, reasons, doubts, root } = answer.judged ?? {};
      same([verdict, reasons, doubts], ['dead', ['referenced-by-dead'], ['referenced-by-external']]);
      same(root, { id: 'a', size: 2 });
    });

    test('judges nodes of any kind', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, [main, node('v', { kind: 'Variable' })], [start]));
      same((await queries.whyAlive(repoId, 'v', ENTRY)).verdict, 'dead');
    });

    test('says nothing of what is unknown or external, but that it is reached', async ({
      graph,
      queries,
      repo,
    }) => {
      const repoId = repo();
      const nodes = [
        main,
        node('p', { file: 'a.py' }),
        node('used', { file: '' }),
        node('unused', { file: '' }),
      ];
      await graph.storeGraph(graphOf(repoId, nodes, [start, ...calls('main>used', 'main>p')]));
      const unknown = await queries.whyAlive(repoId, 'p', ENTRY);
      same([unknown.verdict, wayOf(unknown)], ['unknown', 'entry:main reference:p']);
      same(unknown.judged?.reasons, ['no-entry-point', 'no-liveness-edges']);
      const used = await queries.whyAlive(repoId, 'used', ENTRY);
      same([used.verdict, wayOf(used)], ['alive', 'entry:main reference:used']);
      const unused = await queries.whyAlive(repoId, 'unused', ENTRY);
      same([unused.verdict, unused.judged?.reasons], ['unknown', ['external']]);
    });

    test('says which preset it took where none was chosen', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, [main, ...functions('a')], calls('main>a')));
      const answer = await queries.whyAlive(repoId, 'a');
      same(
        answer.caveats.map(({ code }) => code),
        ['entry-preset'],
      );
    });

    test('is NOT_FOUND for an unknown node', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, [main]));
      await fails(queries.whyAlive(repoId, 'none'), 'NOT_FOUND');
    });
  },
};

async function ask({ graph, queries, repo }: Trial, edges: string, id: string): Promise<WhyAlive> {
  const repoId = repo();
  const nodes = [main, testModule, ...functions('a', 'b', 'c', 'd', 'z'), ...CLASSES];
  await graph.storeGraph(graphOf(repoId, nodes, [start, ...arrows(edges)]));
  return queries.whyAlive(repoId, { id }, ENTRY);
}

function wayOf({ path }: WhyAlive): string {
  return path.map(({ node: { id }, rule }) => `${rule}:${id}`).join(' ');
}

import type { CyclesOptions } from '../../storage/index.ts';
import { same } from '../assertions.ts';
import { arrowGraph, node } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

interface CycleCase {
  readonly promise: string;
  readonly edges: string;
  readonly options?: CyclesOptions;
  /** `members: example`, in order. */
  readonly found: readonly string[];
}

const CASES: readonly CycleCase[] = [
  { promise: 'none where there is none', edges: 'a>b b>c a>c', found: [] },
  { promise: 'two that call one another', edges: 'a>b b>a b>c', found: ['a b: a>b>a'] },
  {
    promise: 'several, the largest first, then by the least id',
    edges: 'x>y y>x a>b b>a p>q q>r r>p a>x',
    found: ['p q r: p>q>r>p', 'a b: a>b>a', 'x y: x>y>x'],
  },
  {
    promise: 'one of cycles that share a node, with a shortest example through the least',
    edges: 'a>b b>c c>a b>d d>b a>e e>a',
    found: ['a b c d e: a>e>a'],
  },
  {
    promise: 'the least of equally short examples',
    edges: 'a>z z>a a>b b>a a-READS>a',
    found: ['a b z: a>b>a'],
  },
  {
    promise: 'calls alone, unless asked otherwise',
    edges: 'a>b b-READS>a',
    found: [],
  },
  {
    promise: 'the edge kinds asked for',
    edges: 'a>b b-READS>a c>d d>c',
    options: { edgeKinds: ['CALLS', 'READS'] },
    found: ['a b: a>b>a', 'c d: c>d>c'],
  },
  { promise: 'no self loops', edges: 'a>a b>c c>b b>b', found: ['b c: b>c>b'] },
  {
    promise: 'self loops on request',
    edges: 'a>a b>c c>b d-READS>d',
    options: { selfLoops: true },
    found: ['b c: b>c>b', 'a: a>a'],
  },
  {
    promise: 'ways through ends that are not stored, which are no members',
    edges: 'a>_ _>a',
    found: ['a: a>_>a'],
  },
];

/** The promise: cycles of symbols, files and folders. */
export const cycles: Spec = {
  name: 'cycles',
  define(test) {
    for (const { promise, edges, options, found } of CASES) {
      test(`finds ${promise}`, async ({ graph, queries, repo }) => {
        const repoId = repo();
        await graph.storeGraph(arrowGraph(repoId, edges, [], ['_']));
        const answer = await queries.cycles(repoId, options);
        same(
          answer.items.map(({ members, example }) => `${members.join(' ')}: ${example.join('>')}`),
          found,
        );
        same(
          answer.items.map(({ size }) => size),
          answer.items.map(({ members }) => members.length),
        );
        same([answer.total, answer.truncated], [found.length, false]);
      });
    }

    test('finds cycles of files and of folders, through edges of any kind', async ({
      graph,
      queries,
      repo,
    }) => {
      const repoId = repo();
      const nodes = [
        node('1', { file: 'src/a.ts' }),
        node('2', { file: 'src/b.ts' }),
        node('3', { file: 'lib/c.ts' }),
        node('4', { file: 'top.ts' }),
        node('5', { file: '' }),
      ];
      const edges = '1>2 2-READS>1 2>3 3-IMPORTS>4 4>1 1>1 1>5 5>1';
      await graph.storeGraph(arrowGraph(repoId, edges, nodes));
      const ask = async (options: CyclesOptions): Promise<unknown> =>
        (await queries.cycles(repoId, options)).items;
      same(await ask({ by: 'file' }), [
        {
          size: 4,
          members: ['lib/c.ts', 'src/a.ts', 'src/b.ts', 'top.ts'],
          example: ['lib/c.ts', 'top.ts', 'src/a.ts', 'src/b.ts', 'lib/c.ts'],
        },
      ]);
      same(await ask({ by: 'folder' }), [
        { size: 3, members: ['.', 'lib', 'src'], example: ['.', 'src', 'lib', '.'] },
      ]);
      same(await ask({ by: 'file', edgeKinds: ['CALLS', 'READS'] }), [
        { size: 2, members: ['src/a.ts', 'src/b.ts'], example: ['src/a.ts', 'src/b.ts', 'src/a.ts'] },
      ]);
    });

    test('cuts cycles and members at the limit, never size or total', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(arrowGraph(repoId, 'a>b b>c c>a x>y y>x'));
      const { items, total, truncated } = await queries.cycles(repoId, { limit: 1 });
      same(items, [{ size: 3, members: ['a'], example: ['a', 'b', 'c', 'a'] }]);
      same([total, truncated], [2, true]);
    });
  },
};

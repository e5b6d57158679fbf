import type { DependenciesOptions, Dependency } from '../../storage/index.ts';
import { fails, same } from '../assertions.ts';
import { edge, graphOf, node } from '../fixtures.ts';
import type { Spec, Trial } from '../trial.ts';

const first = edge('1', 'CALLS', '3', { count: '3', line: '7' });
const second = edge('1', 'READS', '3', { count: 'many' });
const EDGES = [
  first,
  second,
  edge('2', 'CALLS', '3'),
  edge('3', 'CALLS', '1', { count: '0' }),
  edge('1', 'IMPORTS', '4'),
  edge('1', 'CALLS', '2'),
  edge('1', 'CALLS', '5'),
  edge('1', 'CALLS', 'ghost'),
];

async function storeFiles({ graph, repo }: Trial): Promise<string> {
  const repoId = repo();
  const files = ['src/a.ts', 'src/a.ts', 'lib/x/b.ts', 'top.ts', ''];
  await graph.storeGraph(
    graphOf(
      repoId,
      files.map((file, index) => node(`${index + 1}`, { file })),
      EDGES,
    ),
  );
  return repoId;
}

/** The promise: which files and folders refer to which. */
export const dependencies: Spec = {
  name: 'dependencies',
  define(test) {
    test('knows folders that are written with backslashes', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const files = ['src\\app\\a.ts', 'src\\lib\\b.ts', 'c.ts'];
      await graph.storeGraph(
        graphOf(
          repoId,
          files.map((file, index) => node(`${index + 1}`, { file })),
          [edge('1', 'CALLS', '2'), edge('2', 'CALLS', '3')],
        ),
      );
      const { items } = await queries.dependencies(repoId, { by: 'folder' });
      same(
        items.map(({ from, to }) => [from, to]),
        [
          ['src\\app', 'src\\lib'],
          ['src\\lib', '.'],
        ],
      );
    });

    test('weighs by references which files refer to which others', async (trial) => {
      const answer = await ask(trial, {});
      same(answer, [
        {
          from: 'src/a.ts',
          to: 'lib/x/b.ts',
          weight: 5,
          kinds: [
            { kind: 'CALLS', count: 2 },
            { kind: 'READS', count: 1 },
          ],
        },
        { from: 'lib/x/b.ts', to: 'src/a.ts', weight: 1, kinds: [{ kind: 'CALLS', count: 1 }] },
        { from: 'src/a.ts', to: 'top.ts', weight: 1, kinds: [{ kind: 'IMPORTS', count: 1 }] },
      ]);
    });

    test('takes folders for their files', async (trial) => {
      const answer = await ask(trial, { by: 'folder' });
      same(
        answer.map(({ from, to, weight }) => `${from} ${to} ${weight}`),
        ['src lib/x 5', 'lib/x src 1', 'src . 1'],
      );
    });

    test('counts the edge kinds asked for', async (trial) => {
      const answer = await ask(trial, { edgeKinds: ['READS'] });
      same(
        answer.map(({ from, to, weight }) => `${from} ${to} ${weight}`),
        ['src/a.ts lib/x/b.ts 1'],
      );
    });

    test('keeps to one side, or to one pair, on request', async (trial) => {
      const pairs = async (options: DependenciesOptions): Promise<string[]> =>
        (await ask(trial, options)).map(({ from, to }) => `${from} ${to}`);
      same(await pairs({ from: 'src/a.ts' }), ['src/a.ts lib/x/b.ts', 'src/a.ts top.ts']);
      same(await pairs({ to: 'src/a.ts' }), ['lib/x/b.ts src/a.ts']);
      same(await pairs({ by: 'folder', from: 'src', to: '.' }), ['src .']);
    });

    test('gives the edges behind each pair on request', async (trial) => {
      const repoId = await storeFiles(trial);
      const { items } = await trial.queries.dependencies(repoId, { edges: true, limit: 2 });
      same(items[0]?.edges, { items: [first, second], total: 3, truncated: true, caveats: [] });
    });

    test('cuts the pairs at the limit, never the total', async (trial) => {
      const repoId = await storeFiles(trial);
      const { items, total, truncated } = await trial.queries.dependencies(repoId, { limit: 1 });
      same([items.length, total, truncated], [1, 3, true]);
    });

    test('is NOT_FOUND, with near names, for a file or folder that holds nothing', async (trial) => {
      const repoId = await storeFiles(trial);
      const error = await fails(trial.queries.dependencies(repoId, { from: 'src/b.ts' }), 'NOT_FOUND');
      same((error.context.near as readonly string[]).includes('src/a.ts'), true);
      await fails(trial.queries.dependencies(repoId, { by: 'folder', to: 'src/a.ts' }), 'NOT_FOUND');
    });
  },
};

async function ask(trial: Trial, options: DependenciesOptions): Promise<readonly Dependency[]> {
  const repoId = await storeFiles(trial);
  const { items, total, truncated } = await trial.queries.dependencies(repoId, options);
  same([total, truncated], [items.length, false]);
  return items;
}

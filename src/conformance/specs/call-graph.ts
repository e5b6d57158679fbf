import type { CallGraph, CallGraphOptions } from '../../storage/index.ts';
import { fails, same } from '../assertions.ts';
import { arrowGraph, edge, graphOf, node } from '../fixtures.ts';
import { summaryOf } from '../oracle.ts';
import type { Spec } from '../trial.ts';

const ALL = Number.POSITIVE_INFINITY;

interface CallGraphCase {
  readonly promise: string;
  readonly edges: string;
  readonly unstored?: string;
  readonly roots: string | readonly string[];
  readonly options?: CallGraphOptions;
  /** `id@distance`, in order. */
  readonly nodes: string;
  /** `a>b`, in order. */
  readonly found: string;
}

const CASES: readonly CallGraphCase[] = [
  {
    promise: 'what the root reaches and what reaches it, two steps unless asked otherwise',
    edges: 'x>y y>a a>b b>c c>d w>x',
    roots: 'a',
    nodes: 'a@0 b@1 y@1 c@2 x@2',
    found: 'a>b b>c x>y y>a',
  },
  {
    promise: 'what the root reaches alone',
    edges: 'x>a a>b b>c',
    roots: 'a',
    options: { direction: 'callees', depth: ALL },
    nodes: 'a@0 b@1 c@2',
    found: 'a>b b>c',
  },
  {
    promise: 'what reaches the root alone',
    edges: 'x>a w>x a>b',
    roots: 'a',
    options: { direction: 'callers', depth: ALL },
    nodes: 'a@0 x@1 w@2',
    found: 'w>x x>a',
  },
  {
    promise: 'no callers of callees',
    edges: 'a>b x>b',
    roots: 'a',
    options: { depth: ALL },
    nodes: 'a@0 b@1',
    found: 'a>b',
  },
  {
    promise: 'the surroundings of several roots, by the nearest',
    edges: 'a>b b>c d>c c>e',
    roots: ['d', 'a', 'd'],
    options: { direction: 'callees', depth: 2 },
    nodes: 'a@0 d@0 b@1 c@1 e@2',
    found: 'a>b b>c c>e d>c',
  },
  {
    promise: 'all edges of the kinds among its nodes, self loops and ways back too',
    edges: 'a>b a>c b>c c>a b>b a-READS>b',
    roots: 'a',
    options: { depth: 1, direction: 'callees' },
    nodes: 'a@0 b@1 c@1',
    found: 'a>b a>c b>b b>c c>a',
  },
  {
    promise: 'the kinds asked for',
    edges: 'a>b a-READS>b a-READS>c',
    roots: 'a',
    options: { edgeKinds: ['READS', 'CALLS', 'READS'] },
    nodes: 'a@0 b@1 c@1',
    found: 'a>b a-READS>b a-READS>c',
  },
  {
    promise: 'stored nodes alone, and what lies behind the others',
    edges: 'a>x x>b a>c',
    unstored: 'x',
    roots: 'a',
    nodes: 'a@0 c@1 b@2',
    found: 'a>c',
  },
  {
    promise: 'a root on its own',
    edges: 'b>c',
    roots: 'b',
    options: { edgeKinds: ['X'] },
    nodes: 'b@0',
    found: '',
  },
];

/** The promise: the graph around some nodes. */
export const callGraph: Spec = {
  name: 'call-graph',
  define(test) {
    for (const { promise, edges, unstored = '', roots, options, nodes, found } of CASES) {
      test(`shows ${promise}`, async ({ graph, queries, repo }) => {
        const repoId = repo();
        await graph.storeGraph(arrowGraph(repoId, edges, [], [...unstored]));
        const answer = await queries.callGraph(repoId, roots, options);
        same([nodesText(answer), edgesText(answer)], [nodes, found]);
        same([answer.nodes.total, answer.nodes.truncated], [answer.nodes.items.length, false]);
        same([answer.edges.total, answer.edges.truncated], [answer.edges.items.length, false]);
        same(
          answer.caveats.map(({ code }) => code),
          unstored === '' ? [] : ['dangling-ends'],
        );
      });
    }

    test('gives whole nodes, and edges with their attributes', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const [a, b] = [node('a', { attributes: { x: '' } }), node('b', { file: 'b.ts' })];
      const calls = edge('a', 'CALLS', 'b', { line: '12' });
      await graph.storeGraph(graphOf(repoId, [a, b], [calls]));
      const answer = await queries.callGraph(repoId, [{ id: 'a' }]);
      same(answer.nodes.items, [
        { ...summaryOf(a), distance: 0 },
        { ...summaryOf(b), distance: 1 },
      ]);
      same(answer.edges.items, [calls]);
    });

    test('cuts the nodes at the limit and the edges to those among them, never the totals', async ({
      graph,
      queries,
      repo,
    }) => {
      const repoId = repo();
      await graph.storeGraph(arrowGraph(repoId, 'a>b a>c b>c c>d'));
      const answer = await queries.callGraph(repoId, 'a', { limit: 2 });
      same([nodesText(answer), edgesText(answer)], ['a@0 b@1', 'a>b']);
      same([answer.nodes.total, answer.nodes.truncated], [4, true]);
      same([answer.edges.total, answer.edges.truncated], [4, true]);
    });

    test('is NOT_FOUND or AMBIGUOUS where a root is', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(
        graphOf(repoId, [node('1', { name: 'twice' }), node('2', { name: 'twice' }), node('a')]),
      );
      await fails(queries.callGraph(repoId, ['a', 'none']), 'NOT_FOUND');
      await fails(queries.callGraph(repoId, ['a', 'twice']), 'AMBIGUOUS');
    });
  },
};

function nodesText({ nodes }: CallGraph): string {
  return nodes.items.map(({ id, distance }) => `${id}@${distance}`).join(' ');
}

function edgesText({ edges }: CallGraph): string {
  return edges.items
    .map(({ source, target, kind }) => `${source}${kind === 'CALLS' ? '' : `-${kind}`}>${target}`)
    .join(' ');
}

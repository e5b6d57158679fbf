import { fails, same } from '../assertions.ts';
import { edge, graphOf, node, sampleGraph } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** The promise: a graph in numbers. */
export const summary: Spec = {
  name: 'summary',
  define(test) {
    test('counts nodes, edges, files and what dangles', async ({ graph, queries, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      same(await queries.summary(given.repoId), {
        repoId: given.repoId,
        totalNodes: 3,
        totalEdges: 4,
        danglingEdges: 1,
        files: 2,
        nodesByKind: [{ kind: 'Function', count: 3 }],
        edgesByKind: [
          { kind: 'CALLS', count: 3 },
          { kind: 'READS', count: 1 },
        ],
      });
    });

    test('counts an empty graph', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, []));
      const nothing = {
        totalNodes: 0,
        totalEdges: 0,
        danglingEdges: 0,
        files: 0,
        nodesByKind: [],
        edgesByKind: [],
      };
      same(await queries.summary(repoId), { repoId, ...nothing });
    });

    test('orders kinds by count, then by code point', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const kinds = ['z', '\u{1F600}', '\uFF5E', 'a', 'Z', '', 'z'];
      const edges = kinds.slice(0, 5).map((kind) => edge('0', kind, '1'));
      await graph.storeGraph(
        graphOf(
          repoId,
          kinds.map((kind, index) => node(`${index}`, { kind })),
          edges,
        ),
      );
      const { nodesByKind, edgesByKind } = await queries.summary(repoId);
      same(
        nodesByKind.map(({ kind, count }) => `${kind} ${count}`),
        ['z 2', ' 1', 'Z 1', 'a 1', '\uFF5E 1', '\u{1F600} 1'],
      );
      same(
        edgesByKind.map(({ kind }) => kind),
        ['Z', 'a', 'z', '\uFF5E', '\u{1F600}'],
      );
    });

    test('counts files of nodes, the empty path not among them', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const files = ['a', 'a', 'A', '', 'b/a', 'a/'];
      await graph.storeGraph(
        graphOf(
          repoId,
          files.map((file, index) => node(`${index}`, { file })),
          [],
          { fileHashes: { other: '' } },
        ),
      );
      same((await queries.summary(repoId)).files, 4);
    });

    test('agrees with the metadata and the report after each write', async ({ graph, queries, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const { dangling } = await graph.replaceFiles(given.repoId, {
        files: ['src/c.ts'],
        nodes: [],
        edges: [],
      });
      const found = await queries.summary(given.repoId);
      const metadata = await graph.getGraphMetadata(given.repoId);
      same(
        [found.danglingEdges, found.totalNodes, found.totalEdges],
        [dangling, metadata?.totalNodes, metadata?.totalEdges],
      );
    });

    test('is NOT_FOUND for an unknown repository', async ({ queries, repo }) => {
      await fails(queries.summary(repo()), 'NOT_FOUND');
    });
  },
};

import type { GraphMetadata } from '../../graph/index.ts';
import { fails, isAbsent, same, stores } from '../assertions.ts';
import { edge, graphOf, metadataOf, node, sampleGraph } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

const LARGEST = Number.MAX_SAFE_INTEGER;

/** The promise: metadata are kept and replaced. */
export const metadata: Spec = {
  name: 'metadata',
  define(test) {
    test('gives the metadata without the graph', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const totals = { totalNodes: 3, totalEdges: 4 };
      same(await graph.getGraphMetadata(given.repoId), { ...given.metadata, ...totals });
    });

    test('counts totals itself, after every kind of write', async ({ graph, repo }) => {
      const repoId = repo();
      const totals = async (): Promise<unknown> => {
        const { totalNodes, totalEdges } = (await graph.getGraphMetadata(repoId)) ?? metadataOf(repoId);
        return [totalNodes, totalEdges];
      };
      await graph.storeGraph(graphOf(repoId, [node('a'), node('a')], [], { totalNodes: 99, totalEdges: 99 }));
      same(await totals(), [1, 0]);
      await graph.updateNodes(repoId, [node('b'), node('a', { name: 'x' })]);
      same(await totals(), [2, 0]);
      await graph.updateEdges(repoId, [edge('a', 'CALLS', 'b'), edge('a', 'CALLS', 'x')]);
      same(await totals(), [2, 2]);
      await graph.deleteEdges(repoId, [edge('a', 'CALLS', 'x'), edge('a', 'CALLS', 'y')]);
      same(await totals(), [2, 1]);
      await graph.updateGraphMetadata(repoId, metadataOf(repoId, { totalNodes: 7, totalEdges: 7 }));
      same(await totals(), [2, 1]);
      await graph.replaceFiles(repoId, { files: ['c'], nodes: [node('c', { file: 'c' })], edges: [] });
      same(await totals(), [3, 1]);
      await graph.deleteNodes(repoId, ['b', 'y']);
      same(await totals(), [2, 0]);
    });

    test('replaces the metadata and leaves the graph alone', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const next: GraphMetadata = {
        repoId: given.repoId,
        lastUpdated: { seconds: 5, nanoseconds: 6 },
        version: 7,
        fileHashes: { 'src/new.ts': 'hash' },
        totalNodes: 0,
        totalEdges: 0,
        schemaVersion: '2.0',
      };
      await graph.updateGraphMetadata(given.repoId, next);
      await stores(graph, { ...given, metadata: next });
    });

    test('gives the metadata the id of the repository it is stored under', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const another = repo();
      await graph.updateGraphMetadata(given.repoId, metadataOf(another));
      await stores(graph, { ...given, metadata: metadataOf(given.repoId) });
      same(await graph.getGraphMetadata(another), undefined);
    });

    for (const [what, parts] of [
      ['zero everywhere', { version: 0, lastUpdated: { seconds: 0, nanoseconds: 0 }, schemaVersion: '' }],
      [
        'the largest integers',
        { version: LARGEST, lastUpdated: { seconds: LARGEST, nanoseconds: 999_999_999 } },
      ],
      ['one nanosecond', { lastUpdated: { seconds: 0, nanoseconds: 1 } }],
      ['a nanosecond of today', { lastUpdated: { seconds: 1_790_000_000, nanoseconds: 987_654_321 } }],
      ['a file hash with an empty path', { fileHashes: { '': '' } }],
      [
        'many file hashes',
        { fileHashes: Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`f${i}`, `${i}`])) },
      ],
    ] as const satisfies readonly (readonly [string, Partial<GraphMetadata>])[]) {
      test(`keeps ${what} exactly`, async ({ graph, repo }) => {
        const given = graphOf(repo(), [node('a')], [], parts);
        await graph.storeGraph(given);
        await stores(graph, given);
        await graph.updateGraphMetadata(given.repoId, metadataOf(given.repoId));
        await graph.updateGraphMetadata(given.repoId, given.metadata);
        await stores(graph, given);
      });
    }

    test('carries whole seconds out of the nanoseconds', async ({ graph, repo }) => {
      const lastUpdated = { seconds: 1, nanoseconds: 2_000_000_003 };
      const given = graphOf(repo(), [], [], { lastUpdated });
      await graph.storeGraph(given);
      await stores(graph, graphOf(given.repoId, [], [], { lastUpdated: { seconds: 3, nanoseconds: 3 } }));
    });

    test('never changes the version by itself', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      await graph.updateNodes(given.repoId, [node('d')]);
      await graph.deleteNodes(given.repoId, ['d']);
      await stores(graph, given);
    });

    test('is undefined for an unknown repository, and updating it NOT_FOUND', async ({ graph, repo }) => {
      const repoId = repo();
      same(await graph.getGraphMetadata(repoId), undefined);
      await fails(graph.updateGraphMetadata(repoId, metadataOf(repoId)), 'NOT_FOUND');
      await isAbsent(graph, repoId);
    });
  },
};

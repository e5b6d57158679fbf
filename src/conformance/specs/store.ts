import { reported, stores } from '../assertions.ts';
import { edge, graphOf, node, sampleGraph } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** The promise: a graph is stored, and the report counts what happened. */
export const store: Spec = {
  name: 'store',
  define(test) {
    test('reports every row of a first graph as created', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      const report = await graph.storeGraph(given);
      reported(report, given.repoId, { nodes: { created: 3 }, edges: { created: 4 }, dangling: 1 });
      await stores(graph, given);
    });

    test('reports every row of the same graph stored again as unchanged', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const report = await graph.storeGraph(given);
      reported(report, given.repoId, { nodes: { unchanged: 3 }, edges: { unchanged: 4 }, dangling: 1 });
      await stores(graph, given);
    });

    test('finds a graph unchanged whatever the order of its rows', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const reversed = { ...given, nodes: given.nodes.toReversed(), edges: given.edges.toReversed() };
      const report = await graph.storeGraph(reversed);
      reported(report, given.repoId, { nodes: { unchanged: 3 }, edges: { unchanged: 4 }, dangling: 1 });
    });

    test('reports what a changed graph creates, updates, keeps and deletes', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const changed = graphOf(
        given.repoId,
        [node('a', { attributes: { language: 'rust' } }), ...given.nodes.slice(2), node('d')],
        [edge('a', 'CALLS', 'b', { line: '2' }), edge('a', 'READS', 'c'), edge('d', 'CALLS', 'a')],
        { version: 2, schemaVersion: '1.1', fileHashes: { 'src/a.ts': 'new hash' } },
      );
      const report = await graph.storeGraph(changed);
      reported(report, given.repoId, {
        nodes: { created: 1, updated: 1, unchanged: 1, deleted: 1 },
        edges: { created: 1, updated: 1, unchanged: 1, deleted: 2 },
        dangling: 1,
      });
      await stores(graph, changed);
    });

    for (const [field, changed] of [
      ['name', node('a', { name: 'renamed' })],
      ['kind', node('a', { kind: 'Method' })],
      ['file', node('a', { file: 'src/b.ts' })],
      ['span', node('a', { span: { endColumn: 1 } })],
      ['attributes', node('a', { attributes: { added: '' } })],
    ] as const) {
      test(`notices a node whose ${field} alone changed`, async ({ graph, repo }) => {
        const repoId = repo();
        await graph.storeGraph(graphOf(repoId, [node('a'), node('b')]));
        const next = graphOf(repoId, [changed, node('b')]);
        reported(await graph.storeGraph(next), repoId, { nodes: { updated: 1, unchanged: 1 } });
        await stores(graph, next);
      });
    }

    test('removes attributes that the new graph no longer has', async ({ graph, repo }) => {
      const repoId = repo();
      const attributes = { kept: '1', removed: '2' };
      await graph.storeGraph(
        graphOf(repoId, [node('a', { attributes })], [edge('a', 'CALLS', 'a', attributes)]),
      );
      const next = graphOf(
        repoId,
        [node('a', { attributes: { kept: '1' } })],
        [edge('a', 'CALLS', 'a', { kept: '1' })],
      );
      reported(await graph.storeGraph(next), repoId, { nodes: { updated: 1 }, edges: { updated: 1 } });
      await stores(graph, next);
    });

    test('lets the last of duplicate rows win and counts it once', async ({ graph, repo }) => {
      const repoId = repo();
      const given = graphOf(
        repoId,
        [node('a', { name: 'first' }), node('b'), node('a', { name: 'last' })],
        [
          edge('a', 'CALLS', 'b', { call: 'first' }),
          edge('b', 'CALLS', 'a'),
          edge('a', 'CALLS', 'b', { call: 'last' }),
        ],
      );
      reported(await graph.storeGraph(given), repoId, {
        nodes: { created: 2 },
        edges: { created: 2 },
        givenAgain: {
          nodes: { rows: 1, first: ['a'] },
          edges: { rows: 1, first: [{ source: 'a', target: 'b', kind: 'CALLS' }] },
        },
      });
      await stores(
        graph,
        graphOf(
          repoId,
          [node('a', { name: 'last' }), node('b')],
          [edge('a', 'CALLS', 'b', { call: 'last' }), edge('b', 'CALLS', 'a')],
        ),
      );
    });

    test('lets the last of duplicate rows win over what was stored', async ({ graph, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, [node('a', { name: 'old' })]));
      const given = graphOf(repoId, [node('a', { name: 'first' }), node('a', { name: 'old' })]);
      reported(await graph.storeGraph(given), repoId, {
        nodes: { unchanged: 1 },
        givenAgain: { nodes: { rows: 1, first: ['a'] } },
      });
    });

    test('keeps an empty graph as a repository of its own', async ({ graph, repo }) => {
      const given = graphOf(repo(), []);
      reported(await graph.storeGraph(given), given.repoId, {});
      await stores(graph, given);
    });

    test('empties a repository by an empty graph', async ({ graph, repo }) => {
      const repoId = repo();
      await graph.storeGraph(sampleGraph(repoId));
      const report = await graph.storeGraph(graphOf(repoId, []));
      reported(report, repoId, { nodes: { deleted: 3 }, edges: { deleted: 4 } });
      await stores(graph, graphOf(repoId, []));
    });

    test('keeps a graph of edges alone', async ({ graph, repo }) => {
      const given = graphOf(repo(), [], [edge('x', 'CALLS', 'y'), edge('y', 'CALLS', 'y')]);
      reported(await graph.storeGraph(given), given.repoId, { edges: { created: 2 }, dangling: 2 });
      await stores(graph, given);
    });

    test('keeps self loops, parallel edges of different kinds and both directions', async ({
      graph,
      repo,
    }) => {
      const given = graphOf(
        repo(),
        [node('a'), node('b')],
        [
          edge('a', 'CALLS', 'a'),
          edge('a', 'CALLS', 'b', { which: 'calls' }),
          edge('a', 'READS', 'b', { which: 'reads' }),
          edge('b', 'CALLS', 'a', { which: 'back' }),
        ],
      );
      reported(await graph.storeGraph(given), given.repoId, { nodes: { created: 2 }, edges: { created: 4 } });
      await stores(graph, given);
    });

    test('gives the metadata the repository id of the graph', async ({ graph, repo }) => {
      const given = graphOf(repo(), [node('a')]);
      await graph.storeGraph({ ...given, metadata: { ...given.metadata, repoId: 'another id' } });
      await stores(graph, given);
    });

    test('changes only the metadata where only the metadata changed', async ({ graph, repo }) => {
      const repoId = repo();
      await graph.storeGraph(
        graphOf(repoId, [node('a')], [], { fileHashes: { 'src/a.ts': 'old', gone: '' } }),
      );
      const next = graphOf(repoId, [node('a')], [], { fileHashes: { 'src/a.ts': 'new' }, version: 9 });
      reported(await graph.storeGraph(next), repoId, { nodes: { unchanged: 1 } });
      await stores(graph, next);
    });
  },
};

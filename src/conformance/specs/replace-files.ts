import { fails, holds, isAbsent, reported, stores } from '../assertions.ts';
import { edge, graphOf, node, sampleGraph } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** The promise: what files declare is replaced. */
export const replaceFiles: Spec = {
  name: 'replace-files',
  define(test) {
    test('replaces what a file declares and leaves the others alone', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const report = await graph.replaceFiles(given.repoId, {
        files: ['src/a.ts'],
        nodes: [node('a', { attributes: { language: 'typescript' } }), node('d')],
        edges: [edge('a', 'CALLS', 'b', { line: '2' }), edge('a', 'READS', 'c'), edge('d', 'CALLS', 'c')],
        fileHashes: { 'src/a.ts': 'new' },
      });
      // b is gone with its edge to c; the edge from a to b was given again, and now ends nowhere.
      reported(report, given.repoId, {
        nodes: { created: 1, unchanged: 1, deleted: 1 },
        edges: { created: 1, updated: 1, unchanged: 1, deleted: 1 },
        dangling: 2,
      });
      await stores(
        graph,
        graphOf(
          given.repoId,
          [node('a', { attributes: { language: 'typescript' } }), node('d'), node('c', { file: 'src/c.ts' })],
          [
            edge('a', 'CALLS', 'b', { line: '2' }),
            edge('a', 'READS', 'c'),
            edge('d', 'CALLS', 'c'),
            edge('c', 'CALLS', 'library'),
          ],
          { fileHashes: { 'src/a.ts': 'new', 'src/c.ts': 'hash c' } },
        ),
      );
    });

    test('lets a node go together with the only edge that touches it', async ({ graph, repo }) => {
      const given = graphOf(
        repo(),
        ['a', 'b', 'c'].map((id) => node(id, { file: 'x.ts' })),
        [edge('a', 'CALLS', 'b'), edge('b', 'CALLS', 'c')],
      );
      await graph.storeGraph(given);
      const rest = { nodes: given.nodes.slice(0, 2), edges: given.edges.slice(0, 1) };
      const report = await graph.replaceFiles(given.repoId, { files: ['x.ts'], ...rest });
      reported(report, given.repoId, {
        nodes: { unchanged: 2, deleted: 1 },
        edges: { unchanged: 1, deleted: 1 },
      });
      await stores(graph, { ...given, ...rest });
    });

    test('leaves incoming edges, dangling if need be', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const report = await graph.replaceFiles(given.repoId, { files: ['src/c.ts'], nodes: [], edges: [] });
      reported(report, given.repoId, { nodes: { deleted: 1 }, edges: { deleted: 1 }, dangling: 2 });
      await stores(graph, {
        ...given,
        nodes: given.nodes.slice(0, 2),
        edges: given.edges.slice(0, 3),
        metadata: { ...given.metadata, fileHashes: { 'src/a.ts': 'hash a' } },
      });
    });

    test('changes nothing when a file is replaced by what it holds', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const report = await graph.replaceFiles(given.repoId, {
        files: ['src/a.ts'],
        nodes: given.nodes.slice(0, 2),
        edges: given.edges.slice(0, 3),
        fileHashes: { 'src/a.ts': 'hash a' },
      });
      reported(report, given.repoId, { nodes: { unchanged: 2 }, edges: { unchanged: 3 }, dangling: 1 });
      await stores(graph, given);
    });

    test('moves a node from a file that is not replaced, its edges with it', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const moved = node('c', { file: 'src/new.ts' });
      const report = await graph.replaceFiles(given.repoId, {
        files: ['src/new.ts'],
        nodes: [moved],
        edges: [],
      });
      reported(report, given.repoId, { nodes: { updated: 1 }, dangling: 1 });
      await stores(graph, { ...given, nodes: [...given.nodes, moved] });
      await graph.replaceFiles(given.repoId, { files: ['src/c.ts'], nodes: [], edges: [] });
      const fileHashes = { 'src/a.ts': 'hash a' };
      const after = { ...given, metadata: { ...given.metadata, fileHashes } };
      await stores(graph, { ...after, nodes: [...given.nodes, moved] });
      await graph.replaceFiles(given.repoId, { files: ['src/new.ts'], nodes: [], edges: [] });
      await stores(graph, { ...after, nodes: given.nodes.slice(0, 2), edges: given.edges.slice(0, 3) });
    });

    test('moves a node between two files that are both replaced', async ({ graph, repo }) => {
      const repoId = repo();
      const old = [node('a', { file: 'x' }), node('b', { file: 'y' })];
      await graph.storeGraph(graphOf(repoId, old, [edge('a', 'CALLS', 'b'), edge('b', 'CALLS', 'a')]));
      const nodes = [node('a', { file: 'y' }), node('b', { file: 'y' })];
      const edges = [edge('a', 'CALLS', 'b')];
      const report = await graph.replaceFiles(repoId, { files: ['x', 'y'], nodes, edges });
      reported(report, repoId, {
        nodes: { updated: 1, unchanged: 1 },
        edges: { unchanged: 1, deleted: 1 },
      });
      await stores(graph, graphOf(repoId, nodes, edges));
    });

    test('replaces the edges of unstored sources by naming the file ""', async ({ graph, repo }) => {
      const repoId = repo();
      const kept = edge('a', 'CALLS', 'x');
      const foreign = [edge('x', 'CALLS', 'a'), edge('x', 'CALLS', 'y')];
      await graph.storeGraph(
        graphOf(repoId, [node('a'), node('external', { file: '' })], [kept, ...foreign]),
      );
      const next = edge('z', 'CALLS', 'a');
      const report = await graph.replaceFiles(repoId, { files: [''], nodes: [], edges: [next] });
      reported(report, repoId, {
        nodes: { deleted: 1 },
        edges: { created: 1, deleted: 2 },
        dangling: 2,
      });
      await stores(graph, graphOf(repoId, [node('a')], [kept, next]));
    });

    test('makes edges of a new file whose node arrives with them', async ({ graph, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, [node('a')], [edge('a', 'CALLS', 'new')]));
      const replacement = {
        files: ['new.ts'],
        nodes: [node('new', { file: 'new.ts' })],
        edges: [edge('new', 'CALLS', 'a')],
        fileHashes: { 'new.ts': 'hash' },
      };
      const report = await graph.replaceFiles(repoId, replacement);
      reported(report, repoId, { nodes: { created: 1 }, edges: { created: 1 } });
      const { nodes, edges, fileHashes } = replacement;
      const all = [edge('a', 'CALLS', 'new'), ...edges];
      await stores(graph, graphOf(repoId, [node('a'), ...nodes], all, { fileHashes }));
    });

    test('lets the last duplicate of one call win and counts it once', async ({ graph, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, []));
      const report = await graph.replaceFiles(repoId, {
        files: ['src/a.ts', 'src/a.ts'],
        nodes: [node('a', { name: 'first' }), node('a')],
        edges: [edge('a', 'CALLS', 'a', { n: '1' }), edge('a', 'CALLS', 'a')],
      });
      reported(report, repoId, {
        nodes: { created: 1 },
        edges: { created: 1 },
        givenAgain: {
          nodes: { rows: 1, first: ['a'] },
          edges: { rows: 1, first: [{ source: 'a', target: 'a', kind: 'CALLS' }] },
        },
      });
      await stores(graph, graphOf(repoId, [node('a')], [edge('a', 'CALLS', 'a')]));
    });

    test('drops the hash of a replaced file that is given none', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      await graph.replaceFiles(given.repoId, { files: ['src/a.ts'], nodes: [], edges: [] });
      const hashes = (await graph.getGraphMetadata(given.repoId))?.fileHashes;
      holds(JSON.stringify(hashes) === '{"src/c.ts":"hash c"}', `left ${JSON.stringify(hashes)}`);
    });

    test('does nothing where no file is named', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const report = await graph.replaceFiles(given.repoId, { files: [], nodes: [], edges: [] });
      reported(report, given.repoId, { dangling: 1 });
      await stores(graph, given);
    });

    for (const [what, replacement] of [
      ['an edge whose source lies in another file', { edges: [edge('c', 'CALLS', 'a')] }],
      ['an edge whose source is not stored', { edges: [edge('x', 'CALLS', 'a')] }],
      ['an edge whose source the replacement itself removes', { edges: [edge('b', 'CALLS', 'a')] }],
      ['a node of another file', { nodes: [node('c', { file: 'src/c.ts' })] }],
      ['a hash of another file', { fileHashes: { 'src/c.ts': 'x' } }],
    ] as const) {
      test(`refuses ${what} and changes nothing`, async ({ graph, repo }) => {
        const given = sampleGraph(repo());
        await graph.storeGraph(given);
        const whole = {
          files: ['src/a.ts'],
          nodes: [node('a', { name: 'changed' })],
          edges: [],
          ...replacement,
        };
        await fails(graph.replaceFiles(given.repoId, whole), 'INVALID_GRAPH');
        await stores(graph, given);
      });
    }

    test('is NOT_FOUND for an unknown repository, which it does not make', async ({ graph, repo }) => {
      const repoId = repo();
      const replacement = { files: ['src/a.ts'], nodes: [node('a')], edges: [] };
      await fails(graph.replaceFiles(repoId, replacement), 'NOT_FOUND');
      await isAbsent(graph, repoId);
    });
  },
};

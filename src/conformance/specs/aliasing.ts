import { sourceOf } from '../../storage/index.ts';
import { collected, rowsOf, same, stores } from '../assertions.ts';
import { analysisOf, edge, graphOf, node, sampleGraph } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** The promise: nothing that is passed in or handed out is shared. */
export const aliasing: Spec = {
  name: 'aliasing',
  define(test) {
    test('does not see later changes of a stored graph', async ({ graph, repo }) => {
      const repoId = repo();
      const given = sampleGraph(repoId);
      await graph.storeGraph(given);
      spoil(given);
      await stores(graph, sampleGraph(repoId));
    });

    test('does not see changes made while the graph is being stored', async ({ graph, repo }) => {
      const repoId = repo();
      const given = sampleGraph(repoId);
      const storing = graph.storeGraph(given);
      spoil(given);
      await storing;
      await stores(graph, sampleGraph(repoId));
    });

    test('does not see changes made while the same graph is being stored again', async ({ graph, repo }) => {
      const repoId = repo();
      const given = sampleGraph(repoId);
      await graph.storeGraph(given);
      const storing = graph.storeGraph(given);
      spoil(given);
      same((await storing).nodes.unchanged, sampleGraph(repoId).nodes.length);
      await stores(graph, sampleGraph(repoId));
    });

    test('does not see changes made while a former graph is being stored again', async ({ graph, repo }) => {
      const repoId = repo();
      const given = sampleGraph(repoId);
      await graph.storeGraph(given);
      for (const write of [() => graph.deleteNodes(repoId, ['a']), () => graph.deleteGraph(repoId)]) {
        await write();
        const again = structuredClone(given);
        const storing = graph.storeGraph(again);
        spoil(again);
        await storing;
        await stores(graph, given);
      }
    });

    test('does not see later changes of a source', async ({ graph, repo }) => {
      const repoId = repo();
      const rows = sampleGraph(repoId);
      await graph.storeGraph({
        metadata: rows.metadata,
        async *nodes() {
          yield* rows.nodes;
        },
        async *edges() {
          yield* rows.edges;
        },
      });
      spoil(rows);
      await stores(graph, sampleGraph(repoId));
    });

    test('does not see later changes of updates', async ({ graph, repo }) => {
      const repoId = repo();
      const given = sampleGraph(repoId);
      await graph.storeGraph(graphOf(repoId, []));
      // One at a time, for writers side by side may get CONFLICT.
      const nodes = graph.updateNodes(repoId, given.nodes);
      spoil({ nodes: given.nodes });
      await nodes;
      const edges = graph.updateEdges(repoId, given.edges);
      spoil({ edges: given.edges });
      await edges;
      const metadata = graph.updateGraphMetadata(repoId, given.metadata);
      spoil({ metadata: given.metadata });
      await metadata;
      await stores(graph, sampleGraph(repoId));
    });

    test('does not see later changes of replaced files', async ({ graph, repo }) => {
      const repoId = repo();
      const replacement = {
        files: ['src/a.ts'],
        nodes: [node('a', { attributes: { x: '1' } })],
        edges: [edge('a', 'CALLS', 'a', { x: '1' })],
        fileHashes: { 'src/a.ts': 'hash' },
      };
      const expected = structuredClone(replacement);
      await graph.storeGraph(graphOf(repoId, []));
      const write = graph.replaceFiles(repoId, replacement);
      spoil({ ...graphOf(repoId, []), ...replacement });
      replacement.files.push('src/b.ts');
      replacement.fileHashes['src/a.ts'] = 'spoilt';
      await write;
      const { nodes, edges, fileHashes } = expected;
      await stores(graph, graphOf(repoId, nodes, edges, { fileHashes }));
    });

    test('does not see later changes of deletions', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const [ids, edges] = [['a'], [edge('c', 'CALLS', 'library')]];
      const edgeDeletion = graph.deleteEdges(given.repoId, edges);
      Object.assign(edges[0] ?? {}, { source: 'b', target: 'c' });
      await edgeDeletion;
      const nodeDeletion = graph.deleteNodes(given.repoId, ids);
      ids[0] = 'b';
      await nodeDeletion;
      await stores(graph, { ...given, nodes: given.nodes.slice(1), edges: [edge('b', 'CALLS', 'c')] });
    });

    test('changes nothing that was passed in', async ({ graph, repo }) => {
      const given = frozen(sampleGraph(repo()));
      const before = JSON.stringify(given);
      await graph.storeGraph(given);
      await graph.storeGraph(sourceOf(given));
      await graph.updateNodes(given.repoId, given.nodes);
      await graph.updateEdges(given.repoId, given.edges);
      await graph.updateGraphMetadata(given.repoId, given.metadata);
      const replacement = frozen({ files: ['src/c.ts'], nodes: given.nodes.slice(2), edges: [] });
      await graph.replaceFiles(given.repoId, replacement);
      await graph.deleteEdges(given.repoId, given.edges);
      await graph.deleteNodes(given.repoId, frozen(['a']));
      same(JSON.stringify(given), before);
    });

    test('is not changed through what it gave out', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const loaded = await graph.loadGraph(given.repoId);
      if (loaded !== undefined) spoil(loaded);
      await stores(graph, given);
      spoil(await collected(await graph.streamGraph(given.repoId)));
      await stores(graph, given);
      const metadata = await graph.getGraphMetadata(given.repoId);
      if (metadata !== undefined) spoil({ ...given, nodes: [], edges: [], metadata });
      (await graph.listRepositories()).length = 0;
      await stores(graph, given);
    });

    test('is not changed through the answers to queries', async ({ graph, queries, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const ask = async (): Promise<readonly unknown[]> => [
        await queries.findNodes(given.repoId, {}),
        await queries.callees(given.repoId, 'a', { depth: 3 }),
        await queries.deadCode(given.repoId, { entryPoints: { ids: ['c'] } }),
        await queries.summary(given.repoId),
      ];
      const answers = await ask();
      const before = structuredClone(answers);
      for (const answer of answers) spoilDeeply(answer);
      same(await ask(), before);
      await stores(graph, given);
    });

    test('does not see later changes of a stored result, nor of one that it gave out', async ({
      analysis,
      repo,
    }) => {
      const given = analysisOf(repo(), 'a');
      const expected = structuredClone(given);
      const storing = analysis.storeAnalysis(given);
      spoilDeeply(given);
      await storing;
      same(await analysis.loadAnalysis(expected.repoId, 'a'), expected);
      for (const result of await analysis.findAnalysis(expected.repoId)) spoilDeeply(result);
      spoilDeeply((await analysis.loadAnalysis(expected.repoId, 'a')) ?? given);
      same(await analysis.findAnalysis(expected.repoId), [expected]);
      const since = { seconds: 0, nanoseconds: 0 };
      const query = { since, limit: 1 };
      const finding = analysis.findAnalysis(expected.repoId, query);
      Object.assign(since, { seconds: Number.MAX_SAFE_INTEGER });
      query.limit = 0;
      same(await finding, [expected]);
    });

    test('streams rows that belong to the reader', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const source = await graph.streamGraph(given.repoId);
      if (source === undefined) throw new Error('not stored');
      spoilDeeply(await rowsOf(source.nodes()));
      spoilDeeply(await rowsOf(source.edges()));
      const again = await rowsOf(source.nodes());
      same(again.map(({ id }) => id).sort(), ['a', 'b', 'c']);
      await stores(graph, given);
    });
  },
};

/** Changes everything in a graph that can be changed, its lists included. */
function spoil(graph: object): void {
  spoilDeeply(graph);
  for (const list of Object.values(graph)) if (Array.isArray(list)) list.length = 0;
}

function spoilDeeply(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const record = value as Record<string, unknown>;
  for (const [key, item] of Object.entries(record)) {
    if (typeof item === 'string') record[key] = `spoilt ${item}`;
    else if (typeof item === 'number') record[key] = item + 1;
    else spoilDeeply(item);
  }
  if (!Array.isArray(value)) record.spoilt = 'spoilt';
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  for (const item of Object.values(value)) frozen(item);
  return Object.freeze(value);
}

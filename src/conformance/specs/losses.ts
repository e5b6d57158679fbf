import { collected, fails, holds, isAbsent, reported, same, stores } from '../assertions.ts';
import { edge, graphOf, metadataOf, node, sampleGraph } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

const AGAIN = {
  nodes: { rows: 2, first: ['a'] },
  edges: { rows: 1, first: [{ source: 'a', target: 'b', kind: 'CALLS' }] },
};
const NODES = [node('a'), node('b'), node('a'), node('a', { name: 'last' })];
const EDGES = [edge('a', 'CALLS', 'b', { line: '3' }), edge('a', 'CALLS', 'b', { line: '9' })];

/** What is given and not stored is reported. */
export const losses: Spec = {
  name: 'losses',
  define(test) {
    test('counts rows that a source gives again, first stored and stored again', async ({ graph, repo }) => {
      const repoId = repo();
      const source = {
        metadata: metadataOf(repoId),
        async *nodes() {
          yield* NODES;
        },
        async *edges() {
          yield* EDGES;
        },
      };
      for (const again of [false, true]) {
        const report = await graph.storeGraph(source);
        same(report.givenAgain, AGAIN, again ? 'stored again' : 'first stored');
      }
      await stores(graph, graphOf(repoId, NODES, EDGES));
    });

    test('counts rows that a source gives again which is read once', async ({ graph, repo }) => {
      const repoId = repo();
      let passes = 0;
      const once = async function* <Row>(rows: readonly Row[]): AsyncIterable<Row> {
        if (++passes > 2) throw new Error('read twice');
        yield* rows;
      };
      const report = await graph.storeGraph({
        metadata: metadataOf(repoId),
        nodes: () => once(NODES),
        edges: () => once(EDGES),
        readOnce: true,
      });
      same(report.givenAgain, AGAIN);
    });

    test('counts rows that a graph in memory gives again, first stored and stored again', async ({
      graph,
      repo,
    }) => {
      const given = graphOf(repo(), NODES, EDGES);
      same((await graph.storeGraph(given, { dryRun: true })).givenAgain, AGAIN);
      for (let times = 0; times < 3; times++) same((await graph.storeGraph(given)).givenAgain, AGAIN);
    });

    test('counts rows that an update or replaced files give again', async ({ graph, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, []));
      const none = { rows: 0, first: [] };
      same((await graph.updateNodes(repoId, NODES)).givenAgain, { nodes: AGAIN.nodes, edges: none });
      same((await graph.updateEdges(repoId, EDGES)).givenAgain, { nodes: none, edges: AGAIN.edges });
      const replacement = { files: ['src/a.ts'], nodes: NODES, edges: EDGES };
      same((await graph.replaceFiles(repoId, replacement)).givenAgain, AGAIN);
    });

    test('names the first five of many rows given again', async ({ graph, repo }) => {
      const nodes = Array.from({ length: 12 }, (_, index) => node(`n${index % 6}`));
      const { givenAgain } = await graph.storeGraph(graphOf(repo(), nodes));
      same(givenAgain.nodes, { rows: 6, first: ['n0', 'n1', 'n2', 'n3', 'n4'] });
    });

    test('counts nothing for a deletion', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const report = await graph.deleteNodes(given.repoId, ['a', 'a']);
      reported(report, given.repoId, {
        nodes: { deleted: 1 },
        edges: { deleted: 2 },
        dangling: 1,
      });
    });

    test('counts fields that are no part of a graph and stores none of them', async ({ graph, repo }) => {
      const { repoId, nodes, edges, metadata } = sampleGraph(repo());
      const given = {
        repoId,
        nodes: nodes.map((row) => ({ ...row, signature: 'f(x)', span: { ...row.span, line: 1 } })),
        edges: edges.map((row) => ({ ...row, line: 7 })),
        metadata: { ...metadata, tool: 'other' },
        directed: true,
      };
      const fields = { 'node.signature': 3, 'node.span.line': 3, 'edge.line': 4 };
      const whole = { 'graph.directed': 1, 'metadata.tool': 1, ...fields };
      for (let times = 0; times < 2; times++) same((await graph.storeGraph(given)).ignoredFields, whole);
      same((await graph.storeGraph(given, { dryRun: true })).ignoredFields, whole);
      await stores(graph, sampleGraph(repoId));
      same((await graph.updateNodes(repoId, given.nodes)).ignoredFields, {
        'node.signature': 3,
        'node.span.line': 3,
      });
      same((await graph.updateEdges(repoId, given.edges)).ignoredFields, { 'edge.line': 4 });
      same(await collected(await graph.streamGraph(repoId)).then((read) => read.nodes.length), 3);
    });

    for (const [what, change] of [
      ['a row given again', { edges: EDGES }],
      ['an unknown field', { nodes: [{ ...node('a'), signature: 'f(x)' }] }],
    ] as const) {
      test(`refuses ${what} where it is asked to be strict, and stores nothing`, async ({ graph, repo }) => {
        const given = { ...graphOf(repo(), []), ...change };
        const { message } = await fails(graph.storeGraph(given, { strict: true }), 'INVALID_GRAPH');
        holds(/CALLS|signature/.test(message), message);
        const source = {
          metadata: given.metadata,
          async *nodes() {
            yield* given.nodes;
          },
          async *edges() {
            yield* given.edges;
          },
        };
        await fails(graph.storeGraph(source, { strict: true }), 'INVALID_GRAPH');
        await isAbsent(graph, given.repoId);
      });
    }
  },
};

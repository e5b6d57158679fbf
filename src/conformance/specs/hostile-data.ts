import { type SerializableNode, setOwn } from '../../graph/index.ts';
import { collected, reported, same, sameGraph, stores } from '../assertions.ts';
import { graphFullOf, HOSTILE_TEXTS } from '../cases/hostile-texts.ts';
import { edge, graphOf, node } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

const LARGEST = Number.MAX_SAFE_INTEGER;

/** Names that a store keeps for its own labels, relationship types and properties, by DESIGN or by habit. */
const INTERNAL_KINDS = [
  'CodeNode', 'Unresolved', 'Repository', 'SourceFile', 'CodePrismStore', 'AnalysisResult', 'Batch', 'Dead',
  'DECLARED_IN', 'CONSTRUCTED_BY', 'OVERRIDES', 'ENTRY', 'OF', 'Entry', 'EntrySet', 'code_node', 'CODE_NODE',
]; // biome-ignore format: a table
const INTERNAL_NAMES = [
  'id', 'key', 'name', 'kind', 'file', 'generation', 'repoId', 'startByte', 'endColumn', 'attr_x', 'attr_', 'x',
  'nameKey', 'span', 'attributes', 'source', 'target', 'type', 'revision', 'deadReason', 'hash', 'attempt', 'labels',
]; // biome-ignore format: a table

/** The promise: any text that is allowed is kept exactly. */
export const hostileData: Spec = {
  name: 'hostile-data',
  define(test) {
    for (const [what, text] of HOSTILE_TEXTS) {
      test(`keeps ${what} in every field`, async ({ graph, repo }) => {
        const given = graphFullOf(repo(), text);
        const counts = { nodes: { created: 2 }, edges: { created: 3 }, dangling: 1 };
        reported(await graph.storeGraph(given), given.repoId, counts);
        await stores(graph, given);
        sameGraph(await collected(await graph.streamGraph(given.repoId)), given);
        const again = { nodes: { unchanged: 2 }, edges: { unchanged: 3 }, dangling: 1 };
        reported(await graph.storeGraph(given), given.repoId, again);
      });

      test(`updates, finds, walks and deletes by ${what}`, async ({ graph, queries, repo }) => {
        const given = graphFullOf(repo(), text);
        const { repoId } = given;
        const kind = text || 'CALLS';
        await graph.storeGraph(graphOf(repoId, []));
        await graph.updateNodes(repoId, given.nodes);
        await graph.updateEdges(repoId, given.edges);
        await graph.updateGraphMetadata(repoId, given.metadata);
        await stores(graph, given);
        const attributes = Object.fromEntries([[text, text]]);
        const found = await queries.findNodes(repoId, {
          id: text,
          name: text,
          kind: text,
          file: text,
          attributes,
        });
        same(
          found.items.map(({ id }) => id),
          [text],
        );
        const callees = await queries.callees(repoId, { id: text }, { edgeKinds: [kind], depth: 5 });
        same(
          callees.items.map(({ id }) => id),
          [text, `${text}2`],
        );
        const files = { files: [text], nodes: given.nodes.slice(0, 1), edges: given.edges.slice(0, 1) };
        const replaced = await graph.replaceFiles(repoId, { ...files, fileHashes: attributes });
        reported(replaced, repoId, {
          nodes: { unchanged: 1 },
          edges: { unchanged: 1, deleted: 1 },
          dangling: 1,
        });
        reported(await graph.deleteEdges(repoId, given.edges.slice(2)), repoId, { edges: { deleted: 1 } });
        const deleted = await graph.deleteNodes(repoId, [text]);
        reported(deleted, repoId, { nodes: { deleted: 1 }, edges: { deleted: 1 } });
        await stores(graph, { ...given, nodes: given.nodes.slice(1), edges: [] });
      });
    }

    test('keeps all of them side by side as ids', async ({ graph, queries, repo }) => {
      const ids = [...HOSTILE_TEXTS.values()];
      const edges = ids.map((id, index) => edge(id, 'CALLS', ids[(index + 1) % ids.length] ?? ''));
      const given = graphOf(
        repo(),
        ids.map((id) => node(id)),
        edges,
      );
      await graph.storeGraph(given);
      await stores(graph, given);
      const options = { depth: Number.POSITIVE_INFINITY };
      same((await queries.callees(given.repoId, { id: '' }, options)).total, ids.length);
    });

    test('keeps all of them side by side as kinds', async ({ graph, queries, repo }) => {
      const kinds = [...HOSTILE_TEXTS.values()].filter((kind) => kind !== '');
      const nodes = kinds.map((kind, index) => node(`${index}`, { kind }));
      const edges = kinds.map((kind) => edge('0', kind, '1', Object.fromEntries([[kind, kind]])));
      const given = graphOf(repo(), nodes, edges);
      await graph.storeGraph(given);
      await stores(graph, given);
      const { edgesByKind, nodesByKind } = await queries.summary(given.repoId);
      same([edgesByKind.length, nodesByKind.length], [kinds.length, kinds.length]);
      await graph.deleteEdges(given.repoId, edges.slice(1));
      await stores(graph, { ...given, edges: edges.slice(0, 1) });
    });

    test('keeps all of them side by side as attribute names', async ({ graph, queries, repo }) => {
      const attributes: Record<string, string> = {};
      for (const text of HOSTILE_TEXTS.values()) setOwn(attributes, text, `value of ${text}`);
      const given = graphOf(repo(), [node('a', { attributes })], [edge('a', 'CALLS', 'a', attributes)]);
      await graph.storeGraph(given);
      await stores(graph, given);
      same((await queries.findNodes(given.repoId, { attributes })).total, 1);
      const fewer = graphOf(given.repoId, [node('a')], [edge('a', 'CALLS', 'a')]);
      await graph.storeGraph(fewer);
      await stores(graph, fewer);
    });

    for (const kind of INTERNAL_KINDS) {
      test(`keeps a node and an edge of kind ${kind}`, async ({ graph, queries, repo }) => {
        const edges = [edge('a', kind, 'b', { kind: 'other' }), edge('b', kind, 'x')];
        const given = graphOf(repo(), [node('a', { kind }), node('b', { kind: 'Function' })], edges);
        await graph.storeGraph(given);
        await stores(graph, given);
        same(
          (await queries.findNodes(given.repoId, { kind })).items.map(({ id }) => id),
          ['a'],
        );
        same((await queries.callers(given.repoId, 'b', { edgeKinds: [kind] })).total, 1);
        same((await queries.summary(given.repoId)).danglingEdges, 1);
        const report = await graph.deleteEdges(given.repoId, edges);
        reported(report, given.repoId, { edges: { deleted: 2 } });
      });
    }

    test('distinguishes kinds that differ in case alone', async ({ graph, queries, repo }) => {
      const kinds = [
        'CALLS',
        'calls',
        'Calls',
        'cALLS',
        'Function',
        'function',
        'FUNCTION',
        'sqlQuery',
        'SqlQuery',
        'SQL_QUERY',
        'sql query',
        'SqlQuery_',
      ];
      const nodes = kinds.map((kind) => node(kind, { kind }));
      const edges = kinds.map((kind) => edge('CALLS', kind, 'calls', { kind }));
      const given = graphOf(repo(), nodes, edges);
      await graph.storeGraph(given);
      await stores(graph, given);
      for (const kind of kinds) {
        const found = await queries.findNodes(given.repoId, { kind });
        same(
          found.items.map(({ id }) => id),
          [kind],
        );
      }
      reported(await graph.deleteEdges(given.repoId, [edge('CALLS', 'calls', 'calls')]), given.repoId, {
        edges: { deleted: 1 },
      });
    });

    test('takes attributes named like the fields of a node, an edge or a store', async ({
      graph,
      queries,
      repo,
    }) => {
      const attributes = Object.fromEntries(INTERNAL_NAMES.map((name) => [name, `attribute ${name}`]));
      const given = graphOf(repo(), [node('a', { attributes })], [edge('a', 'CALLS', 'a', attributes)]);
      await graph.storeGraph(given);
      await stores(graph, given);
      same((await queries.findNodes(given.repoId, { attributes })).total, 1);
      same((await queries.findNodes(given.repoId, { name: 'attribute name' })).total, 0);
    });

    test('keeps the largest integer in every number', async ({ graph, repo }) => {
      const span = {
        startByte: LARGEST,
        endByte: LARGEST,
        startLine: LARGEST,
        endLine: LARGEST,
        startColumn: LARGEST,
        endColumn: LARGEST,
      };
      const lastUpdated = { seconds: LARGEST, nanoseconds: 999_999_999 };
      const given = graphOf(repo(), [node('a', { span })], [], { version: LARGEST, lastUpdated });
      await graph.storeGraph(given);
      await stores(graph, given);
      await graph.updateNodes(given.repoId, given.nodes);
      await stores(graph, given);
    });

    test('keeps every number of a span in its own place', async ({ graph, repo }) => {
      const span = { startByte: 1, endByte: 2, startLine: 3, endLine: 4, startColumn: 5, endColumn: 6 };
      const sizes = [
        0,
        127,
        128,
        255,
        256,
        32_767,
        32_768,
        65_536,
        2 ** 31 - 1,
        2 ** 31,
        2 ** 32,
        2 ** 53 - 2,
      ];
      const nodes: SerializableNode[] = [
        node('a', { span }),
        ...sizes.map((endByte) => node(`${endByte}`, { span: { endByte } })),
      ];
      const given = graphOf(repo(), nodes);
      await graph.storeGraph(given);
      await stores(graph, given);
    });

    test('keeps 300 attribute names in one graph', async ({ graph, repo }) => {
      const names = Array.from({ length: 300 }, (_, index) => `attribute ${index}`);
      const nodes = names.map((name, index) =>
        node(`${index}`, { attributes: { [name]: name, common: 'x' } }),
      );
      const all = Object.fromEntries(names.map((name) => [name, 'value']));
      const given = graphOf(
        repo(),
        [...nodes, node('all', { attributes: all })],
        [edge('all', 'CALLS', '0', all)],
      );
      await graph.storeGraph(given);
      await stores(graph, given);
    });

    test('keeps 200 kinds of nodes and of edges in one graph', async ({ graph, repo }) => {
      const kinds = Array.from({ length: 200 }, (_, index) => `Conformance kind ${index}`);
      const nodes = kinds.map((kind, index) => node(`${index}`, { kind }));
      const edges = kinds.map((kind, index) => edge(`${index}`, kind, `${(index + 1) % 200}`));
      const given = graphOf(repo(), nodes, edges);
      await graph.storeGraph(given);
      await stores(graph, given);
    });
  },
};

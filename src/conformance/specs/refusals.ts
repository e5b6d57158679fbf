import type { SerializableEdge, SerializableGraph, SerializableNode } from '../../graph/index.ts';
import { type GraphSource, type GraphStorage, sourceOf } from '../../storage/index.ts';
import { fails, holds, isAbsent, stores } from '../assertions.ts';
import { byField, LONE, WRONG_EDGES, WRONG_METADATA, WRONG_NODES } from '../cases/wrong-rows.ts';
import { edge, graphOf, metadataOf, node, sampleGraph } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** The promise: invalid rows are refused before anything is stored. */
export const refusals: Spec = {
  name: 'refusals',
  define(test) {
    for (const [subject, wrongs] of byField(WRONG_NODES)) {
      test(`refuses, by node and field, a node whose ${subject} is wrong`, async ({ graph, repo }) => {
        const given = sampleGraph(repo());
        await graph.storeGraph(given);
        for (const [what, fields, field] of wrongs) {
          const wrong = { ...node('wrong one'), ...fields } as SerializableNode;
          await isRefused(
            graph,
            { ...given, nodes: [node('new'), wrong], edges: [] },
            'nodes[1]',
            field,
            what,
          );
          await failsAt(graph.updateNodes(given.repoId, [node('new'), wrong]), 'nodes[1]', field, what);
          const replacement = { files: ['src/a.ts'], nodes: [node('new'), wrong], edges: [] };
          await failsAt(graph.replaceFiles(given.repoId, replacement), 'nodes[1]', field, what);
        }
        await stores(graph, given);
      });
    }

    for (const [subject, wrongs] of byField(WRONG_EDGES)) {
      test(`refuses, by edge and field, an edge whose ${subject} is wrong`, async ({ graph, repo }) => {
        const given = sampleGraph(repo());
        await graph.storeGraph(given);
        for (const [what, fields, field] of wrongs) {
          const wrong = { ...edge('a', 'CALLS', 'wrong one'), ...fields } as SerializableEdge;
          const rows = [edge('b', 'CALLS', 'a'), wrong];
          await isRefused(graph, { ...given, nodes: [node('new')], edges: rows }, 'edges[1]', field, what);
          await failsAt(graph.updateEdges(given.repoId, rows), 'edges[1]', field, what);
          const replacement = { files: ['src/a.ts'], nodes: given.nodes.slice(0, 2), edges: rows };
          await failsAt(graph.replaceFiles(given.repoId, replacement), 'edges[1]', field, what);
          if (field.startsWith('attributes')) continue;
          await failsAt(graph.deleteEdges(given.repoId, rows), 'edges[1]', field, what);
        }
        await stores(graph, given);
      });
    }

    for (const [subject, wrongs] of byField(WRONG_METADATA)) {
      test(`refuses, by field, metadata whose ${subject} is wrong`, async ({ graph, repo }) => {
        const given = sampleGraph(repo());
        await graph.storeGraph(given);
        for (const [what, fields, field] of wrongs) {
          const wrong = { ...given.metadata, ...fields } as typeof given.metadata;
          await isRefused(graph, { ...given, metadata: wrong }, 'metadata', field, what);
          const update = graph.updateGraphMetadata(given.repoId, wrong);
          await failsAt(update, 'metadata', field, what);
        }
        await stores(graph, given);
      });
    }

    test('says how to make a plain object of a map', async ({ graph, repo }) => {
      const attributes = new Map([['language', 'python']]) as never;
      const error = await fails(
        graph.storeGraph(graphOf(repo(), [{ ...node('a'), attributes }])),
        'INVALID_GRAPH',
      );
      holds(error.message.includes('Object.fromEntries'), error.message);
    });

    test('names the node by its id', async ({ graph, repo }) => {
      const wrong = node('src/a.ts#broken', { span: { startLine: -1 } });
      const error = await fails(graph.storeGraph(graphOf(repo(), [wrong])), 'INVALID_GRAPH');
      holds(error.message.includes('src/a.ts#broken'), error.message);
      holds(error.message.includes('span.startLine'), error.message);
    });

    test('names the edge by its ends and kind', async ({ graph, repo }) => {
      const wrong = edge('from here', 'CALLS', 'to there', { text: LONE });
      const error = await fails(graph.storeGraph(graphOf(repo(), [], [wrong])), 'INVALID_GRAPH');
      for (const part of ['from here', 'CALLS', 'to there', 'attributes', 'text']) {
        holds(error.message.includes(part), error.message);
      }
    });

    test('refuses what is no list, no row and no graph', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      const { repoId } = given;
      await graph.storeGraph(given);
      for (const value of [undefined, null, {}, 'text', 5, new Set()] as unknown[]) {
        const no = value as never;
        await fails(graph.storeGraph({ ...given, nodes: no }), 'INVALID_GRAPH');
        await fails(graph.storeGraph({ ...given, edges: no }), 'INVALID_GRAPH');
        await fails(graph.storeGraph(no), 'INVALID_GRAPH');
        await fails(graph.updateNodes(repoId, no), 'INVALID_GRAPH');
        await fails(graph.updateNodes(repoId, [no]), 'INVALID_GRAPH');
        await fails(graph.updateEdges(repoId, no), 'INVALID_GRAPH');
        await fails(graph.updateEdges(repoId, [no]), 'INVALID_GRAPH');
        await fails(graph.deleteNodes(repoId, no), 'INVALID_GRAPH');
        await fails(graph.deleteEdges(repoId, no), 'INVALID_GRAPH');
        await fails(graph.deleteEdges(repoId, [no]), 'INVALID_GRAPH');
        await fails(graph.replaceFiles(repoId, no), 'INVALID_GRAPH');
        await fails(graph.replaceFiles(repoId, { files: no, nodes: [], edges: [] }), 'INVALID_GRAPH');
        await fails(graph.updateGraphMetadata(repoId, no), 'INVALID_GRAPH');
      }
      await stores(graph, given);
    });

    test('refuses ids, files and hashes that are no well-formed text', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      const { repoId } = given;
      await graph.storeGraph(given);
      for (const value of [undefined, null, 5, {}, LONE] as unknown[]) {
        const no = value as never;
        const empty = { files: ['src/a.ts'], nodes: [], edges: [] };
        await fails(graph.deleteNodes(repoId, ['a', no]), 'INVALID_GRAPH');
        await fails(graph.replaceFiles(repoId, { ...empty, files: ['src/a.ts', no] }), 'INVALID_GRAPH');
        await fails(
          graph.replaceFiles(repoId, { ...empty, fileHashes: { 'src/a.ts': no } }),
          'INVALID_GRAPH',
        );
      }
      await stores(graph, given);
    });

    test('refuses repository ids that are no well-formed text, in every method', async ({
      graph,
      queries,
    }) => {
      for (const value of [undefined, null, 5, {}, LONE] as unknown[]) {
        const no = value as never;
        const replacement = { files: [], nodes: [], edges: [] };
        for (const call of [
          () => graph.storeGraph({ ...graphOf('x', []), repoId: no }),
          () => graph.storeGraph(sourceOf({ ...graphOf('x', []), repoId: no })),
          () => graph.loadGraph(no),
          () => graph.streamGraph(no),
          () => graph.updateNodes(no, []),
          () => graph.updateEdges(no, []),
          () => graph.deleteNodes(no, []),
          () => graph.deleteEdges(no, []),
          () => graph.replaceFiles(no, replacement),
          () => graph.getGraphMetadata(no),
          () => graph.updateGraphMetadata(no, metadataOf('x')),
          () => graph.deleteGraph(no),
          () => graph.graphExists(no),
          () => queries.findNodes(no, {}),
          () => queries.summary(no),
        ]) {
          await fails(call(), 'INVALID_GRAPH');
        }
      }
    });

    for (const [what, broken] of [
      [
        'a node',
        (source) => ({ ...source, nodes: () => followed(source.nodes(), node('wrong', { name: LONE })) }),
      ],
      ['an edge', (source) => ({ ...source, edges: () => followed(source.edges(), edge('wrong', '', 'x')) })],
    ] as const satisfies readonly (readonly [string, (source: GraphSource) => GraphSource])[]) {
      test(`shows nothing of a source in which ${what} is refused midway`, async ({ graph, repo }) => {
        const [known, unknown] = [sampleGraph(repo()), sampleGraph(repo())];
        await graph.storeGraph(known);
        const changed = graphOf(
          known.repoId,
          [node('new'), node('a', { name: 'changed' })],
          [edge('new', 'X', 'a')],
        );
        await fails(graph.storeGraph(broken(sourceOf(changed))), 'INVALID_GRAPH');
        await stores(graph, known);
        await fails(graph.storeGraph(broken({ ...sourceOf(unknown), readOnce: true })), 'INVALID_GRAPH');
        await isAbsent(graph, unknown.repoId);
      });
    }
  },
};

async function isRefused(
  graph: GraphStorage,
  wrong: SerializableGraph,
  place: string,
  field: string,
  what: string,
): Promise<void> {
  await failsAt(graph.storeGraph(wrong), place, field, what);
  // A source is named by its metadata alone, so there a wrong repository id is the call's.
  const sourcePlace = field === 'repoId' ? '' : place;
  await failsAt(graph.storeGraph(rawSource(wrong)), sourcePlace, field, what);
}

async function failsAt(write: Promise<unknown>, place: string, field: string, what: string): Promise<void> {
  const { message } = await fails(write, 'INVALID_GRAPH');
  holds(message.includes(place) && message.includes(field), `${what}: ${message}`);
}

/** Unlike `sourceOf` it copies nothing, so that wrong rows reach the store as they are. */
function rawSource(graph: SerializableGraph): GraphSource {
  return {
    metadata: graph.metadata,
    async *nodes() {
      yield* graph.nodes;
    },
    async *edges() {
      yield* graph.edges;
    },
  };
}

async function* followed<Row>(rows: AsyncIterable<Row>, last: Row): AsyncIterable<Row> {
  yield* rows;
  yield last;
}

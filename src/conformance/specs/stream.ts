import assert from 'node:assert/strict';
import { StorageError } from '../../errors/index.ts';
import type { SerializableGraph } from '../../graph/index.ts';
import { type GraphSource, type GraphStorage, sourceOf } from '../../storage/index.ts';
import { collected, fails, holds, reported, rowsOf, same, sameGraph, stores } from '../assertions.ts';
import { chainGraph, graphOf, metadataOf, node, sampleGraph } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** The promise: a graph is read row by row. */
export const stream: Spec = {
  name: 'stream',
  define(test) {
    test('streams exactly the rows it loads', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      sameGraph(await collected(await graph.streamGraph(given.repoId)), given);
    });

    test('streams an empty graph', async ({ graph, repo }) => {
      const given = graphOf(repo(), []);
      await graph.storeGraph(given);
      sameGraph(await collected(await graph.streamGraph(given.repoId)), given);
    });

    test('gives undefined for an unknown repository', async ({ graph, repo }) => {
      same(await graph.streamGraph(repo()), undefined);
    });

    test('streams the rows anew at each pass', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const source = await graph.streamGraph(given.repoId);
      await collected(source);
      sameGraph(await collected(source), given);
    });

    test('streams edges and nodes side by side, and stops early without harm', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const source = await graph.streamGraph(given.repoId);
      if (source === undefined) throw new Error('not stored');
      for await (const _ of source.nodes()) break;
      const [nodes, edges] = await Promise.all([rowsOf(source.nodes()), rowsOf(source.edges())]);
      sameGraph({ ...given, metadata: source.metadata, nodes, edges }, given);
    });

    test('stores a source of rows like the graph itself', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      const report = await graph.storeGraph(sourceOf(given));
      reported(report, given.repoId, { nodes: { created: 3 }, edges: { created: 4 }, dangling: 1 });
      await stores(graph, given);
      const again = await graph.storeGraph(sourceOf(given));
      reported(again, given.repoId, { nodes: { unchanged: 3 }, edges: { unchanged: 4 }, dangling: 1 });
    });

    test('stores a source that can be read only once, reading it once', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(graphOf(given.repoId, [node('old')]));
      const report = await graph.storeGraph(readOnce(given));
      holds(report.nodes.deleted === 1, `deleted ${report.nodes.deleted} nodes instead of 1`);
      await stores(graph, given);
    });

    test('lets the last duplicate of a source win', async ({ graph, repo }) => {
      const repoId = repo();
      const given = graphOf(repoId, [node('a', { name: 'first' }), node('b'), node('a', { name: 'last' })]);
      reported(await graph.storeGraph(sourceOf(given)), repoId, {
        nodes: { created: 2 },
        givenAgain: { nodes: { rows: 1, first: ['a'] } },
      });
      await stores(graph, given);
    });

    test('passes a graph on from one repository to another', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      const copy = repo();
      await graph.storeGraph(given);
      const source = await graph.streamGraph(given.repoId);
      if (source === undefined) throw new Error('not stored');
      await graph.storeGraph({ ...source, metadata: { ...source.metadata, repoId: copy } });
      await stores(graph, { ...given, repoId: copy });
    });

    test('keeps the old graph where a source fails in the middle', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const broken = new Error('the disk is gone');
      const error = await fails(graph.storeGraph(failing(given.repoId, broken)), 'UNEXPECTED');
      same(error.cause, broken);
      await stores(graph, given);
    });

    test('shows nothing of a first graph whose source fails in the middle', async ({ graph, repo }) => {
      const repoId = repo();
      await fails(graph.storeGraph(failing(repoId, new Error('the disk is gone'))), 'UNEXPECTED');
      same(await graph.loadGraph(repoId), undefined);
      same(await graph.graphExists(repoId), false);
    });

    for (const [change, make] of CHANGES) {
      test(`never mixes two states when ${change} under a stream`, async ({ graph, repo }) => {
        const given = chainGraph(repo(), 40, 'old');
        await graph.storeGraph(given);
        const source = await graph.streamGraph(given.repoId);
        if (source === undefined) throw new Error('not stored');
        const nodes = source.nodes()[Symbol.asyncIterator]();
        const first = await nodes.next();
        await make(graph, given);
        await endsOld(given, async () => {
          const rest = await rowsOf({ [Symbol.asyncIterator]: () => nodes });
          const edges = await rowsOf(source.edges());
          return { ...given, metadata: source.metadata, nodes: [first.value, ...rest], edges };
        });
      });
    }

    test('never mixes nodes of one state with edges of the next', async ({ graph, repo }) => {
      const given = chainGraph(repo(), 10, 'old');
      await graph.storeGraph(given);
      const source = await graph.streamGraph(given.repoId);
      if (source === undefined) throw new Error('not stored');
      const nodes = await rowsOf(source.nodes());
      await graph.storeGraph(chainGraph(given.repoId, 10, 'new'));
      await endsOld(given, async () => {
        const edges = await rowsOf(source.edges());
        return { ...given, metadata: source.metadata, nodes, edges };
      });
    });
  },
};

const CHANGES: readonly (readonly [
  string,
  (graph: GraphStorage, given: SerializableGraph) => Promise<unknown>,
])[] = [
  ['a graph is replaced', (graph, { repoId }) => graph.storeGraph(chainGraph(repoId, 30, 'new'))],
  [
    'a graph is replaced twice',
    async (graph, { repoId }) => {
      await graph.storeGraph(chainGraph(repoId, 30, 'newer'));
      await graph.storeGraph(chainGraph(repoId, 20, 'newest'));
    },
  ],
  [
    'every node is updated',
    (graph, { repoId }) => graph.updateNodes(repoId, chainGraph(repoId, 40, 'new').nodes),
  ],
  [
    'nodes are deleted',
    (graph, { repoId, nodes }) =>
      graph.deleteNodes(
        repoId,
        nodes.slice(20).map(({ id }) => id),
      ),
  ],
  ['the graph is deleted', (graph, { repoId }) => graph.deleteGraph(repoId)],
  [
    'the graph is deleted and another stored',
    async (graph, { repoId }) => {
      await graph.deleteGraph(repoId);
      await graph.storeGraph(chainGraph(repoId, 40, 'new'));
    },
  ],
];

/** Reading ends with the old state, or with the error that says the graph changed. */
async function endsOld(old: SerializableGraph, read: () => Promise<SerializableGraph>): Promise<void> {
  let found: SerializableGraph;
  try {
    found = await read();
  } catch (error) {
    assert.ok(error instanceof StorageError, `failed with ${error}`);
    same([error.code, error.retryable], ['CONFLICT', true], error.message);
    return;
  }
  sameGraph(found, old);
}

function readOnce(graph: SerializableGraph): GraphSource {
  const source = sourceOf(graph);
  const passes = { nodes: 0, edges: 0 };
  const once = (list: 'nodes' | 'edges'): void => {
    if (++passes[list] > 1) throw new Error(`the ${list} of a source to be read once were read twice`);
  };
  return {
    metadata: source.metadata,
    readOnce: true,
    nodes() {
      once('nodes');
      return source.nodes();
    },
    edges() {
      once('edges');
      return source.edges();
    },
  };
}

function failing(repoId: string, error: Error): GraphSource {
  const { nodes, edges } = sourceOf(chainGraph(repoId, 5, 'new'));
  return {
    metadata: metadataOf(repoId),
    nodes,
    async *edges() {
      let count = 0;
      for await (const row of edges()) {
        if (count++ === 2) throw error;
        yield row;
      }
    },
  };
}

import type { GraphStore } from '../../storage/index.ts';
import { fails, reported, rowsOf, same, sameGraph, stores } from '../assertions.ts';
import { CALLS } from '../calls.ts';
import { graphFullOf, HOSTILE_TEXTS } from '../cases/hostile-texts.ts';
import { chainGraph, node, sampleGraph } from '../fixtures.ts';
import type { Spec, Test } from '../trial.ts';

/** The promise: a closed store refuses calls. */
export const lifecycle: Spec = {
  name: 'lifecycle',
  define(test, target) {
    test('says its name', async ({ store, graph }) => {
      same([typeof store.backend, store.backend === '', graph.backend], ['string', false, store.backend]);
    });

    test('every method fails with CLOSED after close', async ({ open, repo }) => {
      const closed = await open();
      await closed.close();
      for (const { method, make } of CALLS) {
        const error = await fails(make(closed, repo(), {}), 'CLOSED');
        same([error.operation, error.backend], [method, closed.backend]);
      }
    });

    test('closing the graph storage closes the store', async ({ open, repo }) => {
      const closed = await open();
      await closed.graph.close();
      await fails(closed.queries.summary(repo()), 'CLOSED');
      await fails(closed.graph.listRepositories(), 'CLOSED');
    });

    test('closing twice, at once or later, is harmless', async ({ open }) => {
      const closed = await open();
      await Promise.all([closed.close(), closed.close(), closed.graph.close()]);
      await closed.close();
    });

    test('await using closes the store at the end of its block', async ({ open, repo }) => {
      let left: GraphStore;
      {
        await using used = await open();
        await used.graph.graphExists(repo());
        left = used;
      }
      await fails(left.graph.listRepositories(), 'CLOSED');
    });

    test('a stream that outlives its store fails with CLOSED', async ({ open, repo }) => {
      const closed = await open();
      const given = sampleGraph(repo());
      await closed.graph.storeGraph(given);
      const source = await closed.graph.streamGraph(given.repoId);
      await closed.graph.deleteGraph(given.repoId);
      await closed.close();
      if (source === undefined) throw new Error('not stored');
      await fails(rowsOf(source.nodes()), 'CLOSED');
    });

    test('close lets a write under way come to its end', async ({ open, repo }) => {
      const closed = await open();
      const given = chainGraph(repo(), 200, 'new');
      const write = closed.graph.storeGraph(given);
      const closing = closed.close();
      reported(await write, given.repoId, { nodes: { created: 200 }, edges: { created: 199 } });
      await closing;
    });

    test('closing one store leaves another open', async ({ open, graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      await (await open()).close();
      await stores(graph, given);
    });

    if (target.reopen !== undefined) defineDurable(test);
  },
};

function defineDurable(test: Test): void {
  const reopened = async (
    closed: GraphStore,
    reopen: ((closed: GraphStore) => Promise<GraphStore>) | undefined,
  ) => {
    await closed.close();
    if (reopen === undefined) throw new Error('no reopen');
    return reopen(closed);
  };

  test('keeps everything over a close', async ({ open, target, closing, repo }) => {
    const first = await open();
    const graphs = [
      sampleGraph(repo()),
      ...[...HOSTILE_TEXTS.values()].map((text) => graphFullOf(repo(), text)),
    ];
    for (const given of graphs) await first.graph.storeGraph(given);
    const second = closing(await reopened(first, target.reopen));
    for (const given of graphs) await stores(second.graph, given);
    const listed = await second.graph.listRepositories();
    for (const { repoId } of graphs) same(listed.includes(repoId), true, repoId);
    for (const { repoId } of graphs) await second.graph.deleteGraph(repoId);
  });

  test('keeps changes over a close, and goes on from them', async ({ open, target, closing, repo }) => {
    const first = await open();
    const given = sampleGraph(repo());
    await first.graph.storeGraph(given);
    await first.graph.deleteNodes(given.repoId, ['b']);
    const before = await first.graph.loadGraph(given.repoId);
    const second = closing(await reopened(first, target.reopen));
    if (before === undefined) throw new Error('not stored');
    sameGraph(await second.graph.loadGraph(given.repoId), before);
    const report = await second.graph.updateNodes(given.repoId, [node('b'), node('library')]);
    reported(report, given.repoId, { nodes: { created: 2 } });
    same((await second.queries.callees(given.repoId, 'c')).total, 1);
    await second.graph.deleteGraph(given.repoId);
  });

  test('keeps a deletion over a close', async ({ open, target, closing, repo }) => {
    const first = await open();
    const given = sampleGraph(repo());
    await first.graph.storeGraph(given);
    await first.graph.deleteGraph(given.repoId);
    const second = closing(await reopened(first, target.reopen));
    same(await second.graph.graphExists(given.repoId), false);
  });

  test('keeps a write that was under way when it was closed', async ({ open, target, closing, repo }) => {
    const first = await open();
    const given = chainGraph(repo(), 50, 'new');
    const write = first.graph.storeGraph(given);
    const second = closing(await reopened(first, target.reopen));
    await write;
    await stores(second.graph, given);
    await second.graph.deleteGraph(given.repoId);
  });
}

import { describe, expect, it } from 'vitest';
import { openMemoryStore } from '../../../src/backends/memory/index.ts';
import { sourceOf } from '../../../src/storage/index.ts';
import { EDGE, GRAPH, NODE } from '../graph/samples.ts';

/** A source that waits in its middle until it is told to go on. */
function pausedSource(): { source: ReturnType<typeof sourceOf>; resume: () => void } {
  let resume = (): void => undefined;
  const resumed = new Promise<void>((resolve) => {
    resume = resolve;
  });
  const graph = { ...GRAPH, nodes: [{ ...NODE, name: 'new' }], edges: [] };
  const source = {
    ...sourceOf(graph),
    async *nodes() {
      await resumed;
      yield* sourceOf(graph).nodes();
    },
  };
  return { source, resume };
}

describe('the memory store', () => {
  it('shows the old graph while a new one arrives', async () => {
    await using store = await openMemoryStore();
    await store.graph.storeGraph(GRAPH);
    const { source, resume } = pausedSource();
    const storing = store.graph.storeGraph(source);
    expect(await store.graph.loadGraph('r')).toEqual(GRAPH);
    resume();
    await storing;
    expect((await store.graph.loadGraph('r'))?.nodes[0]?.name).toBe('new');
  });

  it('tells a stream’s reader of every write, also of a deletion with the same graph stored again', async () => {
    await using store = await openMemoryStore();
    const writes = [
      () => store.graph.updateEdges('r', [EDGE]),
      () => store.graph.storeGraph(GRAPH),
      async () => {
        await store.graph.deleteGraph('r');
        await store.graph.storeGraph(GRAPH);
      },
    ];
    for (const write of writes) {
      await store.graph.storeGraph(GRAPH);
      const source = await store.graph.streamGraph('r');
      const rows = source?.nodes()[Symbol.asyncIterator]();
      expect(await rows?.next()).toEqual({ done: false, value: NODE });
      await write();
      await expect(rows?.next()).rejects.toMatchObject({ code: 'CONFLICT', retryable: true, repoId: 'r' });
      await expect(source?.edges()[Symbol.asyncIterator]().next()).rejects.toMatchObject({
        code: 'CONFLICT',
      });
    }
  });

  it('suggests near names', async () => {
    await using store = await openMemoryStore();
    await store.graph.storeGraph({ ...GRAPH, repoId: 'effect' });
    await expect(store.graph.updateNodes('efect', [])).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('"effect"'),
    });
  });

  it('answers from the graph as it is now', async () => {
    await using store = await openMemoryStore();
    await store.graph.storeGraph(GRAPH);
    expect(await store.queries.summary('r')).toMatchObject({ totalNodes: 1, danglingEdges: 1 });
    await store.graph.updateNodes('r', [{ ...NODE, id: 'm' }]);
    expect(await store.queries.summary('r')).toMatchObject({ totalNodes: 2, danglingEdges: 0 });
    await store.graph.deleteGraph('r');
    await expect(store.queries.summary('r')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is a store of its own each time', async () => {
    await using one = await openMemoryStore();
    await using other = await openMemoryStore();
    await one.graph.storeGraph(GRAPH);
    expect(await other.graph.listRepositories()).toEqual([]);
  });
});

import { getEventListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { MemoryGraphBackend } from '../../../src/backends/memory/backend.ts';
import { sampleGraph } from '../../../src/conformance/fixtures.ts';
import { limited } from '../../../src/layers/index.ts';
import { type GraphStore, graphStore } from '../../../src/storage/index.ts';

/** A memory store whose `graphExists` waits until it is let go, and tells how many run at once. */
class Gate extends MemoryGraphBackend {
  running = 0;
  most = 0;
  readonly #waiting: (() => void)[] = [];

  override async graphExists(repoId: string): Promise<boolean> {
    this.most = Math.max(this.most, ++this.running);
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.running--;
    return super.graphExists(repoId);
  }

  async letAllGo(): Promise<void> {
    for (let turn = 0; turn < 1_000 && this.#waiting.length > 0; turn++) {
      this.#waiting.shift()?.();
      await nextTurn();
    }
  }
}

function open(concurrency: number): { readonly gate: Gate; readonly store: GraphStore } {
  const gate = new Gate();
  return { gate, store: limited(graphStore(gate), { concurrency }) };
}

test('no more run at once than was said, and all come to their turn', async () => {
  const { gate, store } = open(3);
  const calls = Array.from({ length: 20 }, () => store.graph.graphExists('repo'));
  await nextTurn();
  expect(gate.running).toBe(3);
  await gate.letAllGo();
  expect(await Promise.all(calls)).toEqual(Array(20).fill(false));
  expect(gate.most).toBe(3);
});

test('one that fails gives its place to the next', async () => {
  const { store } = open(1);
  const calls = Array.from({ length: 5 }, () => store.queries.summary('unknown'));
  const outcomes = await Promise.allSettled(calls);
  expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
  expect(await store.graph.listRepositories()).toEqual([]);
});

test('a signal gives up a call that waits, and the others keep their turns', async () => {
  const { gate, store } = open(1);
  const first = store.graph.graphExists('repo');
  const controller = new AbortController();
  const given = store.graph.graphExists('repo', { signal: controller.signal });
  const last = store.graph.graphExists('repo');
  await nextTurn();
  controller.abort(new Error('enough'));
  await expect(given).rejects.toMatchObject({ code: 'ABORTED', operation: 'graphExists', repoId: 'repo' });
  await gate.letAllGo();
  expect([await first, await last]).toEqual([false, false]);
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
});

test('closing waits for those that wait', async () => {
  const { gate, store } = open(1);
  const calls = [store.graph.graphExists('a'), store.graph.graphExists('b')];
  const closing = store.close();
  await expect(store.graph.graphExists('c')).rejects.toMatchObject({ code: 'CLOSED' });
  await nextTurn();
  await gate.letAllGo();
  await nextTurn();
  await gate.letAllGo();
  await closing;
  expect(await Promise.all(calls)).toEqual([false, false]);
});

test('a stream being read blocks nobody, so that a graph can be copied within the store', async () => {
  const store = limited(graphStore(new MemoryGraphBackend()), { concurrency: 1 });
  await store.graph.storeGraph(sampleGraph('from'));
  const source = await store.graph.streamGraph('from');
  if (source === undefined) throw new Error('not stored');
  const metadata = { ...source.metadata, repoId: 'to' };
  await store.graph.storeGraph({ metadata, nodes: () => source.nodes(), edges: () => source.edges() });
  expect((await store.graph.loadGraph('to'))?.nodes).toHaveLength(3);
});

test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
  'a concurrency of %s is refused',
  (concurrency) => {
    expect(() => open(concurrency)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  },
);

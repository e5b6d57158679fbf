import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { MemoryGraphBackend } from '../../../src/backends/memory/backend.ts';
import { type GraphStore, graphStore, type ReadOptions } from '../../../src/storage/index.ts';
import { type GraphRows, traversalEngine } from '../../../src/traversal/index.ts';
import { node } from '../traversal/graphs.ts';

/** A store whose rows arrive only when they are released, or never. */
function slowStore() {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const stopped: boolean[] = [];
  const rows = async (options: ReadOptions): Promise<GraphRows> => {
    options.onProgress?.({ phase: 'nodes', done: 10, total: 200 });
    await Promise.race([
      released,
      sleep(10_000, undefined, { signal: options.signal ?? AbortSignal.abort() }),
    ]).catch((error: unknown) => {
      stopped.push(true);
      throw error;
    });
    return { nodes: [node('a')], edges: [] };
  };
  const backend = Object.create(new MemoryGraphBackend(), {
    queries: {
      value: traversalEngine({ open: async () => ({ version: 1, rows }), repositories: async () => [] }),
    },
    close: { value: async () => {} },
  });
  const store: GraphStore = graphStore(backend);
  return { store, release, stopped };
}

describe('a time limit', () => {
  it('ends a query with TIMEOUT that says how far it came, and stops its work', async () => {
    const { store, stopped } = slowStore();
    const answer = store.queries.summary('r', { timeoutMs: 20 });
    await expect(answer).rejects.toMatchObject({
      code: 'TIMEOUT',
      operation: 'summary',
      repoId: 'r',
      message: expect.stringContaining('nodes: 10 of 200'),
      context: { timeoutMs: 20, progress: { phase: 'nodes', done: 10, total: 200 } },
    });
    expect(stopped).toEqual([true]);
  });

  it('is no harm to another query that waits for the same rows', async () => {
    const { store, release, stopped } = slowStore();
    const patient = store.queries.summary('r');
    await expect(store.queries.summary('r', { timeoutMs: 5 })).rejects.toMatchObject({ code: 'TIMEOUT' });
    release();
    expect(await patient).toMatchObject({ totalNodes: 1 });
    expect(stopped).toEqual([]);
  });

  it('does not hide that the caller stopped the query', async () => {
    const { store } = slowStore();
    const stopping = new AbortController();
    const answer = store.queries.summary('r', { timeoutMs: 5_000, signal: stopping.signal });
    stopping.abort();
    await expect(answer).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('tells progress to the caller too, whose failing display is the failure', async () => {
    const { store } = slowStore();
    const onProgress = (): void => {
      throw new Error('the display is gone');
    };
    const answer = store.queries.summary('r', { timeoutMs: 5_000, onProgress });
    await expect(answer).rejects.toMatchObject({ code: 'UNEXPECTED', message: 'the display is gone' });
  });

  it('does not matter where the answer comes in time', async () => {
    const { store, release } = slowStore();
    release();
    expect(await store.queries.summary('r', { timeoutMs: 2 ** 31 - 1 })).toMatchObject({ totalNodes: 1 });
  });
});

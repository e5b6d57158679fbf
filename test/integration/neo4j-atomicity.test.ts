import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, test } from 'vitest';
import { isGraph, sameGraph } from '../../src/conformance/assertions.ts';
import type { SerializableGraph } from '../../src/graph/index.ts';
import type { GraphStore } from '../../src/storage/index.ts';
import { runs } from '../support/thoroughness.ts';
import { workplace } from './support/database.ts';
import { countRows, generationsOf } from './support/generation-rows.ts';
import { killWriterInTheMiddle } from './support/kill-writer.ts';
import { CHAIN_END, statedGraph } from './support/stated-graph.ts';

const work = workplace();
const SWEEP = { graceSeconds: 0 };
/** How often the graph is replaced at least, and how long that may take. */
const STORED = runs(8, 100);
const LONGEST_MS = 180_000;
const BY_GENERATION = { ...SWEEP, inPlaceRows: 0, batchRows: 100 };

/** Every way of reading, as text, from a store that holds one state of the repository. */
async function answers({ graph, queries }: GraphStore, repoId: string): Promise<string[]> {
  const { items } = await queries.callers(repoId, { id: CHAIN_END }, { depth: 1_000, limit: 1_000 });
  return [
    (await graph.getGraphMetadata(repoId))?.schemaVersion ?? 'none',
    JSON.stringify(await queries.summary(repoId)),
    JSON.stringify(items),
  ];
}

describe('while a repository is replaced over and over, every answer is wholly of one state', () => {
  test.each([
    ['in place', {}],
    ['by new generations', BY_GENERATION],
  ])('%s', async (_title, options) => {
    const repoId = work.repo();
    const [writer, reader] = [await work.open({ ...SWEEP, ...options }), await work.open()];
    const graphs = [statedGraph(repoId, 'old'), statedGraph(repoId, 'new')];
    const expected: string[][] = [];
    for (const graph of graphs) {
      await writer.graph.storeGraph(graph);
      expected.push(await answers(reader, repoId));
    }
    const latest = performance.now() + LONGEST_MS;
    const seen = new Map<unknown, number>();
    let stored = 0;
    // Until both readers have seen both states: else nothing was put to the test.
    const goesOn = (): boolean => (seen.size < 4 || stored < STORED) && performance.now() < latest;
    const write = async (): Promise<void> => {
      for (; goesOn(); stored++) {
        await writer.graph.storeGraph(graphs[stored % 2] ?? fail());
        await sleep(30);
      }
    };
    const read = async (): Promise<void> => {
      while (goesOn()) {
        const [metadata = '', summary = '', callers = ''] = await answers(reader, repoId);
        expect([expected[0]?.[0], expected[1]?.[0]]).toContain(metadata);
        expect([expected[0]?.[1], expected[1]?.[1]]).toContain(summary);
        expect([expected[0]?.[2], expected[1]?.[2]]).toContain(callers);
        seen.set(callers, (seen.get(callers) ?? 0) + 1);
      }
    };
    const load = async (): Promise<void> => {
      while (goesOn()) {
        const loaded = await reader.graph.loadGraph(repoId);
        const state = graphs.findIndex((graph) => loaded !== undefined && isGraph(loaded, graph));
        if (state < 0) throw new Error(`A mixture was loaded: ${JSON.stringify(loaded).slice(0, 500)}`);
        seen.set(state, (seen.get(state) ?? 0) + 1);
      }
    };
    await Promise.all([write(), read(), load()]);
    expect(seen.size).toBe(4);
  });
});

describe('a replacement that does not come to its end leaves the old graph, and nothing of its own after the next', () => {
  test('when it is aborted in the middle', async () => {
    const repoId = work.repo();
    const store = await work.open(BY_GENERATION);
    const old = statedGraph(repoId, 'old');
    await store.graph.storeGraph(old);
    const abort = new AbortController();
    const aborted = store.graph.storeGraph(statedGraph(repoId, 'never seen'), {
      signal: abort.signal,
      onProgress: ({ phase, done }) => phase === 'edges' && done >= 100 && abort.abort(),
    });
    await expect(aborted).rejects.toMatchObject({ code: 'ABORTED' });
    await leavesNothing(store, old);
  });

  test('when its process is killed in the middle', async () => {
    const repoId = work.repo();
    const store = await work.open(BY_GENERATION);
    const old = statedGraph(repoId, 'old');
    await store.graph.storeGraph(old);
    await killWriterInTheMiddle(repoId, inject('neo4j'));
    // What a writer that still lives would renew: the wait for it is not waited for here.
    await work.database.run(
      "MATCH (g:Generation {repoId: $repoId, state: 'staging'}) SET g.touchedAt = g.touchedAt - 1000 * 1000",
      { repoId },
    );
    await leavesNothing(store, old);
  });

  async function leavesNothing(store: GraphStore, old: SerializableGraph): Promise<void> {
    const { repoId } = old;
    const generations = await generationsOf(work.database, repoId);
    expect(generations.length).toBeGreaterThan(1);
    expect(await countRows(work.database, generations.slice(1))).toBeGreaterThan(0);
    sameGraph(await store.graph.loadGraph(repoId), old);
    const next = statedGraph(repoId, 'next');
    await store.graph.storeGraph(next);
    sameGraph(await store.graph.loadGraph(repoId), next);
    expect(await generationsOf(work.database, repoId)).toEqual([await work.generation(repoId)]);
    expect(await countRows(work.database, generations)).toBe(0);
  }
});

function fail(): never {
  throw new Error('There is no such graph.');
}

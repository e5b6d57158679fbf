import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { isGraph } from '../../src/conformance/assertions.ts';
import { StorageError } from '../../src/errors/index.ts';
import { proxiedWorkplace } from './support/proxied-workplace.ts';
import { CHAIN_END, statedGraph } from './support/stated-graph.ts';

const place = proxiedWorkplace();
const ROUNDS = 14;

describe('readers whose every answer takes its time see one state whole, or are told to come again', () => {
  test.each([
    ['while the graph is changed in place', {}],
    ['while it is replaced, and what they read is swept at once', { inPlaceRows: 0, batchRows: 100 }],
  ])('%s', async (_title, options) => {
    const repoId = place.repo();
    const writer = await place.work.open({ ...options, graceSeconds: 0 });
    const graphs = [statedGraph(repoId, 'old'), statedGraph(repoId, 'new')] as const;
    const expected: { readonly summary: unknown; readonly callers: unknown }[] = [];
    for (const graph of graphs) {
      await writer.graph.storeGraph(graph);
      expected.push(await answers(writer.queries));
    }
    await using reader = await place.open();
    place.proxy.answerDelayMs = 15;
    let writing = true;
    const seen = new Set<number>();
    let answered = 0;
    const looking = async (look: () => Promise<number>): Promise<void> => {
      while (writing) {
        const state = await look().catch(isConflict);
        if (state === undefined) continue;
        seen.add(state);
        answered++;
        if (state < 0) throw new Error('An answer was of no state.');
      }
    };
    const looks = [
      looking(async () => {
        const loaded = await reader.graph.loadGraph(repoId);
        return graphs.findIndex((graph) => loaded !== undefined && isGraph(loaded, graph));
      }),
      looking(async () => {
        const { summary } = await answers(reader.queries, 'summary');
        return expected.findIndex((of) => JSON.stringify(of.summary) === JSON.stringify(summary));
      }),
      looking(async () => {
        const { callers } = await answers(reader.queries, 'callers');
        return expected.findIndex((of) => JSON.stringify(of.callers) === JSON.stringify(callers));
      }),
    ];
    const ended = Promise.all(looks);
    ended.catch(() => undefined);
    try {
      for (let round = 0; round < ROUNDS; round++) {
        await writer.graph.storeGraph(graphs[round % 2 === 0 ? 0 : 1]);
        // Now and then nothing is written until there was an answer; else writes and answers meet.
        const before = answered;
        for (let turn = 0; turn < (round % 3 === 0 ? 500 : 4) && answered <= before + 1; turn++)
          await sleep(10);
      }
    } finally {
      writing = false;
    }
    await ended;
    expect([...seen].sort()).toEqual([0, 1]);

    async function answers(
      queries: typeof writer.queries,
      only?: 'summary' | 'callers',
    ): Promise<{ readonly summary: unknown; readonly callers: unknown }> {
      const summary = only === 'callers' ? undefined : await queries.summary(repoId);
      const options = { depth: 1_000, limit: 1_000 };
      const callers =
        only === 'summary' ? undefined : await queries.callers(repoId, { id: CHAIN_END }, options);
      return { summary, callers: callers?.items };
    }
  });
});

function isConflict(error: unknown): undefined {
  if (error instanceof StorageError && error.code === 'CONFLICT' && error.retryable) return undefined;
  throw error;
}

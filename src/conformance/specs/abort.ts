import { type Progress, sourceOf } from '../../storage/index.ts';
import { fails, holds, isAbsent, rowsOf, same, stores } from '../assertions.ts';
import { CALLS } from '../calls.ts';
import { chainGraph, sampleGraph } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** Enough rows for several steps, so that a signal has something to stop. */
const MANY = 2_500;
const MOST_ABORTS = 8;

/** The promise: a signal stops an operation and leaves the graph as it was. */
export const abort: Spec = {
  name: 'abort',
  define(test) {
    for (const { method, make } of CALLS) {
      test(`${method} with an aborted signal fails with ABORTED and changes nothing`, async ({
        store,
        graph,
        repo,
      }) => {
        const given = sampleGraph(repo());
        await graph.storeGraph(given);
        const reason = new Error('no longer wanted');
        const error = await fails(
          make(store, given.repoId, { signal: AbortSignal.abort(reason) }),
          'ABORTED',
        );
        same([error.operation, error.retryable, error.cause], [method, false, reason]);
        await stores(graph, given);
      });
    }

    test('a first graph that is aborted midway is not there', async ({ graph, repo }) => {
      const given = chainGraph(repo(), MANY, 'new');
      const controller = new AbortController();
      const onProgress = (): void => controller.abort();
      await fails(graph.storeGraph(given, { signal: controller.signal, onProgress }), 'ABORTED');
      await isAbsent(graph, given.repoId);
    });

    test('a replacement that is aborted, wherever, leaves the old graph whole', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      const next = chainGraph(given.repoId, MANY, 'new');
      await graph.storeGraph(given);
      for (let last = 1; last <= MOST_ABORTS; last++) {
        const controller = new AbortController();
        let events = 0;
        const onProgress = (): void => {
          if (++events === last) controller.abort();
        };
        const error = await graph.storeGraph(next, { signal: controller.signal, onProgress }).then(
          () => undefined,
          (failure: unknown) => failure,
        );
        if (error === undefined) {
          // The signal came too late to stop anything, so the new graph is there, whole.
          holds(
            last > 1,
            events === 0 ? 'no progress was reported' : 'the first event came too late to abort',
          );
          await stores(graph, next);
          return;
        }
        await fails(Promise.reject(error), 'ABORTED');
        await stores(graph, given);
      }
      await graph.storeGraph(next);
      await stores(graph, next);
    });

    test('a source is left as soon as its storing is aborted', async ({ graph, repo }) => {
      const given = chainGraph(repo(), MANY, 'new');
      const controller = new AbortController();
      const source = sourceOf(given);
      let [opened, closed] = [0, 0];
      const watched = async function* <Row>(rows: AsyncIterable<Row>): AsyncIterable<Row> {
        opened++;
        let count = 0;
        try {
          for await (const row of rows) {
            if (++count === 1_200) controller.abort();
            yield row;
          }
        } finally {
          closed++;
        }
      };
      const nodes = (): ReturnType<typeof source.nodes> => watched(source.nodes());
      await fails(graph.storeGraph({ ...source, nodes }, { signal: controller.signal }), 'ABORTED');
      holds(opened > 0, 'never read');
      same(closed, opened, 'an iterator was left open');
      await isAbsent(graph, given.repoId);
    });

    test('what onProgress throws ends the operation and leaves the old graph whole', async ({
      graph,
      repo,
    }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const failure = new Error('the display is gone');
      const onProgress = (): void => {
        throw failure;
      };
      const error = await fails(
        graph.storeGraph(chainGraph(given.repoId, MANY, 'new'), { onProgress }),
        'UNEXPECTED',
      );
      same(error.cause, failure);
      await stores(graph, given);
    });

    test('progress reports the phase and how many rows are done', async ({ graph, repo }) => {
      const given = chainGraph(repo(), MANY, 'new');
      const events: Progress[] = [];
      await graph.storeGraph(given, { onProgress: (event) => events.push(event) });
      holds(events.length > 0, 'no progress was reported');
      for (const { phase, done, total } of events) {
        holds(typeof phase === 'string' && phase !== '', `phase ${phase}`);
        holds(Number.isSafeInteger(done) && done >= 0, `done ${done}`);
        holds(total === undefined || (Number.isSafeInteger(total) && total >= done), `total ${total}`);
      }
    });

    test('a stream that is aborted throws ABORTED', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await graph.storeGraph(given);
      const controller = new AbortController();
      const source = await graph.streamGraph(given.repoId, { signal: controller.signal });
      controller.abort();
      if (source === undefined) throw new Error('not stored');
      await fails(rowsOf(source.nodes()), 'ABORTED');
      await fails(rowsOf(source.edges()), 'ABORTED');
    });
  },
};

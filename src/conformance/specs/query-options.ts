import { fails, holds } from '../assertions.ts';
import { QUERIES } from '../calls.ts';
import { WRONG_OPTIONS } from '../cases/wrong-options.ts';
import { sampleGraph } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** The promise: wrong options are refused by name. */
export const queryOptions: Spec = {
  name: 'query-options',
  define(test) {
    for (const [method, option, values, ask] of WRONG_OPTIONS) {
      test(`${method} refuses a wrong ${option} by its name`, async ({ graph, queries, repo }) => {
        const given = sampleGraph(repo());
        await graph.storeGraph(given);
        for (const value of values) {
          const shown = JSON.stringify(value) ?? 'undefined';
          const error = await fails(ask(queries, given.repoId, value as never), 'CONFIG_INVALID').catch(
            (cause: Error) => {
              throw new Error(`${shown}: ${cause.message}`, { cause });
            },
          );
          holds(error.message.includes(option), `${shown}: ${error.message}`);
          holds(error.operation === method, `operation ${error.operation}`);
        }
      });
    }

    test('a query about an unknown repository is NOT_FOUND', async ({ store, repo }) => {
      for (const { make } of QUERIES) await fails(make(store, repo(), {}), 'NOT_FOUND');
    });
  },
};

import { holds, same, stores } from '../assertions.ts';
import { chainGraph, sampleGraph } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** The promise: maintenance changes no stored graph. */
export const maintenance: Spec = {
  name: 'maintenance',
  define(test) {
    test('leaves every stored graph as it is, however often it runs', async ({ store, graph, repo }) => {
      const given = [sampleGraph(repo()), chainGraph(repo(), 50, 'kept')];
      for (const one of given) await graph.storeGraph(one);
      await graph.storeGraph(sampleGraph(repo()));
      for (let run = 0; run < 2; run++) {
        await store.maintenance();
        for (const one of given) await stores(graph, one);
      }
    });

    test('reports whole numbers of what it removed, and the seconds it took', async ({ store }) => {
      const { seconds, ...counts } = await store.maintenance();
      same(Object.keys(counts).sort(), ['changesCompleted', 'generationsRemoved', 'rowsRemoved']);
      for (const [name, count] of Object.entries(counts)) {
        holds(Number.isSafeInteger(count) && count >= 0, `${name} is ${count}`);
      }
      holds(Number.isFinite(seconds) && seconds >= 0, `it took ${seconds} seconds`);
    });

    test('harms no write that is under way', async ({ store, graph, repo }) => {
      const given = chainGraph(repo(), 2_500, 'new');
      const write = graph.storeGraph(given);
      await Promise.all([store.maintenance(), store.maintenance()]);
      await write;
      await stores(graph, given);
    });
  },
};

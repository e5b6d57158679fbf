import { afterAll, describe, expect, it } from 'vitest';
import { openMemoryCache, openMemoryStore } from '../../src/backends/memory/index.ts';
import { conformance, type SpecName } from '../../src/conformance/index.ts';
import { cachedQueries, limited } from '../../src/layers/index.ts';
import { intercepted } from '../../src/layers/intercept.ts';

const runner = { describe, it, afterAll, skip: it.skip };

const QUESTIONS: readonly SpecName[] = [
  'find-nodes',
  'walks',
  'call-graph',
  'call-path',
  'impact',
  'dead-code',
  'dead-code-doubts',
  'dead-code-exports',
  'why-alive',
  'if-deleted',
  'cycles',
  'dependencies',
  'hotspots',
  'summary',
  'query-options',
];
const CALLS: readonly SpecName[] = [
  'stream',
  'refusals',
  'abort',
  'lifecycle',
  'maintenance',
  'concurrency',
  'analyses',
  'analysis-data',
  'analysis-isolation',
];

conformance(runner, {
  name: 'a limited store',
  open: async () => limited(await openMemoryStore(), { concurrency: 2 }),
  specs: CALLS,
});

const cache = await openMemoryCache();

conformance(runner, {
  name: 'a store with cached queries',
  open: async () => cachedQueries(await openMemoryStore(), cache),
  specs: CALLS,
});

conformance(runner, {
  name: 'a store with cached queries, each asked twice',
  // The second answer is the one that the suite judges.
  open: async () =>
    intercepted(cachedQueries(await openMemoryStore(), cache), async ({ kind }, proceed) => {
      if (kind === 'question') await proceed();
      return proceed();
    }),
  specs: QUESTIONS,
});

it('the second answers came from the cache', async () => {
  expect((await cache.getStats()).hitCount).toBeGreaterThan(300);
});

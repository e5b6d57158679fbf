import { openMemoryCache } from '../../../src/backends/memory/index.ts';
import { sampleGraph } from '../../../src/conformance/fixtures.ts';
import { openStore } from '../../../src/index.ts';
import { cachedQueries, limited } from '../../../src/layers/index.ts';
import { collectMetrics } from '../../../src/tracing/index.ts';

// Run as a process of its own. The collector is left on, and a value
// with a long time to live is left in the cache.
collectMetrics();
const cache = await openMemoryCache();
await cache.set('key', 1, { ttlMs: 3_600_000 });
const store = limited(cachedQueries(await openStore('memory:'), cache), { concurrency: 2 });
await store.graph.storeGraph(sampleGraph('repo'));
await store.queries.callers('repo', 'b', { timeoutMs: 3_600_000 });
await store.close();
await cache.close();
console.log('closed');

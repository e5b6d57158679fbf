import { openRedisCache } from '../../../src/backends/redis/index.ts';

// Run as a process of its own: it must end by itself once everything is closed, whatever the server does.
const [url = ''] = process.argv.slice(2);
const cache = await openRedisCache({ url });
await cache.set('key', 1, { ttlMs: 60_000 });
console.log((await cache.get('key')) ?? 'nothing');
await cache.close();

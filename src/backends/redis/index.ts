export { openRedisCache } from './open.ts';
export type { RedisCacheOptions } from './options.ts';

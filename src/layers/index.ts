export { type CachedQueriesOptions, cachedQueries } from './cached-queries.ts';
export { type LimitedOptions, limited } from './limited.ts';
export { readOnly } from './read-only.ts';
export { traced } from './traced.ts';

export {
  type ErrorContext,
  StorageError,
  type StorageErrorCode,
  type StorageErrorDetails,
} from './errors/index.ts';
export * from './graph/index.ts';
export * from './manager/index.ts';
export * from './storage/index.ts';
export { type TraversalOptions, traversalEngine } from './traversal/engine.ts';
export type { GraphRowSource, GraphSnapshot } from './traversal/graph/graph-cache.ts';
export type { GraphRows } from './traversal/graph/graph-columns.ts';

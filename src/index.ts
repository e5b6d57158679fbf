export {
  type ErrorContext,
  StorageError,
  type StorageErrorCode,
  type StorageErrorDetails,
} from './errors/index.ts';
export * from './graph/index.ts';
export * from './manager/index.ts';
export * from './storage/index.ts';
export {
  type GraphRowSource,
  type GraphRows,
  type GraphSnapshot,
  type TraversalOptions,
  traversalEngine,
} from './traversal/index.ts';

export {
  DEFAULT_FILE_STORE,
  DEFAULT_STORE,
  describeStore,
  type ResolvedStore,
  resolveStore,
  type StoreSettings,
} from './config.ts';
export {
  type ErrorContext,
  StorageError,
  type StorageErrorCode,
  type StorageErrorDetails,
} from './errors/index.ts';
export * from './graph/index.ts';
export { chooseStore, type OpenStoreOptions, openResolvedStore, openStore } from './manager.ts';
export * from './storage/index.ts';
export {
  type GraphRowSource,
  type GraphRows,
  type GraphSnapshot,
  type TraversalOptions,
  traversalEngine,
} from './traversal/index.ts';

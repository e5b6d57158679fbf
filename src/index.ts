export {
  type ErrorContext,
  StorageError,
  type StorageErrorCode,
  type StorageErrorDetails,
} from './errors/index.ts';
export * from './graph/index.ts';
export { chooseStore, type OpenStoreOptions, openResolvedStore, openStore } from './manager/open-store.ts';
export {
  DEFAULT_FILE_STORE,
  DEFAULT_STORE,
  describeStore,
  type ResolvedStore,
  resolveStore,
  type StoreSettings,
} from './manager/resolve-store.ts';
export * from './storage/index.ts';

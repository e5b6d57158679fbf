export { onAbort } from './abort-listeners.ts';
export { nearest } from './nearest.ts';
export { describe, quote } from './quote.ts';
export {
  asStorageError,
  type ErrorContext,
  StorageError,
  type StorageErrorCode,
  type StorageErrorDetails,
  throwIfAborted,
} from './storage-error.ts';

export { StorageError, type StorageErrorCode } from './errors/index.ts';
export * from './graph/index.ts';
export * from './storage/index.ts';

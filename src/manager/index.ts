export {
  type CodePrismConfig,
  type CodePrismDuration,
  configFromCodePrism,
  configToCodePrism,
} from './codeprism-config.ts';
export type {
  BackendName,
  Duration,
  Neo4jTuning,
  RedisTuning,
  SqliteTuning,
  StorageConfigFields,
  StorageConfigInput,
} from './config-fields.ts';
export { readStorageConfig } from './config-file.ts';
export { storageConfigJsonSchema } from './config-schema.ts';
export type {
  MaintenancePart,
  ManagerHealth,
  ManagerMaintenanceReport,
  RepositoryDeletion,
} from './manager-reports.ts';
export { chooseStore, type OpenStoreOptions, openResolvedStore, openStore } from './open-store.ts';
export {
  DEFAULT_FILE_STORE,
  DEFAULT_STORE,
  describeStore,
  type ResolvedStore,
  resolveStore,
  type StoreSettings,
} from './resolve-store.ts';
export { Secret } from './secret.ts';
export type { SnapshotHealth } from './snapshots.ts';
export { StorageConfig } from './storage-config.ts';
export { type OpenManagerOptions, StorageManager } from './storage-manager.ts';

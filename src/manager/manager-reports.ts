import type { StorageErrorCode } from '../errors/index.ts';
import type { CacheHealth, MaintenanceReport, StoreHealth, WriteReport } from '../storage/index.ts';
import type { SnapshotHealth } from './snapshots.ts';

/** Whether everything that a manager has opened can be used at the moment. */
export interface ManagerHealth {
  /** Whether graphs can be stored and asked; the rest is `degraded`. */
  readonly reachable: boolean;
  readonly graph: StoreHealth;
  readonly analysis: {
    readonly available: boolean;
    readonly latencyMs: number;
    readonly problem?: string;
  };
  readonly cache: CacheHealth & { readonly backend: string; readonly latencyMs: number };
  /** For a memory store with a data path. */
  readonly snapshot?: SnapshotHealth;
  /** What does not work as it should, a sentence each; empty where everything does. */
  readonly degraded: readonly string[];
}

/** What maintenance deals with. */
export type MaintenancePart = 'graph' | 'analysis' | 'cache';

/** What maintenance removed. A part that failed is among the problems and has no figures. */
export interface ManagerMaintenanceReport {
  readonly graph?: MaintenanceReport;
  readonly analysis?: {
    /** Results older than the retention period. */
    readonly removed: number;
  };
  readonly cache?: {
    /** Values whose time was over. */
    readonly removed: number;
  };
  readonly problems: readonly {
    readonly part: MaintenancePart;
    readonly code: StorageErrorCode;
    readonly message: string;
  }[];
  readonly seconds: number;
}

/** What went with a repository. */
export interface RepositoryDeletion {
  readonly graph: WriteReport;
  readonly analyses: number;
  readonly cachedAnswers: number;
}

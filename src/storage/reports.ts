import type { EdgeReference } from '../graph/index.ts';

/** What a write did to the rows of one sort. */
export interface RowCounts {
  readonly created: number;
  readonly updated: number;
  /** Rows that were given and already stored exactly so. */
  readonly unchanged: number;
  readonly deleted: number;
}

/** Rows of one sort that were given more than once in one call. */
export interface RepeatedRows<Identity> {
  /** How many were given beyond one of each identity: the last of each is stored, these are not. */
  readonly rows: number;
  /** Whose rows these were, the first five. */
  readonly first: readonly Identity[];
}

/** Nodes and edges that a write was given more than once: the last of each counts. */
export interface GivenAgain {
  /** By id. */
  readonly nodes: RepeatedRows<string>;
  readonly edges: RepeatedRows<EdgeReference>;
}

/** What a write did. */
export interface WriteReport {
  readonly repoId: string;
  readonly nodes: RowCounts;
  readonly edges: RowCounts;
  /** Edges of the whole repository that, after the write, have an end which is not stored. */
  readonly dangling: number;
  /** What was given and not stored because the same row came again; nothing for deletions. */
  readonly givenAgain: GivenAgain;
  /**
   * Fields that are no part of a graph and were not stored, by names such
   * as `node.signature`: how often each was given.
   */
  readonly ignoredFields: Readonly<Record<string, number>>;
  readonly seconds: number;
}

/** How many rows a write was given, that is, are stored since. */
export function rowsGiven({ created, updated, unchanged }: RowCounts): number {
  return created + updated + unchanged;
}

/** Counts of a write that touched nothing. */
export const NO_ROWS: RowCounts = { created: 0, updated: 0, unchanged: 0, deleted: 0 };

/** What maintenance found left behind and dealt with; all zero where there was nothing. */
export interface MaintenanceReport {
  /** Changes that a crashed writer had announced and not finished: their repositories can be read again. */
  readonly changesCompleted: number;
  /**
   * Copies of graphs that nobody reads any more: replaced ones, and ones whose
   * writer never finished them (in a folder: their files).
   */
  readonly generationsRemoved: number;
  /** Rows of whatever sort that went with them. */
  readonly rowsRemoved: number;
  readonly seconds: number;
}

/** Of a backend in which a crash leaves nothing behind. */
export const NOTHING_REMOVED: Omit<MaintenanceReport, 'seconds'> = {
  changesCompleted: 0,
  generationsRemoved: 0,
  rowsRemoved: 0,
};

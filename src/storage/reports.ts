/** What a write did to the rows of one sort. */
export interface RowCounts {
  readonly created: number;
  readonly updated: number;
  /** Rows that were given and already stored exactly so. */
  readonly unchanged: number;
  readonly deleted: number;
}

export interface WriteReport {
  readonly repoId: string;
  readonly nodes: RowCounts;
  readonly edges: RowCounts;
  /** Edges of the whole repository that, after the write, have an end which is not stored. */
  readonly dangling: number;
  readonly seconds: number;
}

/** How many rows a write was given, that is, are stored since. */
export function rowsGiven({ created, updated, unchanged }: RowCounts): number {
  return created + updated + unchanged;
}

export const NO_ROWS: RowCounts = { created: 0, updated: 0, unchanged: 0, deleted: 0 };

/** What maintenance found left behind and dealt with; all zero where there was nothing. */
export interface MaintenanceReport {
  /** Changes that a crashed writer had announced and not finished: their repositories can be read again. */
  readonly changesCompleted: number;
  /** Copies of graphs that nobody reads any more: replaced ones, and ones whose writer never finished them (in a folder: their files). */
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

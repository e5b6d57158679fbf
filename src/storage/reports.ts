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

export const NO_ROWS: RowCounts = { created: 0, updated: 0, unchanged: 0, deleted: 0 };

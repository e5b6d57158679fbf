/** How far a long operation has come. */
export interface Progress {
  /** What is being done, such as `nodes` or `edges`; an operation passes through several phases. */
  readonly phase: string;
  /** Rows finished in this phase. */
  readonly done: number;
  /** Rows of this phase, where they are known. */
  readonly total?: number;
}

/** How a long operation is stopped and watched. */
export interface ReadOptions {
  /** Stops the operation with `ABORTED`. */
  readonly signal?: AbortSignal | undefined;
  /** Called now and then from inside the operation; what it throws is the operation's failure. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** As for reads; an aborted write leaves the stored graph as it was before. */
export interface WriteOptions extends ReadOptions {}

/** As for all writes; a write of a graph can be tried without effect. */
export interface GraphWriteOptions extends WriteOptions {
  /**
   * Changes nothing, and gives the report that the write would give, or its failure. The stored graph is read
   * whole, and what is given is held in memory. Default false.
   */
  readonly dryRun?: boolean | undefined;
  /**
   * Refuses with `INVALID_GRAPH` what the report only counts otherwise: rows that are given more than once,
   * and fields that are no part of a graph. Default false.
   */
  readonly strict?: boolean | undefined;
}

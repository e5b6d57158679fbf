import type { Neo4jConnection } from '../../test/server/index.ts';

/** What a child process is to stream through, all of it plain data. */
export interface StreamJob {
  readonly server: Neo4jConnection;
  /** NDJSON files: the graph to copy, and a small one to warm the child's code with. */
  readonly file: string;
  readonly warmUpFile: string;
  readonly copies: number;
  /** Names of repositories that the child may write; the parent deletes them. */
  readonly repoId: string;
  readonly warmUpRepoId: string;
}

export interface StreamResult {
  /** Nodes and edges stored, and read again. */
  readonly rows: number;
  readonly storeSeconds: number;
  readonly readSeconds: number;
  /** The most memory the process ever had resident. */
  readonly peakBytes: number;
  /**
   * What could not be collected while edges were stored, when all nodes are known: the median of some looks.
   */
  readonly heldBytes: number;
}

/** The child's one message. */
export type StreamAnswer = { readonly result: StreamResult } | { readonly failure: string };

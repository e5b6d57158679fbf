/** Text attributes of a node or edge. Any key is allowed, `__proto__` and the empty string included. */
export type Attributes = Readonly<Record<string, string>>;

/**
 * Where a node stands in its file. Integers from 0 to 2^53−1; bytes
 * and columns count from 0, ends are exclusive.
 */
export interface SerializableSpan {
  readonly startByte: number;
  readonly endByte: number;
  readonly startLine: number;
  readonly endLine: number;
  readonly startColumn: number;
  readonly endColumn: number;
}

/** One symbol of a repository. Its identity is (repository, `id`); an empty id is an id. */
export interface SerializableNode {
  readonly id: string;
  readonly name: string;
  /** An open string; {@link NODE_KINDS} lists CodePrism's own. */
  readonly kind: string;
  /** Path inside the repository; empty for what is not in it, such as a library's symbol. */
  readonly file: string;
  readonly span: SerializableSpan;
  readonly attributes: Attributes;
}

/** What identifies an edge within its repository. */
export interface EdgeReference {
  readonly source: string;
  readonly target: string;
  /** An open, non-empty string; {@link EDGE_KINDS} lists CodePrism's own. */
  readonly kind: string;
}

/**
 * One relation between two symbols. Either end may be a node that is not stored: the edge is then dangling.
 */
export interface SerializableEdge extends EdgeReference {
  readonly attributes: Attributes;
}

/** A moment as Rust's `SystemTime` is serialised: nothing is lost. */
export interface Timestamp {
  /** Whole seconds since the Unix epoch, 0 or more. */
  readonly seconds: number;
  /** 0 to 999,999,999. */
  readonly nanoseconds: number;
}

/** What is known of a graph as a whole. */
export interface GraphMetadata {
  readonly repoId: string;
  readonly lastUpdated: Timestamp;
  /** The caller's own counter; a store never changes it. */
  readonly version: number;
  /** Path to content hash, as the caller computed it. */
  readonly fileHashes: Readonly<Record<string, string>>;
  /** Stores ignore the given value and always answer with the number of nodes stored. */
  readonly totalNodes: number;
  /** Stores ignore the given value and always answer with the number of edges stored. */
  readonly totalEdges: number;
  /** The version of the graph's own schema, such as `1.0`; not of a store's layout. */
  readonly schemaVersion: string;
}

/** A repository's code graph as a plain value. */
export interface SerializableGraph {
  readonly repoId: string;
  readonly nodes: readonly SerializableNode[];
  readonly edges: readonly SerializableEdge[];
  readonly metadata: GraphMetadata;
}

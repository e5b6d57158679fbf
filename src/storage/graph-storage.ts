import type {
  EdgeReference,
  GraphMetadata,
  SerializableEdge,
  SerializableGraph,
  SerializableNode,
} from '../graph/index.ts';
import type { GraphWriteOptions, ReadOptions } from './options.ts';
import type { WriteReport } from './reports.ts';

/** A graph that is read row by row, so that one larger than memory can pass through. */
export interface GraphSource {
  /** Its `repoId` names the repository; its totals are ignored. */
  readonly metadata: GraphMetadata;
  /** A new pass over the nodes at each call. */
  nodes(): AsyncIterable<SerializableNode>;
  /** A new pass over the edges at each call. */
  edges(): AsyncIterable<SerializableEdge>;
  /** Set where a second pass is impossible (a pipe): storing is then always a full replacement. */
  readonly readOnce?: boolean;
  /**
   * Fields of a file that are no part of a graph and are not among the rows, by names such as
   * `node.signature`: how often each came, complete once nodes and edges were read to their end.
   */
  readonly ignoredFields?: Readonly<Record<string, number>>;
}

/** The new content of some files: everything those files declared before is replaced by it. */
export interface FileReplacement {
  /** The files to replace; every given node's `file` must be among them. A file given no node is emptied. */
  readonly files: readonly string[];
  readonly nodes: readonly SerializableNode[];
  /** Edges whose source is declared in those files. */
  readonly edges: readonly SerializableEdge[];
  /** Hashes of the replaced files for the metadata; a replaced file without one loses its old hash. */
  readonly fileHashes?: Readonly<Record<string, string>>;
}

/**
 * Stores code graphs by repository. Every implementation keeps the same rules:
 *
 * - A node's identity is its id, an edge's its source, target and kind; within one call the
 *   last duplicate wins, and the report counts the others.
 * - Edges may end at nodes that are not stored. They are kept, counted as
 *   dangling, and connect when the node arrives.
 * - What was stored is loaded again exactly; what cannot be kept exactly is refused
 *   (`INVALID_GRAPH`) before any reader could see a part of it.
 * - A reader sees a repository as it was before a write or after it, never half of each.
 * - Loading an unknown repository gives `undefined`; updating one is `NOT_FOUND`; deleting one is no error.
 * - Nothing that was passed in or handed out is shared with the store.
 *
 * Every method can fail with `ABORTED`, `CLOSED`, `CONFLICT`,
 * `UNAVAILABLE`, `UNAUTHORIZED`, `CORRUPT` and `UNEXPECTED`.
 */
export interface GraphStorage extends AsyncDisposable {
  /** The backend's name, such as `memory`. */
  readonly backend: string;

  /** Makes the repository's graph equal to the given one, whatever was stored before. */
  storeGraph(graph: SerializableGraph | GraphSource, options?: GraphWriteOptions): Promise<WriteReport>;

  loadGraph(repoId: string, options?: ReadOptions): Promise<SerializableGraph | undefined>;

  /**
   * The stored graph row by row. If the repository changes while it is read, the iterators throw `CONFLICT`
   * (retryable) and what was read must be discarded.
   */
  streamGraph(repoId: string, options?: ReadOptions): Promise<GraphSource | undefined>;

  /** Inserts or wholly replaces nodes. @throws `NOT_FOUND` if the repository is not stored */
  updateNodes(
    repoId: string,
    nodes: readonly SerializableNode[],
    options?: GraphWriteOptions,
  ): Promise<WriteReport>;

  /** Inserts or wholly replaces edges. @throws `NOT_FOUND` if the repository is not stored */
  updateEdges(
    repoId: string,
    edges: readonly SerializableEdge[],
    options?: GraphWriteOptions,
  ): Promise<WriteReport>;

  /** Deletes nodes and every edge that touches them. @throws `NOT_FOUND` if the repository is not stored */
  deleteNodes(repoId: string, ids: readonly string[], options?: GraphWriteOptions): Promise<WriteReport>;

  /** @throws `NOT_FOUND` if the repository is not stored */
  deleteEdges(
    repoId: string,
    edges: readonly EdgeReference[],
    options?: GraphWriteOptions,
  ): Promise<WriteReport>;

  /**
   * Replaces what some files declare: their nodes, and the edges whose source they hold. Edges from other
   * files into them stay, dangling if need be.
   * @throws `NOT_FOUND` if the repository is not stored, `INVALID_GRAPH`
   * if a node or an edge's source lies elsewhere
   */
  replaceFiles(
    repoId: string,
    replacement: FileReplacement,
    options?: GraphWriteOptions,
  ): Promise<WriteReport>;

  getGraphMetadata(repoId: string, options?: ReadOptions): Promise<GraphMetadata | undefined>;

  /**
   * Identifies the state of a stored repository, without reading it: a text that is
   * new after every change and never comes back in this store, also not after a
   * deletion. Writes that change nothing may leave it or not.
   */
  getGraphRevision(repoId: string, options?: ReadOptions): Promise<string | undefined>;

  /** Replaces the metadata; the given repository id and totals are ignored. @throws `NOT_FOUND` */
  updateGraphMetadata(repoId: string, metadata: GraphMetadata, options?: GraphWriteOptions): Promise<void>;

  /** The ids of all stored repositories in code point order. */
  listRepositories(options?: ReadOptions): Promise<string[]>;

  /** Deletes a repository whole; the report counts nothing if it was not stored. */
  deleteGraph(repoId: string, options?: GraphWriteOptions): Promise<WriteReport>;

  graphExists(repoId: string, options?: ReadOptions): Promise<boolean>;

  /** Releases everything the store holds. Later calls fail with `CLOSED`; closing twice is harmless. */
  close(): Promise<void>;
}

import type {
  CallOptions,
  KindCount,
  LimitOptions,
  NodeSelector,
  NodeSummary,
  QueryList,
  QueryOptions,
  RelatedNode,
} from './answers.ts';
import type { CypherRows } from './cypher-rows.ts';
import type {
  DeadCodeOptions,
  DeadCodeReport,
  IfDeletedOptions,
  IfDeletedReport,
  WhyAlive,
  WhyAliveOptions,
} from './liveness.ts';
import type {
  Cycle,
  CyclesOptions,
  DependenciesOptions,
  Dependency,
  Hotspot,
  HotspotsOptions,
} from './structure.ts';
import type {
  CallGraph,
  CallGraphOptions,
  CallPath,
  ImpactOptions,
  ImpactReport,
  ImpactTarget,
  PathOptions,
} from './walks.ts';

/** All given conditions must hold; none given finds every node. */
export interface NodeFilter {
  readonly id?: string;
  /** The exact name. */
  readonly name?: string;
  /** A pattern over the whole name: `*` any text, `?` one character, `\` takes the next literally. */
  readonly glob?: string;
  readonly kind?: string | readonly string[];
  /** The exact path. */
  readonly file?: string;
  /** A line that the node's span holds; with `file`, a position. */
  readonly line?: number;
  /** Attributes that the node must have with exactly these values. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** How many nodes are given, and after which ones. */
export interface FindOptions extends LimitOptions {
  /** Continue after an earlier answer: its `nextCursor`. */
  readonly cursor?: string;
}

/** Nodes by id. `nextCursor` is there when more follow. */
export interface NodePage extends QueryList<NodeSummary> {
  readonly nextCursor?: string;
}

/** A repository's graph in numbers. */
export interface GraphSummary {
  readonly repoId: string;
  readonly totalNodes: number;
  readonly totalEdges: number;
  /** Edges with an end that is not stored. */
  readonly danglingEdges: number;
  /** Distinct non-empty files that nodes lie in. */
  readonly files: number;
  /** By count, descending, then by kind. */
  readonly nodesByKind: readonly KindCount[];
  /** By count, descending, then by kind. */
  readonly edgesByKind: readonly KindCount[];
}

/**
 * Questions about one stored repository, answered equally by every backend. Orders are
 * total: by distance or count first, then by id in code point order. Walks go through ends
 * that are not stored, but such ends are never answers.
 *
 * Every method can fail with `NOT_FOUND` (repository or node, with near names), `AMBIGUOUS`, `CONFIG_INVALID`
 * (a wrong option, by name), `CONFLICT`, `TIMEOUT`, `ABORTED`, `CLOSED` and `UNAVAILABLE`.
 */
export interface GraphQueries {
  findNodes(repoId: string, filter: NodeFilter, options?: FindOptions): Promise<NodePage>;

  /** Who reaches the node: a node on a cycle is its own caller. */
  callers(repoId: string, node: NodeSelector, options?: CallOptions): Promise<QueryList<RelatedNode>>;

  /** What the node reaches: a node on a cycle is its own callee. */
  callees(repoId: string, node: NodeSelector, options?: CallOptions): Promise<QueryList<RelatedNode>>;

  /** The part of the graph around some nodes. */
  callGraph(
    repoId: string,
    roots: NodeSelector | readonly NodeSelector[],
    options?: CallGraphOptions,
  ): Promise<CallGraph>;

  /**
   * A shortest path, of at least one step: from a node to itself it is the shortest cycle. Of several, the
   * least by its sequence of ids, then of kinds. `undefined` if there is none.
   */
  callPath(
    repoId: string,
    from: NodeSelector,
    to: NodeSelector,
    options?: PathOptions,
  ): Promise<CallPath | undefined>;

  /** Everyone who reaches the given nodes or files, and so may feel a change of them. */
  impactOf(repoId: string, target: ImpactTarget, options?: ImpactOptions): Promise<ImpactReport>;

  /** What no entry point reaches, with reasons. See {@link DeadCodeOptions} for what counts as one. */
  deadCode(repoId: string, options?: DeadCodeOptions): Promise<DeadCodeReport>;

  /**
   * Removes the marks that `deadCode({ mark: true })` left.
   * @returns how many nodes were marked
   * @throws `UNSUPPORTED` where nothing can be marked
   */
  unmark(repoId: string, options?: QueryOptions): Promise<number>;

  /** By which way life comes to a node from an entry point, or why it does not. */
  whyAlive(repoId: string, node: NodeSelector, options?: WhyAliveOptions): Promise<WhyAlive>;

  /**
   * What would die, and what would break, if some nodes and all that
   * lies in them were deleted. Changes nothing.
   */
  ifDeleted(
    repoId: string,
    nodes: NodeSelector | readonly NodeSelector[],
    options?: IfDeletedOptions,
  ): Promise<IfDeletedReport>;

  /** What leads back to itself: strongly connected components, by size, descending, then by least member. */
  cycles(repoId: string, options?: CyclesOptions): Promise<QueryList<Cycle>>;

  /** Which files or folders refer to which others, by weight, descending, then by their paths. */
  dependencies(repoId: string, options?: DependenciesOptions): Promise<QueryList<Dependency>>;

  /** The nodes with the most neighbours, by score, descending, then by id; those without any are left out. */
  hotspots(repoId: string, options?: HotspotsOptions): Promise<QueryList<Hotspot>>;

  summary(repoId: string, options?: QueryOptions): Promise<GraphSummary>;

  /**
   * The first rows of a Cypher statement of your own, for stores in one Neo4j database; the limit is of rows.
   * It only reads: a write, a change of the schema, a file and the server's administration are refused.
   * @throws `UNSUPPORTED` also where the store has no query language, `CONFIG_INVALID` for a wrong statement
   */
  query(
    cypher: string,
    parameters?: Readonly<Record<string, unknown>>,
    options?: LimitOptions,
  ): Promise<CypherRows>;
}

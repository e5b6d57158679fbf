import type { ReadOptions } from '../options.ts';
import type { NodeSelector, QueryList, RelatedNode } from '../queries/answers.ts';
import type { CypherQuery, CypherRows } from '../queries/cypher-rows.ts';
import type { GraphSummary, NodeFilter, NodePage } from '../queries/graph-queries.ts';
import type {
  DeadCodeReport,
  EntryPreset,
  EntryRules,
  IfDeletedReport,
  Verdict,
  WhyAlive,
} from '../queries/liveness.ts';
import type { Cycle, CycleLevel, Dependency, Hotspot } from '../queries/structure.ts';
import type { CallGraph, CallPath, ImpactReport } from '../queries/walks.ts';

/** `callers` walks edges backward, `callees` forward. */
export type WalkDirection = 'callers' | 'callees';

/** The checked form of `findNodes`. */
export interface FindQuery extends ReadOptions {
  readonly filter: NodeFilter;
  readonly limit: number;
  /** Answer only with ids greater than this one, in code point order. */
  readonly after: string | undefined;
}

/** The checked form of `callers` and `callees`. */
export interface WalkQuery extends ReadOptions {
  readonly start: NodeSelector;
  readonly direction: WalkDirection;
  /** At least 1; `Infinity` for no bound. */
  readonly depth: number;
  /** Without duplicates, at least one. */
  readonly edgeKinds: readonly string[];
  readonly throughOverrides: boolean;
  readonly limit: number;
}

/** The checked form of `callGraph`. */
export interface CallGraphQuery extends ReadOptions {
  readonly roots: readonly NodeSelector[];
  /** At least 1; `Infinity` for no bound. */
  readonly depth: number;
  /** Without duplicates, at least one. */
  readonly edgeKinds: readonly string[];
  readonly direction: WalkDirection | 'both';
  readonly limit: number;
}

/** The checked form of `callPath`. */
export interface PathQuery extends ReadOptions {
  readonly from: NodeSelector;
  readonly to: NodeSelector;
  /** At least 1; `Infinity` for no bound. */
  readonly depth: number;
  /** Without duplicates, at least one. */
  readonly edgeKinds: readonly string[];
}

/** The checked form of `impactOf`. */
export interface ImpactQuery extends ReadOptions {
  readonly nodes: readonly NodeSelector[];
  /** Without duplicates. */
  readonly files: readonly string[];
  /** At least 1; `Infinity` for no bound. */
  readonly depth: number;
  /** Undefined: every stored kind. */
  readonly edgeKinds: readonly string[] | undefined;
  readonly throughOverrides: boolean;
  readonly testFiles: readonly string[];
  readonly limit: number;
}

/** What all questions about life share, checked, with defaults filled in. */
export interface LivenessQuery extends ReadOptions {
  /** Undefined: the engine decides by what the graph holds, and says so in the caveats. */
  readonly entryPoints: EntryPreset | EntryRules | undefined;
  /** Undefined: every stored kind. */
  readonly livenessKinds: readonly string[] | undefined;
  readonly testFiles: readonly string[];
}

/** The checked form of `deadCode`. */
export interface DeadCodeQuery extends LivenessQuery {
  readonly kinds: readonly string[];
  readonly types: boolean;
  readonly verdicts: readonly Exclude<Verdict, 'alive'>[];
  readonly minConfidence: number;
  readonly groupByRoot: boolean;
  readonly mark: boolean;
  readonly limit: number;
}

/** The checked form of `whyAlive`. */
export interface WhyAliveQuery extends LivenessQuery {
  readonly node: NodeSelector;
}

/** The checked form of `ifDeleted`. */
export interface IfDeletedQuery extends LivenessQuery {
  readonly nodes: readonly NodeSelector[];
  readonly kinds: readonly string[];
  readonly limit: number;
}

/** The checked form of `cycles`. */
export interface CyclesQuery extends ReadOptions {
  readonly by: CycleLevel;
  /** Undefined: every stored kind. */
  readonly edgeKinds: readonly string[] | undefined;
  readonly selfLoops: boolean;
  readonly limit: number;
}

/** The checked form of `dependencies`. */
export interface DependenciesQuery extends ReadOptions {
  readonly by: 'file' | 'folder';
  /** Undefined: every stored kind. */
  readonly edgeKinds: readonly string[] | undefined;
  /** Undefined: from and to anywhere. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly edges: boolean;
  readonly limit: number;
}

/** The checked form of `hotspots`. */
export interface HotspotsQuery extends ReadOptions {
  readonly by: 'fan-in' | 'fan-out' | 'both';
  readonly weighted: boolean;
  readonly edgeKinds: readonly string[];
  /** Undefined: every stored kind. */
  readonly kinds: readonly string[] | undefined;
  readonly limit: number;
}

/**
 * What answers questions behind the front door, which has checked the options and filled in the defaults. The
 * repository may be unknown (`NOT_FOUND`), a selector may fit none (`NOT_FOUND`) or several (`AMBIGUOUS`).
 */
export interface QueryEngine {
  findNodes(repoId: string, query: FindQuery): Promise<NodePage>;
  walk(repoId: string, query: WalkQuery): Promise<QueryList<RelatedNode>>;
  callGraph(repoId: string, query: CallGraphQuery): Promise<CallGraph>;
  callPath(repoId: string, query: PathQuery): Promise<CallPath | undefined>;
  impactOf(repoId: string, query: ImpactQuery): Promise<ImpactReport>;
  deadCode(repoId: string, query: DeadCodeQuery): Promise<DeadCodeReport>;
  whyAlive(repoId: string, query: WhyAliveQuery): Promise<WhyAlive>;
  ifDeleted(repoId: string, query: IfDeletedQuery): Promise<IfDeletedReport>;
  cycles(repoId: string, query: CyclesQuery): Promise<QueryList<Cycle>>;
  dependencies(repoId: string, query: DependenciesQuery): Promise<QueryList<Dependency>>;
  hotspots(repoId: string, query: HotspotsQuery): Promise<QueryList<Hotspot>>;
  summary(repoId: string, options: ReadOptions): Promise<GraphSummary>;
  /** Removes the marks of the dead. @returns how many there were. Only where `mark` is honoured. */
  unmark?(repoId: string, options: ReadOptions): Promise<number>;
  /** Only where there is a query language. */
  query?(query: CypherQuery): Promise<CypherRows>;
}

import type { SerializableEdge } from '../../graph/index.ts';
import type {
  CallOptions,
  Caveat,
  LimitOptions,
  NodeSelector,
  NodeSummary,
  QueryList,
  QueryOptions,
  RelatedNode,
  UnstoredEnd,
} from './answers.ts';

/** Which part of the graph around the roots is shown. */
export interface CallGraphOptions extends LimitOptions {
  /** Most steps to go from a root, at least 1; `Infinity` goes all the way. Default 2. */
  readonly depth?: number;
  /** The edge kinds to follow. Default `['CALLS']`. */
  readonly edgeKinds?: readonly string[];
  /** Default `both`: what the roots reach, and what reaches them. */
  readonly direction?: 'callers' | 'callees' | 'both';
}

/**
 * A part of the graph around some roots. The limit cuts its nodes, and
 * the edges to those that nodes are listed for.
 */
export interface CallGraph {
  /** The roots first, at distance 0; `distance` is the fewest steps from or to a root. */
  readonly nodes: QueryList<RelatedNode>;
  /** The edges of the kinds among the nodes, by source, target and kind. */
  readonly edges: QueryList<SerializableEdge>;
  readonly caveats: readonly Caveat[];
}

/** Which edges a path may take, and how long it may be. */
export interface PathOptions extends QueryOptions {
  /** The longest path to look for, at least 1. Default `Infinity`. */
  readonly depth?: number;
  /** The edge kinds to follow. Default `['CALLS']`. */
  readonly edgeKinds?: readonly string[];
}

/** One step of a path: the edge, with its attributes such as the line, and what it leads to. */
export interface PathStep {
  readonly edge: SerializableEdge;
  readonly to: NodeSummary | UnstoredEnd;
}

/** A shortest path. */
export interface CallPath {
  readonly from: NodeSummary;
  /** At least one. */
  readonly steps: readonly PathStep[];
}

/** What changes: nodes, whole files, or both. */
export interface ImpactTarget {
  readonly nodes?: readonly NodeSelector[];
  readonly files?: readonly string[];
}

/** Which edges carry an effect, and how far. */
export interface ImpactOptions extends Omit<CallOptions, 'depth' | 'edgeKinds'> {
  /** Most steps to go, at least 1. Default `Infinity`. */
  readonly depth?: number;
  /** The edge kinds through which a change is felt. Default: every stored kind. */
  readonly edgeKinds?: readonly string[];
  /** Globs of test files. Default: the conventions of common languages. */
  readonly testFiles?: readonly string[];
}

/** A file in which something may feel a change. */
export interface AffectedFile {
  readonly file: string;
  /** Affected nodes in it. */
  readonly nodes: number;
  /** The fewest steps from one of them to the change. */
  readonly distance: number;
  readonly isTest: boolean;
}

/** Who is affected by a change, by distance, then id; what changes is not among them. */
export interface ImpactReport extends QueryList<RelatedNode> {
  /** How many nodes are affected at each distance, the nearest first. */
  readonly byDistance: readonly { readonly distance: number; readonly nodes: number }[];
  /** By distance, then path. */
  readonly files: QueryList<AffectedFile>;
  /** Those affected that lie in test files. */
  readonly tests: QueryList<RelatedNode>;
}

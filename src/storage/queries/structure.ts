import type { SerializableEdge } from '../../graph/index.ts';
import type { KindCount, LimitOptions, NodeSummary, QueryList } from './answers.ts';

/**
 * What is looked at as one: a node, a file, or a folder. A folder is a
 * path up to its last `/`; at the top it is `.`.
 */
export type CycleLevel = 'symbol' | 'file' | 'folder';

/** What can lie on a cycle, and which edges make one. */
export interface CyclesOptions extends LimitOptions {
  /** Default `symbol`. */
  readonly by?: CycleLevel;
  /**
   * The edge kinds to follow. Default `['CALLS']` between symbols,
   * every stored kind between files and folders.
   */
  readonly edgeKinds?: readonly string[];
  /** Also count a symbol that only leads to itself. Default false. */
  readonly selfLoops?: boolean;
}

/** Everything that leads to everything else in it. */
export interface Cycle {
  /** How many nodes, files or folders it has, stored ones alone. */
  readonly size: number;
  /** Ids or paths, ascending, as many as the limit allows. */
  readonly members: readonly string[];
  /**
   * A shortest cycle through the least member, from it and back: ids or paths, the first one
   * also the last. Of several the least by this sequence. It may pass ends that are not
   * stored; it is a self loop only where there is no other.
   */
  readonly example: readonly string[];
}

/** What is grouped, and which edges count. */
export interface DependenciesOptions extends LimitOptions {
  /** Default `file`. */
  readonly by?: 'file' | 'folder';
  /** The edge kinds that make one depend on another. Default: every stored kind. */
  readonly edgeKinds?: readonly string[];
  /** Only what this file or folder depends on. */
  readonly from?: string;
  /** Only what depends on this file or folder. */
  readonly to?: string;
  /** Also list the edges behind each pair. Default false. */
  readonly edges?: boolean;
}

/** That one file or folder refers to another. What lies in no file takes no part. */
export interface Dependency {
  readonly from: string;
  readonly to: string;
  /** The number of references: each edge counts as many times as its `count` attribute says, else once. */
  readonly weight: number;
  /** How many edges of each kind, by count, descending, then kind. */
  readonly kinds: readonly KindCount[];
  /** Only where asked for: by source, target and kind. */
  readonly edges?: QueryList<SerializableEdge>;
}

/** Which neighbours count, and how nodes are scored. */
export interface HotspotsOptions extends LimitOptions {
  /** Default `both`: the sum. */
  readonly by?: 'fan-in' | 'fan-out' | 'both';
  /** Rank by references instead of by distinct neighbours. Default false. */
  readonly weighted?: boolean;
  /** The edge kinds to count. Default `['CALLS']`. */
  readonly edgeKinds?: readonly string[];
  /** The node kinds to rank. Default: every stored kind. */
  readonly kinds?: readonly string[];
}

/** How many others are at the other ends of a node's edges; itself is none. */
export interface Fan {
  /** Distinct others, stored or not. */
  readonly unique: number;
  /** References: each edge counts as many times as its `count` attribute says, else once. */
  readonly weighted: number;
}

/** A node that much depends on, or that depends on much. External nodes are none. */
export interface Hotspot extends NodeSummary {
  readonly fanIn: Fan;
  readonly fanOut: Fan;
  /** What it is ranked by. */
  readonly score: number;
}

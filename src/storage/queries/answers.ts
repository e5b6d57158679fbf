import type { SerializableNode } from '../../graph/index.ts';
import type { ReadOptions } from '../options.ts';

/** A node in an answer: everything but its attributes. */
export type NodeSummary = Omit<SerializableNode, 'attributes'>;

/**
 * Names one node: an id; or a plain string, tried as an id first and then as an exact name; or a name
 * narrowed by kind or file. What fits several nodes is `AMBIGUOUS`.
 */
export type NodeSelector = string | { readonly id: string } | NodeName;

/** An exact name, narrowed by kind or file where several nodes have it. */
export interface NodeName {
  readonly name: string;
  readonly kind?: string;
  readonly file?: string;
}

/** Something an answer cannot know, said beside it. Codes are stable, messages are for people. */
export interface Caveat {
  readonly code: string;
  readonly message: string;
}

/** A list that may have been cut: `total` counts all items, also those a limit left out. */
export interface QueryList<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  readonly truncated: boolean;
  readonly caveats: readonly Caveat[];
}

/** What every question takes. */
export interface QueryOptions extends ReadOptions {
  /**
   * The most milliseconds the answer may take, at least 1; then the query stops with `TIMEOUT`, whose message
   * and context say how far it came. Default: no limit.
   */
  readonly timeoutMs?: number;
}

/** What every question takes that answers with a list. */
export interface LimitOptions extends QueryOptions {
  /** The most items to answer with, at least 0; the total is exact whatever the limit. Default 100. */
  readonly limit?: number;
}

/** Which edges a walk follows, and how far. */
export interface CallOptions extends LimitOptions {
  /** Most steps to go, at least 1; `Infinity` goes all the way. Default 1. */
  readonly depth?: number;
  /** The edge kinds to follow. Default `['CALLS']`. */
  readonly edgeKinds?: readonly string[];
  /** An edge to a method also leads to each method that overrides it. Default false. */
  readonly throughOverrides?: boolean;
}

/** A node found by walking edges; `distance` is the fewest steps to it, 1 for a direct neighbour. */
export interface RelatedNode extends NodeSummary {
  readonly distance: number;
}

/** How often a kind occurs. */
export interface KindCount {
  readonly kind: string;
  readonly count: number;
}

/** An end of an edge that is not stored. */
export interface UnstoredEnd {
  readonly id: string;
  readonly stored: false;
}

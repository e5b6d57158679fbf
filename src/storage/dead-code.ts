import type { LimitOptions, NodeSummary, QueryList } from './queries.ts';

/**
 * - `alive` some entry point reaches it
 * - `test-only` only entry points in test files reach it
 * - `dead` no entry point reaches it
 * - `unknown` nothing can be said: its language has no entry point or no edge of the liveness kinds in this graph
 */
export type Verdict = 'alive' | 'test-only' | 'dead' | 'unknown';

/** Where execution or use begins. A node that fits any of the rules is an entry point, unless it is external. */
export interface EntryRules {
  /** `Module` means whole files: a module inside another declaration (a namespace) is none. */
  readonly kinds?: readonly string[];
  /** Exact names. */
  readonly names?: readonly string[];
  /** File globs: `*` within a folder, `**` across folders, `?` one character. */
  readonly files?: readonly string[];
  /** Attributes with exactly these values; each pair is a rule of its own. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly ids?: readonly string[];
}

/**
 * - `application`: modules, routes, event handlers and functions named `main` run by themselves
 * - `library`: the same, and everything marked `exported`
 */
export type EntryPreset = 'application' | 'library';

export interface DeadCodeOptions extends LimitOptions {
  /** Default: `library` where any node is marked `exported`, else `application`; the answer's caveats say which. */
  readonly entryPoints?: EntryPreset | EntryRules;
  /** The node kinds to judge. Default Function, Method and Class. External nodes are never judged. */
  readonly kinds?: readonly string[];
  /** The edge kinds through which life spreads. Default: every stored kind. */
  readonly livenessKinds?: readonly string[];
  /** Globs of test files. Default: the conventions of common languages. */
  readonly testFiles?: readonly string[];
  /** The verdicts to list. Default `['dead']`. */
  readonly verdicts?: readonly Exclude<Verdict, 'alive'>[];
}

/**
 * Why an item got its verdict.
 * - `unreferenced` no edge of the liveness kinds ends at it
 * - `self-referenced` only it refers to itself
 * - `referenced-by-dead` all that refers to it is dead
 * - `referenced-by-tests` all that refers to it is reached from test files only, or dead
 * - `no-entry-point` its language has no entry point in this graph
 * - `no-liveness-edges` its language has no edge of the liveness kinds in this graph
 */
export type DeadCodeReason =
  | 'unreferenced'
  | 'self-referenced'
  | 'referenced-by-dead'
  | 'referenced-by-tests'
  | 'no-entry-point'
  | 'no-liveness-edges';

export interface DeadCodeItem extends NodeSummary {
  readonly verdict: Exclude<Verdict, 'alive'>;
  readonly reasons: readonly DeadCodeReason[];
}

export interface DeadCodeReport extends QueryList<DeadCodeItem> {
  /** Entry points found, test files included. */
  readonly entryPoints: number;
  /** How many of the judged nodes got each verdict. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
}

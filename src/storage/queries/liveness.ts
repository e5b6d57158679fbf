import type { SerializableEdge } from '../../graph/index.ts';
import type { Caveat, LimitOptions, NodeSummary, QueryList, UnstoredEnd } from './answers.ts';

/**
 * - `alive` some entry point reaches it
 * - `test-only` only entry points in test files reach it
 * - `dead` no entry point reaches it
 * - `unknown` nothing can be said: its language has no entry point or no
 *   edge of the liveness kinds in this graph
 */
export type Verdict = 'alive' | 'test-only' | 'dead' | 'unknown';

/**
 * Where execution or use begins. A node that fits any of the rules is an entry point, unless it is external.
 */
export interface EntryRules {
  /** `Module` means whole files: a module inside another declaration (a namespace) is none. */
  readonly kinds?: readonly string[];
  /** Exact names, of nodes of whatever kind. */
  readonly names?: readonly string[];
  /** Exact names, of functions and methods only. */
  readonly functions?: readonly string[];
  /** File globs: `*` within a folder, `**` across folders, `?` one character. */
  readonly files?: readonly string[];
  /**
   * Attributes with exactly these values, `*` for any but `false` and the
   * empty text; each pair is a rule of its own.
   */
  readonly attributes?: Readonly<Record<string, string>>;
  /**
   * Names in the attribute `decorators`: `route` also means
   * `app.route`, `.get` only what stands behind a dot.
   */
  readonly decorators?: readonly string[];
  readonly ids?: readonly string[];
  /** Declarations that are test code: a test runner finds them by itself. Default false. */
  readonly tests?: boolean;
}

/**
 * - `application`: modules, routes, event handlers, functions named `main`, what has an attribute `entry`,
 *   and what a decorator is known to register run by themselves, and test code by a test runner
 * - `library`: the same, and all that users of the package reach: `api` is `true`
 */
export type EntryPreset = 'application' | 'library';

/** What decides who is alive. */
export interface LivenessOptions extends LimitOptions {
  /**
   * Default: `library` where `api` is `true` of any node, else `application`; the answer's caveats say which.
   */
  readonly entryPoints?: EntryPreset | EntryRules;
  /** The edge kinds through which life spreads. Default: every stored kind. */
  readonly livenessKinds?: readonly string[];
  /**
   * Globs of test files: what lies there is test code, unless its attribute `test` says
   * otherwise. Default: the conventions of common languages.
   */
  readonly testFiles?: readonly string[];
}

/** What is judged, by which rules, and what of it is listed. */
export interface DeadCodeOptions extends LivenessOptions {
  /** The node kinds to judge. Default Function, Method and Class. External nodes are never judged. */
  readonly kinds?: readonly string[];
  /**
   * Judge what only a type checker reads (interfaces, types, enums, what is marked
   * `type-only`) in place of what runs: the two are never mixed. Overloads are part of
   * what they declare and never judged. Default false.
   */
  readonly types?: boolean;
  /** The verdicts to list. Default `['dead']`. */
  readonly verdicts?: readonly Exclude<Verdict, 'alive'>[];
  /** List only items of at least this confidence, 0 to 1. Default 0. */
  readonly minConfidence?: number;
  /** Also give the dead items by the root that they hang under. Default false. */
  readonly groupByRoot?: boolean;
  /**
   * Also mark all that is dead, whatever the limit, in the database, for people who look at it
   * there: with the label `Dead` and the property `deadReason`, instead of earlier marks,
   * until the repository changes. Neo4j only. Default false.
   */
  readonly mark?: boolean;
}

/**
 * Why an item got its verdict.
 * - `unreferenced` no edge of the liveness kinds ends at it
 * - `self-referenced` only it refers to itself
 * - `referenced-by-dead` all that refers to it is dead
 * - `referenced-by-tests` all that refers to it is reached from test files only, or dead
 * - `class-not-alive` it overrides a method that lives, but its own class does not
 * - `no-entry-point` its language has no entry point in this graph
 * - `no-liveness-edges` its language has no edge of the liveness kinds in this graph
 * - `external` it is not of this repository, which is all that could be judged
 */
export type DeadCodeReason =
  | 'unreferenced'
  | 'self-referenced'
  | 'referenced-by-dead'
  | 'referenced-by-tests'
  | 'class-not-alive'
  | 'no-entry-point'
  | 'no-liveness-edges'
  | 'external';

/**
 * Why an item may live after all, unseen by the graph.
 * - `exported` it is marked exported and nothing says that it is not part
 *   of its package's API, so others may use it
 * - `exports-unknown` nothing is known about exports in its language, so others may use
 *   it, or it may be handed out of the function it lies in
 * - `public-member` it is a member, and not a private one, of a class that lives:
 *   whoever has an instance may use it by its shape
 * - `decorated` a decorator or annotation may register it
 * - `test-code` it is test code, and no entry point is: a test runner may begin there
 * - `overrides-external` its class, or it itself, inherits from something external, which may call it
 * - `protocol-name` its language or runtime calls this name by itself, such as `__repr__` or `toString`
 * - `dynamic-access` something alive refers to its name without being resolved
 * - `referenced-by-external` something external, or an end that is not stored, refers to it
 * - `referenced-by-unknown` something of a language about which nothing can be said refers to it
 * - `follows-doubtful` a function, method or class that is less sure than itself
 *   does not live, and would keep it alive if it did
 */
export type DeadCodeDoubt =
  | 'exported'
  | 'exports-unknown'
  | 'public-member'
  | 'decorated'
  | 'test-code'
  | 'overrides-external'
  | 'protocol-name'
  | 'dynamic-access'
  | 'referenced-by-external'
  | 'referenced-by-unknown'
  | 'follows-doubtful';

/**
 * Where dead code begins: what nothing else that is dead leads to.
 * Deleting it makes all under it unreferenced.
 */
export interface DeadRoot {
  /** The least id of those nodes that are the root together and lie in no other of them. */
  readonly id: string;
  /** All dead nodes that it leads to, of whatever kind, itself included. */
  readonly size: number;
}

/** A node that is not alive, with the reasons, and how sure that is. */
export interface DeadCodeItem extends NodeSummary {
  readonly verdict: Exclude<Verdict, 'alive'>;
  readonly reasons: readonly DeadCodeReason[];
  /** In the order in which {@link DeadCodeDoubt} lists them. */
  readonly doubts: readonly DeadCodeDoubt[];
  /** 1 without doubts, less for each of them; 0 where the verdict is `unknown`. */
  readonly confidence: number;
  /** Only of the dead. */
  readonly root?: DeadRoot;
}

/** The dead items that hang under one root. */
export interface DeadCodeGroup extends QueryList<DeadCodeItem> {
  readonly root: NodeSummary;
  readonly size: number;
}

/** What is not alive, and how many nodes were judged. */
export interface DeadCodeReport extends QueryList<DeadCodeItem> {
  /** Entry points found, test files included. */
  readonly entryPoints: number;
  /** How many of the judged nodes got each verdict. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** How many of what is judged apart are dead: types, or with `types` what runs. */
  readonly deadApart: number;
  /**
   * Only where asked for: by number of items, descending, then by root. The
   * limit holds for groups, and for items in each.
   */
  readonly groups?: QueryList<DeadCodeGroup>;
}

/**
 * How a node on a path came alive.
 * - `entry` it is an entry point
 * - `reference` the step before refers to it
 * - `container` it contains the step before
 * - `constructor` it constructs the class before
 * - `member` it is a field of the class before, or a function or property
 *   of an object literal in what stands before
 * - `override` it overrides a method, and its class lives; the step before
 *   is the one of the two that came alive later
 */
export type LifeRule = 'entry' | 'reference' | 'container' | 'constructor' | 'member' | 'override';

/** One step of the way by which life comes to a node. */
export interface LifeStep {
  readonly node: NodeSummary | UnstoredEnd;
  readonly rule: LifeRule;
  /** The edge of a reference, with its attributes. */
  readonly edge?: SerializableEdge;
}

/** Whether a node is alive, and by which way. */
export interface WhyAlive {
  readonly node: NodeSummary;
  readonly verdict: Verdict;
  /**
   * A shortest way by which life comes to it from an entry point, outside test files if there is one; of
   * several the least by its sequence of ids, then of kinds. Empty where none reaches it.
   */
  readonly path: readonly LifeStep[];
  /** Why it is not alive; absent where it is. */
  readonly judged?: DeadCodeItem;
  readonly entryPoints: number;
  readonly caveats: readonly Caveat[];
}

/** By which rules a node is judged. */
export interface WhyAliveOptions extends Omit<LivenessOptions, 'limit'> {}

/** By which rules life is judged, before and after. */
export interface IfDeletedOptions extends LivenessOptions {
  /** The node kinds to judge. Default Function, Method and Class. */
  readonly kinds?: readonly string[];
}

/** A node whose verdict a deletion would change. */
export interface VerdictChange extends NodeSummary {
  readonly before: Verdict;
  readonly after: Verdict;
}

/** What would follow from deleting some nodes with all that lies in them. */
export interface IfDeletedReport {
  /** The given nodes and all that they contain, by id. */
  readonly deleted: QueryList<NodeSummary>;
  /** What would no longer live as it does, by id. */
  readonly changed: QueryList<VerdictChange>;
  /** The edges by which others refer to what is deleted, by source, target and kind. */
  readonly broken: QueryList<BrokenReference>;
  readonly caveats: readonly Caveat[];
}

/** A reference that would lose its target. */
export interface BrokenReference {
  readonly from: NodeSummary | UnstoredEnd;
  readonly edge: SerializableEdge;
}

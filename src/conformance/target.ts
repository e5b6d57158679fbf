import type { GraphStore } from '../storage/index.ts';

/** The subjects of the suite, a file in `specs/` each. */
export type SpecName =
  | 'store'
  | 'losses'
  | 'load'
  | 'stream'
  | 'update-nodes'
  | 'update-edges'
  | 'delete-nodes'
  | 'delete-edges'
  | 'replace-files'
  | 'dry-run'
  | 'dangling'
  | 'metadata'
  | 'revision'
  | 'list'
  | 'delete-graph'
  | 'exists'
  | 'isolation'
  | 'hostile-data'
  | 'limits'
  | 'refusals'
  | 'aliasing'
  | 'abort'
  | 'lifecycle'
  | 'maintenance'
  | 'concurrency'
  | 'random-edits'
  | 'find-nodes'
  | 'walks'
  | 'call-graph'
  | 'call-path'
  | 'impact'
  | 'dead-code'
  | 'dead-code-doubts'
  | 'dead-code-exports'
  | 'why-alive'
  | 'if-deleted'
  | 'cycles'
  | 'dependencies'
  | 'hotspots'
  | 'summary'
  | 'query-options'
  | 'analyses'
  | 'analysis-data'
  | 'analysis-isolation';

/** A promise the backend does not keep, with the reason, which becomes part of the test's title. */
export interface OptOut {
  readonly spec: SpecName;
  /** The one test's title; all tests of the spec where it is absent. */
  readonly test?: string;
  readonly reason: string;
}

/** What a backend can do beyond what all can. Default of each: it cannot. */
export interface Capabilities {
  /** Two stores that are open at once, each from `open`, work on the same repositories. */
  readonly sharedData?: boolean;
}

/** The backend to prove. */
export interface Target {
  readonly name: string;
  /** Opens a store; several may be open at once. What else is stored there is left alone. */
  open(): Promise<GraphStore>;
  /** Opens again what a closed store held; given by durable backends only. */
  reopen?(closed: GraphStore): Promise<GraphStore>;
  /** Opens a store whose answers to queries are taken for the truth on random graphs. */
  reference?(): Promise<GraphStore>;
  readonly capabilities?: Capabilities;
  readonly optOuts?: readonly OptOut[];
  /** Prove only these. Default: everything. */
  readonly specs?: readonly SpecName[];
  /** For each test, in milliseconds. Default: the runner's. */
  readonly timeout?: number;
}

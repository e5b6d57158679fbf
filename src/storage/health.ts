/** What a backend that can be reached says of itself. */
export interface BackendHealth {
  /** Where the store is: a folder, a file or a server, without credentials. */
  readonly address?: string;
  readonly database?: string;
  readonly server?: { readonly version: string; readonly edition: string };
  /** Of the stored layout; absent where nothing is stored yet, or where the form has no versions. */
  readonly layoutVersion?: number;
  /** What is not as it should be although the store answers, a sentence each. */
  readonly degraded?: readonly string[];
}

/** Whether a store can be used at the moment. */
export interface StoreHealth extends BackendHealth {
  readonly backend: string;
  readonly reachable: boolean;
  /** How long the answer took, or the failure. */
  readonly latencyMs: number;
  /** Why it cannot be reached, without credentials. */
  readonly problem?: string;
}

/** How long an answer is waited for. */
export interface HealthOptions {
  /** After which what has not answered counts as not reachable. Default 5,000. */
  readonly timeoutMs?: number | undefined;
}

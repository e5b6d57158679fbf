import type { Neo4jConnection } from '../../test/server/index.ts';

/** What a child process is to ask about, until it is told to stop. */
export interface AskJob {
  readonly server: Neo4jConnection;
  readonly repoId: string;
  /** How many ask at once, each its next question as soon as it has an answer. */
  readonly askers: number;
  /** Whose deletion is asked about. */
  readonly ids: readonly string[];
}

export const STOP = 'stop';

/** The child's messages: that it is asking, and at the end how many answers it had. */
export type AskAnswer =
  | { readonly asking: true }
  | { readonly answers: number }
  | { readonly failure: string };

import type { SqliteDriverName } from '../../src/backends/sqlite/index.ts';

/** What a question or a command is about: ids of a graph's nodes, and where one of them stands. */
export interface Subject {
  readonly repoId: string;
  /** The node that is called the most. */
  readonly far: string;
  /** One that is called the least. */
  readonly near: string;
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** What a child process does next, all of it plain data. */
export type EmbeddedJob =
  | AskJob
  | { readonly do: 'import' }
  | StoreJob
  | { readonly do: 'run'; readonly args: readonly string[] };

/** Asks a store that was just opened. */
export interface AskJob {
  readonly do: 'ask';
  readonly file: string;
  readonly question: string;
  readonly subject: Subject;
  readonly driver?: SqliteDriverName;
}

/** Stores graphs of JSON one after the other into one new file. */
export interface StoreJob {
  readonly do: 'store';
  readonly file: string;
  readonly graphs: readonly string[];
  readonly driver?: SqliteDriverName;
}

/** What one step took. */
export interface Cost {
  readonly seconds: number;
  /** Seconds of the processor, of all threads of the process. */
  readonly processor: number;
  /** The most memory of a process of its own. */
  readonly mebibytes?: number;
}

/** The child's one message for each job. */
export type EmbeddedAnswer = { readonly costs: readonly Cost[] } | { readonly failure: string };

import type { Timestamp } from '../graph/index.ts';
import type { ReadOptions, WriteOptions } from './options.ts';

/** What JSON can say. Numbers are finite; -0 is kept as 0, as JSON writes it. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** What an analysis of a repository found, with CodePrism's fields. Its identity is (`repoId`, `id`). */
export interface AnalysisResult {
  readonly id: string;
  /** The repository that was analysed, whose graph need not be stored. */
  readonly repoId: string;
  /** An open string, such as `complexity`; the empty one is a type too. */
  readonly analysisType: string;
  /** When the analysis was made. */
  readonly timestamp: Timestamp;
  /** Kept exactly, the order of keys included; an object's properties that are `undefined` are left out. */
  readonly data: JsonValue;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Which results are wanted; those that fit everything given. */
export interface AnalysisQuery extends ReadOptions {
  /** Only results of exactly this type. */
  readonly analysisType?: string | undefined;
  /** Only results made at this moment or later. */
  readonly since?: Timestamp | Date | undefined;
  /** The most results. Default: all. */
  readonly limit?: number | undefined;
}

/** Which old results are deleted. */
export interface CleanupOptions extends WriteOptions {
  /** Only results of this repository. Default: of all. */
  readonly repoId?: string | undefined;
}

/**
 * Keeps results of analyses. They are independent of the repository's graph: storing and deleting that leaves
 * them as they are. Nothing that is passed in or handed out is shared with the store.
 *
 * Every method fails with `CLOSED` after `close`, with `ABORTED` under an aborted
 * signal, with `INVALID_GRAPH` for what cannot be kept exactly (and an id that no result
 * can have), and with `CONFIG_INVALID` for wrong options.
 */
export interface AnalysisStorage extends AsyncDisposable {
  /** The backend's name, such as `neo4j`. */
  readonly backend: string;

  /** Stores a result in place of the one with the same `repoId` and `id`, if there is one. */
  storeAnalysis(result: AnalysisResult, options?: WriteOptions): Promise<void>;

  /** @throws `CORRUPT` for a stored result that cannot be read */
  loadAnalysis(repoId: string, id: string, options?: ReadOptions): Promise<AnalysisResult | undefined>;

  /**
   * The newest first, those of one moment by id in code point order; none for an unknown repository.
   * @throws `CORRUPT` for a stored result that cannot be read
   */
  findAnalysis(repoId: string, query?: AnalysisQuery): Promise<AnalysisResult[]>;

  /** Whether there was one. */
  deleteAnalysis(repoId: string, id: string, options?: WriteOptions): Promise<boolean>;

  /** Deletes the results made before the given moment, not those of that moment. @returns how many */
  cleanupOldResults(before: Timestamp | Date, options?: CleanupOptions): Promise<number>;

  /** Deletes all results of one repository. @returns how many */
  deleteAnalysesOf(repoId: string, options?: WriteOptions): Promise<number>;

  /** Closes the store that this belongs to. Closing twice is harmless. */
  close(): Promise<void>;
}

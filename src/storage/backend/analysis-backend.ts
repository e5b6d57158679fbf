import type { Timestamp } from '../../graph/index.ts';
import type { AnalysisQuery, AnalysisResult } from '../analysis-storage.ts';
import type { ReadOptions, WriteOptions } from '../options.ts';

/** A result as backends keep it. */
export interface AnalysisRow extends Omit<AnalysisResult, 'data'> {
  /** Exactly this JSON text. */
  readonly data: string;
}

/** Which results are found; all given conditions must hold. */
export type AnalysisFilter = Pick<AnalysisQuery, 'analysisType' | 'limit'> & {
  readonly since?: Timestamp | undefined;
};

/**
 * What a backend implements. The front door has done the rest, as for graphs: inputs are checked and the
 * backend's to keep, data is text, the store is open, the signal was not yet aborted.
 */
export interface AnalysisBackend {
  storeAnalysis(row: AnalysisRow, options: WriteOptions): Promise<void>;
  loadAnalysis(repoId: string, id: string, options: ReadOptions): Promise<AnalysisRow | undefined>;
  /** In the order of {@link selectAnalyses}, which does what a backend cannot. */
  findAnalysis(repoId: string, filter: AnalysisFilter, options: ReadOptions): Promise<AnalysisRow[]>;
  deleteAnalysis(repoId: string, id: string, options: WriteOptions): Promise<boolean>;
  /** @param repoId `undefined` for all repositories */
  cleanupOldResults(before: Timestamp, repoId: string | undefined, options: WriteOptions): Promise<number>;
  deleteAnalysesOf(repoId: string, options: WriteOptions): Promise<number>;
}

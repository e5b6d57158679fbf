export type { AnalysisTarget, RepositoryAnalysis } from './analysis-run.ts';
export { type AnalyzeOptions, analyzeRepository } from './analyze-repository.ts';
export type {
  Analyzed,
  AnalyzedChanges,
  AnalyzedRows,
  Analyzer,
  AnalyzerRequest,
  ChangesRequest,
  FileHashes,
} from './analyzer.ts';
export {
  type AnalysisCoverage,
  type AnalysisOrigin,
  analysisOrigins,
  coverageCaveats,
  originOf,
  originText,
} from './coverage.ts';
export type { FileChanges } from './file-changes.ts';
export { folderChanges } from './folder-changes.ts';
export { existingFolder } from './folder-files.ts';
export type { GitState } from './git-state.ts';
export { repositoryId } from './repository-id.ts';
export { REPOSITORY_ANALYSIS } from './stored-analysis.ts';
export { type WatchedRound, watchRepository } from './watch-repository.ts';

export {
  type AnalysisResultJson,
  analysisFromJson,
  analysisRowFromJson,
  analysisRowToJson,
  analysisToJson,
} from './analysis-json.ts';
export type {
  AnalysisQuery,
  AnalysisResult,
  AnalysisStorage,
  CleanupOptions,
  JsonValue,
} from './analysis-storage.ts';
export type { AnalysisBackend, AnalysisFilter, AnalysisRow } from './backend/analysis-backend.ts';
export type { CacheBackend, CacheUsage } from './backend/cache-backend.ts';
export { EditableGraph, repositoryNotFound } from './backend/editable-graph.ts';
export { type StreamCheck, streamEditable } from './backend/editable-stream.ts';
export { checkReplacementFiles, edgeOutsideFiles, hashesAfter } from './backend/file-ownership.ts';
export type { GraphBackend, MaintenanceOutcome, WriteOutcome } from './backend/graph-backend.ts';
export type * from './backend/query-engine.ts';
export { collectRows, type RowSource, rowsOfGraph, rowsOfSource } from './backend/row-source.ts';
export type { RowPass, RowTally } from './backend/row-tally.ts';
export { compareTimestamps, selectAnalyses } from './backend/select-analyses.ts';
export { type CacheCodec, jsonCodec } from './cache-codec.ts';
export { type CacheStatsJson, cacheStatsToJson } from './cache-stats.ts';
export type {
  CacheHealth,
  CacheSetOptions,
  CacheSetReport,
  CacheStats,
  CacheStorage,
} from './cache-storage.ts';
export {
  type DeadExplanation,
  type Evidence,
  type ExplainOptions,
  explainDead,
} from './explain/explain-dead.ts';
export { type GraphStore, graphStore } from './front-door/graph-store.ts';
export { cacheStorage } from './front-door/guarded-cache-storage.ts';
export { checkGiven } from './front-door/option-checks.ts';
export { encodeCursor } from './front-door/query-options.ts';
export { probe } from './front-door/store-health.ts';
export { DEFAULT_TEST_FILES } from './front-door/test-files.ts';
export { collectSource, isGraphSource, sourceOf } from './graph-source.ts';
export type { FileReplacement, GraphSource, GraphStorage } from './graph-storage.ts';
export type { BackendHealth, HealthOptions, StoreHealth } from './health.ts';
export type { GraphWriteOptions, Progress, ReadOptions, WriteOptions } from './options.ts';
export type * from './queries/answers.ts';
export type { CypherQuery, CypherRows } from './queries/cypher-rows.ts';
export type * from './queries/graph-queries.ts';
export type * from './queries/liveness.ts';
export type * from './queries/structure.ts';
export type * from './queries/walks.ts';
export {
  type GivenAgain,
  type MaintenanceReport,
  NO_ROWS,
  NOTHING_REMOVED,
  type RepeatedRows,
  type RowCounts,
  rowsGiven,
  type WriteReport,
} from './reports.ts';

export type { AnalysisBackend, AnalysisFilter, AnalysisRow } from './analysis-backend.ts';
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
export type { CacheBackend, CacheUsage } from './cache-backend.ts';
export { type CacheCodec, jsonCodec } from './cache-codec.ts';
export { type CacheStatsJson, cacheStatsToJson } from './cache-stats.ts';
export type {
  CacheHealth,
  CacheSetOptions,
  CacheSetReport,
  CacheStats,
  CacheStorage,
} from './cache-storage.ts';
export type { CypherQuery, CypherRows } from './cypher-query.ts';
export type * from './dead-code.ts';
export { EditableGraph, repositoryNotFound } from './editable-graph.ts';
export { type StreamCheck, streamEditable } from './editable-stream.ts';
export { checkReplacementFiles, edgeOutsideFiles, hashesAfter } from './file-ownership.ts';
export type { GraphBackend, MaintenanceOutcome, WriteOutcome } from './graph-backend.ts';
export { collectSource, isGraphSource, sourceOf } from './graph-source.ts';
export type { FileReplacement, GraphSource, GraphStorage } from './graph-storage.ts';
export { cacheStorage } from './guarded-cache-storage.ts';
export {
  type BackendHealth,
  type HealthOptions,
  type Probed,
  probe,
  type StoreHealth,
} from './health.ts';
export type { GraphWriteOptions, Progress, ReadOptions, WriteOptions } from './options.ts';
export type * from './queries.ts';
export type * from './query-engine.ts';
export { encodeCursor } from './query-options.ts';
export {
  type MaintenanceReport,
  NO_ROWS,
  NOTHING_REMOVED,
  type RowCounts,
  rowsGiven,
  type WriteReport,
} from './reports.ts';
export { collectRows, type RowSource, rowsOfGraph, rowsOfSource } from './row-source.ts';
export { compareTimestamps, selectAnalyses } from './select-analyses.ts';
export { type GraphStore, graphStore } from './store.ts';
export type * from './structure.ts';
export { DEFAULT_TEST_FILES } from './test-files.ts';
export type * from './walks.ts';

export { type DetectedLanguage, detectLanguages } from './detect.ts';
export {
  openScip,
  type ScipIndex,
  type ScipInput,
  type ScipOptions,
  type ScipReport,
} from './scip/index.ts';
export { indexerAnalyzer } from './scip/indexers/indexer-analyzer.ts';
export { INDEXERS, type Indexer } from './scip/indexers/indexers.ts';
export {
  typescriptAnalyzer,
  type Verification,
  type VerifyOptions,
  verifyRemovals,
} from './typescript/index.ts';

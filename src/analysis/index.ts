export {
  COMPLEXITY,
  type ComplexityData,
  latestComplexity,
  type SymbolComplexity,
  storeComplexity,
} from './complexity.ts';
export { DEAD_CODE, latestDeadCode, storeDeadCode } from './dead-code.ts';
export {
  latestProtocolCompatibility,
  PROTOCOL_COMPATIBILITY,
  type ProtocolCompatibility,
  type ProtocolCompatibilityData,
  type ProtocolProblem,
  storeProtocolCompatibility,
} from './protocols.ts';
export {
  latestSimilarity,
  pairsAbove,
  pairsOfSymbol,
  SIMILARITY,
  type SimilarityData,
  type SimilarPair,
  storeSimilarity,
} from './similarity.ts';
export type { StoreDetails, TypedAnalysis } from './typed-analysis.ts';

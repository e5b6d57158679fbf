import { z } from 'zod';
import type { AnalysisStorage, ReadOptions } from '../storage/index.ts';
import { latestTyped, type StoreDetails, storeTyped, type TypedAnalysis } from './typed-analysis.ts';

/** The type of {@link storeComplexity}'s results, and their id unless another is given. */
export const COMPLEXITY = 'complexity';

/** What was measured of one symbol, by its id. */
export interface SymbolComplexity {
  readonly symbol: string;
  /** Numbers by the metric's name, such as `cyclomatic`, `cognitive` or `lines`. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** The data of a result of type {@link COMPLEXITY}. */
export interface ComplexityData {
  readonly symbols: readonly SymbolComplexity[];
}

const schema = z.looseObject({
  symbols: z.array(z.looseObject({ symbol: z.string(), metrics: z.record(z.string(), z.number()) })),
});
const KIND = { type: COMPLEXITY, schema };

/** Stores metrics by symbol. @throws `INVALID_GRAPH` naming the field that is wrong */
export function storeComplexity(
  analysis: AnalysisStorage,
  repoId: string,
  symbols: readonly SymbolComplexity[],
  details: StoreDetails = {},
): Promise<void> {
  return storeTyped(analysis, KIND, repoId, { symbols }, details);
}

/**
 * The metrics stored last, by their timestamp.
 * @throws `CORRUPT` naming the result and the field that is wrong
 */
export function latestComplexity(
  analysis: AnalysisStorage,
  repoId: string,
  options: ReadOptions = {},
): Promise<TypedAnalysis<ComplexityData> | undefined> {
  return latestTyped(analysis, KIND, repoId, options);
}

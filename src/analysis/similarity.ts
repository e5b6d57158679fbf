import { z } from 'zod';
import { compareCodePoints } from '../graph/index.ts';
import type { AnalysisStorage, ReadOptions } from '../storage/index.ts';
import { latestTyped, type StoreDetails, storeTyped, type TypedAnalysis } from './typed-analysis.ts';

/** The type of {@link storeSimilarity}'s results, and their id unless another is given. */
export const SIMILARITY = 'duplicate-similarity';

/** Two symbols, by their ids, that may be duplicates of one another. */
export interface SimilarPair {
  readonly first: string;
  readonly second: string;
  /** From 0, nothing in common, to 1, the same. */
  readonly score: number;
}

/** The data of a result of type {@link SIMILARITY}. */
export interface SimilarityData {
  readonly pairs: readonly SimilarPair[];
}

const schema = z.looseObject({
  pairs: z.array(z.looseObject({ first: z.string(), second: z.string(), score: z.number().min(0).max(1) })),
});
const KIND = { type: SIMILARITY, schema };

/** Stores the scores of possible duplicates. @throws `INVALID_GRAPH` naming the field that is wrong */
export function storeSimilarity(
  analysis: AnalysisStorage,
  repoId: string,
  pairs: readonly SimilarPair[],
  details: StoreDetails = {},
): Promise<void> {
  return storeTyped(analysis, KIND, repoId, { pairs }, details);
}

/**
 * The scores stored last, by their timestamp.
 * @throws `CORRUPT` naming the result and the field that is wrong
 */
export function latestSimilarity(
  analysis: AnalysisStorage,
  repoId: string,
  options: ReadOptions = {},
): Promise<TypedAnalysis<SimilarityData> | undefined> {
  return latestTyped(analysis, KIND, repoId, options);
}

/** The pairs that a symbol is one of, the most similar first. */
export function pairsOfSymbol(pairs: readonly SimilarPair[], symbol: string): SimilarPair[] {
  return mostSimilarFirst(pairs.filter(({ first, second }) => first === symbol || second === symbol));
}

/** The pairs of at least this score, the most similar first. */
export function pairsAbove(pairs: readonly SimilarPair[], score: number): SimilarPair[] {
  return mostSimilarFirst(pairs.filter((pair) => pair.score >= score));
}

function mostSimilarFirst(pairs: readonly SimilarPair[]): SimilarPair[] {
  return pairs.toSorted(
    (a, b) =>
      b.score - a.score || compareCodePoints(a.first, b.first) || compareCodePoints(a.second, b.second),
  );
}

import { z } from 'zod';
import type { AnalysisStorage, DeadCodeReport, ReadOptions } from '../storage/index.ts';
import { latestTyped, type StoreDetails, storeTyped, type TypedAnalysis } from './typed-analysis.ts';

/** The type of {@link storeDeadCode}'s results, and their id unless another is given. */
export const DEAD_CODE = 'dead-code';

const count = z.number().int().min(0);
const summary = {
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  file: z.string(),
  span: z.looseObject({
    startByte: count,
    endByte: count,
    startLine: count,
    endLine: count,
    startColumn: count,
    endColumn: count,
  }),
};
const item = z.looseObject({
  ...summary,
  verdict: z.enum(['test-only', 'dead', 'unknown']),
  reasons: z.array(z.string()),
  doubts: z.array(z.string()),
  confidence: z.number().min(0).max(1),
  root: z.looseObject({ id: z.string(), size: count }).optional(),
});
const listOf = (element: z.ZodType) => ({
  items: z.array(element),
  total: count,
  truncated: z.boolean(),
  caveats: z.array(z.looseObject({ code: z.string(), message: z.string() })),
});
const group = z.looseObject({ ...listOf(item), root: z.looseObject(summary), size: count });
const schema = z.looseObject({
  ...listOf(item),
  entryPoints: count,
  verdicts: z.looseObject({ alive: count, 'test-only': count, dead: count, unknown: count }),
  deadApart: count.default(0),
  groups: z.looseObject(listOf(group)).optional(),
});
const KIND = { type: DEAD_CODE, schema };

/** Stores an answer of `deadCode`. @throws `INVALID_GRAPH` naming the field that is wrong */
export function storeDeadCode(
  analysis: AnalysisStorage,
  repoId: string,
  report: DeadCodeReport,
  details: StoreDetails = {},
): Promise<void> {
  return storeTyped(analysis, KIND, repoId, report, details);
}

/**
 * The answer stored last, by its timestamp.
 * @throws `CORRUPT` naming the result and the field that is wrong
 */
export function latestDeadCode(
  analysis: AnalysisStorage,
  repoId: string,
  options: ReadOptions = {},
): Promise<TypedAnalysis<DeadCodeReport> | undefined> {
  return latestTyped(analysis, KIND, repoId, options);
}

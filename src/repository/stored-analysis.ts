import { createHash } from 'node:crypto';
import { compareCodePoints } from '../graph/index.ts';
import type { AnalysisResult, JsonValue } from '../storage/index.ts';
import type { Analyzer, FileHashes } from './analyzer.ts';
import type { GitState } from './git-state.ts';

/** The type of analysis results that `analyzeRepository` keeps. */
export const REPOSITORY_ANALYSIS = 'repository-analysis';

/** One for each analyzer of a repository; an analysis takes the place of the one before. */
export function analysisId(analyzer: Analyzer): string {
  return `${REPOSITORY_ANALYSIS}:${analyzer.name}`;
}

/** What makes an analysis result valid, and what the analyzer found. */
export interface StoredAnalysis {
  readonly analyzer: string;
  readonly version: string;
  /** A hash of the hashes of all files: of which state of the repository this is the result. */
  readonly files: string;
  /**
   * The folder's own {@link repositoryId}, by which it is known again
   * without its path; absent in older results.
   */
  readonly folder?: string;
  /** Where the folder stood in its history; absent where git keeps none. */
  readonly git?: GitState;
  readonly result: JsonValue;
}

/** What is stored of a run, so that the next one can begin where it ended. */
export function analysisOf(
  analyzer: Analyzer,
  hashes: FileHashes,
  result: JsonValue,
  place: Pick<StoredAnalysis, 'folder' | 'git'> = {},
): StoredAnalysis {
  const { name, version } = analyzer;
  return { analyzer: name, version, files: filesDigest(hashes), ...place, result };
}

/**
 * What a stored result says, if it is about these files and was made by this version of
 * the analyzer. A writer that was killed between the graph and its result leaves one
 * about other files, as does whoever stores another graph.
 */
export function validAnalysis(
  stored: AnalysisResult | undefined,
  analyzer: Analyzer,
  hashes: FileHashes,
): StoredAnalysis | undefined {
  const data = stored?.data;
  if (!isStoredAnalysis(data)) return undefined;
  const expected = analysisOf(analyzer, hashes, data.result);
  const fits = (['analyzer', 'version', 'files'] as const).every((field) => data[field] === expected[field]);
  return fits ? data : undefined;
}

/** Whether an analysis's data is what `analyzeRepository` keeps. */
export function isStoredAnalysis(data: JsonValue | undefined): data is JsonValue & StoredAnalysis {
  return typeof data === 'object' && data !== null && !Array.isArray(data) && 'result' in data;
}

function filesDigest(hashes: FileHashes): string {
  const files = Object.entries(hashes).sort(([a], [b]) => compareCodePoints(a, b));
  return createHash('sha256').update(JSON.stringify(files)).digest('hex');
}

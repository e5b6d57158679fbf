import type { AnalysisResult, AnalysisStorage, Caveat, JsonValue, ReadOptions } from '../storage/index.ts';
import type { GitState } from './git-state.ts';
import { isStoredAnalysis, REPOSITORY_ANALYSIS } from './stored-analysis.ts';

/** What an analysis did not understand. An analyzer gives it as `coverage` in its result. */
export interface AnalysisCoverage {
  /** Uses whose target is known. */
  readonly known: number;
  /** Uses whose target is not known, by reason. */
  readonly unknown: Readonly<Record<string, number>>;
  /** Files that were not analysed, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Files that could be read only in part, and what was wrong; the first hundred. */
  readonly problems: readonly { readonly file: string; readonly problem: string }[];
}

/** How the stored graph of a repository was made. */
export interface AnalysisOrigin {
  readonly analyzer: string;
  readonly version: string;
  /** When it was analysed, in whole seconds since the Unix epoch. */
  readonly seconds: number;
  /** The {@link repositoryId} of the folder that was analysed; absent in results of older versions. */
  readonly folder?: string;
  readonly git?: GitState;
  /** Absent where the analyzer gives none. */
  readonly coverage?: AnalysisCoverage;
}

/**
 * How the graph of a repository was made, by each analyzer that `analyzeRepository` has kept a result of;
 * empty for a graph that was imported. @throws `ABORTED`, `UNAVAILABLE`
 */
export async function analysisOrigins(
  analysis: AnalysisStorage,
  repoId: string,
  options: ReadOptions = {},
): Promise<AnalysisOrigin[]> {
  const stored = await analysis.findAnalysis(repoId, { ...options, analysisType: REPOSITORY_ANALYSIS });
  return stored.map(originOf).filter((origin) => origin !== undefined);
}

/** How a graph was made, as a result that `analyzeRepository` gave says; `undefined` for any other result. */
export function originOf({ data, timestamp }: AnalysisResult): AnalysisOrigin | undefined {
  if (!isStoredAnalysis(data)) return undefined;
  const { analyzer, version, folder, git, result } = data;
  const coverage = coverageIn(result);
  return {
    analyzer,
    version,
    seconds: timestamp.seconds,
    ...(folder !== undefined && { folder }),
    ...(git && { git }),
    ...(coverage && { coverage }),
  };
}

function coverageIn(result: JsonValue): AnalysisCoverage | undefined {
  const isObject = typeof result === 'object' && result !== null && !Array.isArray(result);
  return isObject && 'coverage' in result ? (result.coverage as unknown as AnalysisCoverage) : undefined;
}

/**
 * What answers about uses cannot know, by how the graph was made:
 * targets that were not found, and files left out.
 */
export function coverageCaveats(origins: readonly AnalysisOrigin[]): Caveat[] {
  return origins.flatMap(({ analyzer, coverage }) => {
    const missed = sumOf(coverage?.unknown);
    const left = sumOf(coverage?.skipped);
    if (coverage === undefined || missed + left === 0) return [];
    const uses = `the target of ${counted(missed)} of ${counted(coverage.known + missed)} uses is not known`;
    const files =
      left === 0 ? '' : `, and ${counted(left)} ${left === 1 ? 'file was' : 'files were'} left out`;
    return [
      { code: 'coverage', message: `By ${analyzer} ${uses}${files}: what seems unused may be used there.` },
    ];
  });
}

/** Which state of the source a graph shows: `by typescript 1 at 0123abcd on main, with changes`. */
export function originText({ analyzer, version, git }: AnalysisOrigin): string {
  const at = git === undefined ? '' : ` at ${git.commit.slice(0, 10)}`;
  const on = git?.branch === undefined ? '' : ` on ${git.branch}`;
  return `analysed by ${analyzer} ${version}${at}${on}${git?.dirty === true ? ', with changes that are not committed' : ''}`;
}

function sumOf(counts: Readonly<Record<string, number>> = {}): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function counted(count: number): string {
  return count.toLocaleString('en-US');
}

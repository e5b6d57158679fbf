import { type AnalysisOrigin, analysisOrigins } from '../repository/coverage.ts';
import type { Caveat } from '../storage/index.ts';
import { formatCount } from './output/numbers.ts';
import type { Session } from './session.ts';

/** What an answer about uses cannot know, by how the graph was made: targets that the analyzer could not find. */
export async function coverageCaveats(session: Session, repoId: string): Promise<readonly Caveat[]> {
  const origins = await analysisOrigins(session.store.analysis, repoId, session.running);
  return origins.flatMap(({ analyzer, coverage }) => {
    const missed = Object.values(coverage?.unknown ?? {}).reduce((sum, count) => sum + count, 0);
    const left = Object.values(coverage?.skipped ?? {}).reduce((sum, count) => sum + count, 0);
    if (coverage === undefined || (missed === 0 && left === 0)) return [];
    const uses = `the target of ${formatCount(missed)} of ${formatCount(coverage.known + missed)} uses is not known`;
    const files = left === 0 ? '' : `, and ${formatCount(left)} files were left out`;
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

import {
  type AnalysisOrigin,
  analysisOrigins,
  coverageCaveats as caveatsOf,
} from '../repository/coverage.ts';
import type { Caveat } from '../storage/index.ts';
import type { Session } from './session.ts';

/** What an answer about uses cannot know, by how the graph was made. */
export async function coverageCaveats(session: Session, repoId: string): Promise<readonly Caveat[]> {
  return caveatsOf(await analysisOrigins(session.store.analysis, repoId, session.running));
}

/** Which state of the source a graph shows: `by typescript 1 at 0123abcd on main, with changes`. */
export function originText({ analyzer, version, git }: AnalysisOrigin): string {
  const at = git === undefined ? '' : ` at ${git.commit.slice(0, 10)}`;
  const on = git?.branch === undefined ? '' : ` on ${git.branch}`;
  return `analysed by ${analyzer} ${version}${at}${on}${git?.dirty === true ? ', with changes that are not committed' : ''}`;
}

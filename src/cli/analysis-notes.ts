import { analysisOrigins, coverageCaveats as caveatsOf } from '../repository/coverage.ts';
import type { Caveat } from '../storage/index.ts';
import type { Session } from './session.ts';

/** What an answer about uses cannot know, by how the graph was made. */
export async function coverageCaveats(session: Session, repoId: string): Promise<readonly Caveat[]> {
  return caveatsOf(await analysisOrigins(session.store.analysis, repoId, session.running));
}

import type { DeadCodeQuery, DeadCodeReport } from '../../../../storage/index.ts';
import { deadCodeOfPart } from '../../../../traversal/index.ts';
import type { Connection } from '../../connection/connection.ts';
import { MOVED } from '../../connection/patience.ts';
import { type RepositoryState, untilUnmoved } from '../../read/repository-state.ts';
import { markDead } from '../../write/in-place/marks.ts';
import type { Found } from '../kept-by-state.ts';
import type { JudgedParts, NumberedJudgement } from './judged-parts.ts';

/**
 * Dead code by an expansion in the database, marked there if asked for.
 * @param seen the repository's state, which has just been read
 * @returns undefined if the repository is not stored
 * @throws `CONFLICT` (retryable) where the repository changes whenever it is to be marked
 */
export function deadCode(
  connection: Connection,
  parts: JudgedParts,
  repoId: string,
  query: DeadCodeQuery,
  seen: RepositoryState,
): Promise<DeadCodeReport | undefined> {
  let known: RepositoryState | undefined = seen;
  return untilUnmoved(connection, repoId, query, async () => {
    const judged = await parts.judged(repoId, query, known);
    known = undefined;
    if (judged === undefined) return undefined;
    if (query.mark && !(await mark(connection, repoId, judged, query))) return MOVED;
    return { result: await deadCodeOfPart(judged.value.part, query) };
  });
}

async function mark(
  connection: Connection,
  repoId: string,
  { state, value: { part } }: Found<NumberedJudgement>,
  query: DeadCodeQuery,
): Promise<boolean> {
  const all = { ...query, verdicts: ['dead'] as const, groupByRoot: false, limit: Number.MAX_SAFE_INTEGER };
  return markDead(connection, repoId, state, (await deadCodeOfPart(part, all)).items, query);
}

import { StorageError } from '../../../../errors/index.ts';
import type { DeadCodeQuery, DeadCodeReport } from '../../../../storage/index.ts';
import { deadCodeOfPart } from '../../../../traversal/index.ts';
import type { Connection } from '../../connection/connection.ts';
import type { RepositoryState } from '../../read/repository-state.ts';
import { markDead } from '../../write/in-place/marks.ts';
import type { Found } from '../kept-by-state.ts';
import type { JudgedParts, NumberedJudgement } from './judged-parts.ts';

const ATTEMPTS = 10;

/**
 * Dead code by an expansion in the database, marked there if asked for.
 * @param seen the repository's state, which has just been read
 * @returns undefined if the repository is not stored
 * @throws `CONFLICT` (retryable) where the repository changes whenever it is to be marked
 */
export async function deadCode(
  connection: Connection,
  parts: JudgedParts,
  repoId: string,
  query: DeadCodeQuery,
  seen: RepositoryState,
): Promise<DeadCodeReport | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const judged = await parts.judged(repoId, query, attempt === 0 ? seen : undefined);
    if (judged === undefined) return undefined;
    if (!query.mark || (await mark(connection, repoId, judged, query))) {
      return deadCodeOfPart(judged.value.part, query);
    }
  }
  throw new StorageError('CONFLICT', `Other writers kept changing the repository. Try again.`, {
    retryable: true,
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

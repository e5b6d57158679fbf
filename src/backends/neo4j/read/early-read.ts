import type { Connection, StatementRunner, WorkOptions } from '../connection/connection.ts';
import { MOVED } from '../connection/patience.ts';
import {
  isStill,
  type Outcome,
  type RepositoryState,
  readState,
  unmovedSince,
  untilUnmoved,
} from './repository-state.ts';

/** A read of which the first part can be sent before anything is known of the repository. */
export interface EarlyRead<Early, Result> {
  /**
   * Sent together with a look at the state before and one after it, so it must find the generation by itself.
   */
  early(tx: StatementRunner): Promise<Early>;
  /** The result, where the early part is enough for it. */
  finish(early: Early): Result | undefined;
  /** Goes on from the early part where it is not. */
  goOn(tx: StatementRunner, state: RepositoryState, early: Early): Promise<Result>;
}

/**
 * As `readConsistently`, but in one round trip where the early part is enough.
 * @returns undefined if the repository is not stored
 * @throws `CONFLICT` (retryable) if it still moves after `readSeconds`
 */
export function readEarly<Early, Result>(
  connection: Connection,
  repoId: string,
  read: EarlyRead<Early, Result>,
  options: WorkOptions,
): Promise<Result | undefined> {
  return untilUnmoved(connection, repoId, options, () =>
    connection.read((tx) => attempt(tx, repoId, read), options),
  );
}

async function attempt<Early, Result>(
  tx: StatementRunner,
  repoId: string,
  { early, finish, goOn }: EarlyRead<Early, Result>,
): Promise<Outcome<Result>> {
  // The server runs them in this order. As generations are never given
  // twice, what lies between equal states saw theirs.
  const [before, found, after] = await Promise.all([readState(tx, repoId), early(tx), readState(tx, repoId)]);
  if (before === undefined) return undefined;
  if (before.pending || !isStill(before, after)) return MOVED;
  const result = finish(found);
  return result === undefined ? unmovedSince(before, tx, repoId, () => goOn(tx, before, found)) : { result };
}

import { randomUUID } from 'node:crypto';
import { StorageError } from '../../../../errors/index.ts';
import type { WriteOptions } from '../../../../storage/index.ts';
import type { Connection, StatementRunner } from '../../connection/connection.ts';
import { Again, MOVED, patiently } from '../../connection/patience.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import type { Neo4jSettings } from '../../options.ts';
import type { Outcome, RepositoryState } from '../../read/repository-state.ts';
import { removeMarks } from './marks.ts';

const FIRST_DELAY_MS = 5;
const LONGEST_DELAY_MS = 500;

/**
 * Runs a change in place so that no reader sees a part of it, in three transactions: the first
 * marks that a change is under way, the second makes it while holding the repository, the third
 * lets readers in again. A writer that comes between takes the change over and this one begins
 * again. What a crash leaves behind, the next writer completes.
 *
 * @param work makes the change; given the state it changes, run again as a whole where a failure may pass
 * @returns undefined if the repository is not stored
 * @throws `CONFLICT` (retryable) where other writers keep taking over
 */
export async function changeInPlace<Result>(
  connection: Connection,
  settings: Neo4jSettings,
  repoId: string,
  options: WriteOptions,
  work: (tx: StatementRunner, state: RepositoryState, token: string) => Promise<Result>,
): Promise<Result | undefined> {
  const { retrySeconds: seconds } = settings;
  return patiently({ seconds, firstMs: FIRST_DELAY_MS, longestMs: LONGEST_DELAY_MS }, async () => {
    const outcome = await attemptChange(connection, repoId, options, work);
    return outcome === MOVED ? new Again(busyRepository(repoId, seconds)) : outcome?.result;
  });
}

async function attemptChange<Result>(
  connection: Connection,
  repoId: string,
  options: WriteOptions,
  work: (tx: StatementRunner, state: RepositoryState, token: string) => Promise<Result>,
): Promise<Outcome<Result>> {
  const token = randomUUID();
  const [begun] = await connection.write((tx) => tx.run(cypher.beginChange, { repoId, token }), options);
  if (begun === undefined) return undefined;
  const state = { generation: begun.generation, revision: begun.revision };
  let applied: { readonly result: Result } | undefined;
  const finish = (): Promise<unknown> =>
    connection.write((tx) => tx.run(cypher.finishChange, { repoId, token }));
  let outcome: Outcome<Result>;
  try {
    outcome = await connection.write(async (tx): Promise<Outcome<Result>> => {
      const [locked] = await tx.run(cypher.lockChange, { repoId, token });
      if (locked === undefined) return MOVED;
      if (locked.marked === true) await removeMarks(tx, state.generation);
      // The commit of an earlier run succeeded and only its answer was lost.
      if (locked.alreadyApplied === true && applied !== undefined) return applied;
      applied = { result: await work(tx, state, token) };
      return applied;
    }, options);
  } catch (error) {
    // What stopped the change may stop this too; the next writer completes it.
    await finish().catch(() => undefined);
    throw error;
  }
  await finish();
  return outcome;
}

/** `CONFLICT`, retryable: other writers kept changing the repository. */
export function busyRepository(repoId: string, seconds: number): StorageError {
  return new StorageError(
    'CONFLICT',
    `Other writers kept changing the repository ${JSON.stringify(repoId)} for ${seconds} seconds. Try again.`,
    { retryable: true },
  );
}

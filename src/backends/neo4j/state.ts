import { setTimeout as sleep } from 'node:timers/promises';
import { StorageError, throwIfAborted } from '../../errors/index.ts';
import type { Connection, StatementRunner, WorkOptions } from './connection.ts';
import * as cypher from './statements.generated.ts';

/** What a reader compares before and after: equal states mean that it saw one graph. */
export interface RepositoryState {
  readonly generation: number;
  readonly revision: number;
}

/** How often a read is begun again when the repository changes under it. */
const READ_ATTEMPTS = 60;
const FIRST_DELAY_MS = 5;
const LONGEST_DELAY_MS = 200;

export async function readState(
  tx: StatementRunner,
  repoId: string,
): Promise<(RepositoryState & { readonly pending: boolean }) | undefined> {
  const [row] = await tx.run(cypher.repositoryState, { repoId });
  if (row === undefined) return undefined;
  return {
    generation: row.generation as number,
    revision: row.revision as number,
    pending: row.pending as boolean,
  };
}

/**
 * Runs a read that sees one state of a repository. Commits become visible row by row in Neo4j, also inside a
 * transaction, so the state is read before and after and the work begun again if it moved.
 * @returns undefined if the repository is not stored
 * @throws `CONFLICT` (retryable) if it keeps moving
 */
export async function readConsistently<Result>(
  connection: Connection,
  repoId: string,
  work: (tx: StatementRunner, state: RepositoryState) => Promise<Result>,
  options: WorkOptions,
  attempt: 'read' | 'rehearse' = 'read',
): Promise<Result | undefined> {
  for (let tries = 0; tries < READ_ATTEMPTS; tries++) {
    if (tries > 0) await sleep(Math.min(FIRST_DELAY_MS * 2 ** tries, LONGEST_DELAY_MS));
    throwIfAborted(options.signal);
    const outcome = await connection[attempt]((tx) => attemptRead(tx, repoId, work), options);
    if (outcome !== 'moved') return outcome?.result;
  }
  throw new StorageError(
    'CONFLICT',
    `The repository ${JSON.stringify(repoId)} changed during each of ${READ_ATTEMPTS} reads. Try again when its writers are done.`,
    { retryable: true },
  );
}

async function attemptRead<Result>(
  tx: StatementRunner,
  repoId: string,
  work: (tx: StatementRunner, state: RepositoryState) => Promise<Result>,
): Promise<{ readonly result: Result } | undefined | 'moved'> {
  const before = await readState(tx, repoId);
  if (before === undefined) return undefined;
  if (before.pending) return 'moved';
  let result: Result;
  try {
    result = await work(tx, before);
  } catch (error) {
    // What our own code makes of a torn read is no answer; after a server's error the transaction is gone.
    if (error instanceof StorageError && !(await isUnmoved(tx, repoId, before))) return 'moved';
    throw error;
  }
  return (await isUnmoved(tx, repoId, before)) ? { result } : 'moved';
}

export async function isUnmoved(
  tx: StatementRunner,
  repoId: string,
  before: RepositoryState,
): Promise<boolean> {
  const after = await readState(tx, repoId);
  return (
    after !== undefined &&
    !after.pending &&
    after.generation === before.generation &&
    after.revision === before.revision
  );
}

import { setTimeout as sleep } from 'node:timers/promises';
import { StorageError, throwIfAborted } from '../../errors/index.ts';
import type { Connection, StatementRunner, WorkOptions } from './connection.ts';
import * as cypher from './statements.generated.ts';

/** What a reader compares before and after: equal states mean that it saw one graph. */
export interface RepositoryState {
  readonly generation: number;
  readonly revision: number;
}

const FIRST_DELAY_MS = 5;
const LONGEST_DELAY_MS = 200;

export function isSameState(a: RepositoryState, b: RepositoryState): boolean {
  return a.generation === b.generation && a.revision === b.revision;
}

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
 * @throws `CONFLICT` (retryable) if it still moves after `readSeconds`
 */
export async function readConsistently<Result>(
  connection: Connection,
  repoId: string,
  work: (tx: StatementRunner, state: RepositoryState) => Promise<Result>,
  options: WorkOptions,
  attempt: 'read' | 'rehearse' = 'read',
): Promise<Result | undefined> {
  return untilUnmoved(connection, repoId, options, () =>
    connection[attempt]((tx) => attemptRead(tx, repoId, work), options),
  );
}

/**
 * Begins a read again while the repository moves.
 * @throws `CONFLICT` (retryable) if it still moves after `readSeconds`
 */
export async function untilUnmoved<Result>(
  connection: Connection,
  repoId: string,
  options: WorkOptions,
  attempt: () => Promise<{ readonly result: Result } | undefined | 'moved'>,
): Promise<Result | undefined> {
  let giveUp: number | undefined;
  for (let delay = FIRST_DELAY_MS; ; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
    throwIfAborted(options.signal);
    const outcome = await attempt();
    if (outcome !== 'moved') return outcome?.result;
    // Counted from the first loss: an attempt alone may take longer.
    giveUp ??= performance.now() + connection.readSeconds * 1_000;
    if (performance.now() > giveUp) throw keepsMoving(repoId, connection.readSeconds);
    await sleep(delay);
  }
}

function keepsMoving(repoId: string, seconds: number): StorageError {
  return new StorageError(
    'CONFLICT',
    `The repository ${JSON.stringify(repoId)} was being changed for ${seconds} seconds. Try again when its writers are done; what a crashed one left, maintenance() completes.`,
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
  return after !== undefined && !after.pending && isSameState(after, before);
}

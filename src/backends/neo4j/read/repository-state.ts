import { StorageError } from '../../../errors/index.ts';
import type { Connection, StatementRunner, WorkOptions } from '../connection/connection.ts';
import { Again, MOVED, patiently } from '../connection/patience.ts';
import * as cypher from '../cypher/statements.generated.ts';

/** What a reader compares before and after: equal states mean that it saw one graph. */
export interface RepositoryState {
  readonly generation: number;
  readonly revision: number;
}

/** The state that a read sees. */
export interface PresentState extends RepositoryState {
  /** How many nodes and edges there are. */
  readonly rows: number;
}

/** A state in which a change may be under way. */
interface FoundState extends PresentState {
  readonly pending: boolean;
}

const FIRST_DELAY_MS = 5;
const LONGEST_DELAY_MS = 200;

/** Whether two states are one: no change lies between them. */
export function isSameState(a: RepositoryState, b: RepositoryState): boolean {
  return a.generation === b.generation && a.revision === b.revision;
}

/** The state of a repository as the transaction sees it; undefined if it is not stored. */
export async function readState(tx: StatementRunner, repoId: string): Promise<FoundState | undefined> {
  const [row] = await tx.run(cypher.repositoryState, { repoId });
  if (row === undefined) return undefined;
  return {
    generation: row.generation,
    revision: row.revision,
    rows: row.rows,
    pending: row.pending,
  };
}

/**
 * The state in which a repository is; undefined if it is not stored.
 * @throws `CONFLICT` as {@link readConsistently} does
 */
export function presentState(
  connection: Connection,
  repoId: string,
  options: WorkOptions,
): Promise<PresentState | undefined> {
  return untilUnmoved(connection, repoId, options, async () => {
    const state = await connection.read((tx) => readState(tx, repoId), options);
    if (state === undefined) return undefined;
    return state.pending ? MOVED : { result: state };
  });
}

/** Names a state of a repository for good: generations are never given twice. */
export function stateName({ generation, revision }: RepositoryState): string {
  return `${generation}|${revision}`;
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
  work: (tx: StatementRunner, state: PresentState) => Promise<Result>,
  options: WorkOptions,
  attempt: 'read' | 'rehearse' = 'read',
): Promise<Result | undefined> {
  return untilUnmoved(connection, repoId, options, () =>
    connection[attempt]((tx) => attemptRead(tx, repoId, work), options),
  );
}

/** What an attempt of a read came to: undefined if the repository is not stored. */
export type Outcome<Result> = { readonly result: Result } | undefined | typeof MOVED;

/** Begins a read again until it saw one state. @throws `CONFLICT` as {@link readConsistently} does */
export async function untilUnmoved<Result>(
  connection: Connection,
  repoId: string,
  options: WorkOptions,
  attempt: () => Promise<Outcome<Result>>,
): Promise<Result | undefined> {
  const { readSeconds: seconds } = connection;
  const patience = { seconds, firstMs: FIRST_DELAY_MS, longestMs: LONGEST_DELAY_MS, signal: options.signal };
  return patiently(patience, async () => {
    const outcome = await attempt();
    return outcome === MOVED ? new Again(keepsMoving(repoId, seconds)) : outcome?.result;
  });
}

/** `CONFLICT`, retryable: other writers changed the repository during every attempt to read it. */
export function keepsMoving(repoId: string, seconds: number): StorageError {
  return new StorageError(
    'CONFLICT',
    `The repository ${JSON.stringify(repoId)} was being changed for ${seconds} seconds. Try again when its writers are done; what a crashed one left, maintenance() completes.`,
    { retryable: true },
  );
}

async function attemptRead<Result>(
  tx: StatementRunner,
  repoId: string,
  work: (tx: StatementRunner, state: PresentState) => Promise<Result>,
): Promise<Outcome<Result>> {
  const before = await readState(tx, repoId);
  if (before === undefined) return undefined;
  return before.pending ? MOVED : unmovedSince(before, tx, repoId, () => work(tx, before));
}

/** What work in a transaction came to that began in a state. */
export async function unmovedSince<Result>(
  before: RepositoryState,
  tx: StatementRunner,
  repoId: string,
  work: () => Promise<Result>,
): Promise<Outcome<Result>> {
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    // What our own code makes of a torn read is no answer; after a server's error the transaction is gone.
    if (error instanceof StorageError && !(await isUnmoved(tx, repoId, before))) return MOVED;
    throw error;
  }
  return (await isUnmoved(tx, repoId, before)) ? { result } : MOVED;
}

/** Whether a repository is still in a state, and no change of it is under way. */
export async function isUnmoved(
  tx: StatementRunner,
  repoId: string,
  before: RepositoryState,
): Promise<boolean> {
  return isStill(before, await readState(tx, repoId));
}

/** Whether a state that was read later is the earlier one, without a change under way. */
export function isStill(before: RepositoryState, after: FoundState | undefined): boolean {
  return after !== undefined && !after.pending && isSameState(after, before);
}

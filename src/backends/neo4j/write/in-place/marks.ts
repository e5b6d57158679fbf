import { randomUUID } from 'node:crypto';
import type { DeadCodeItem } from '../../../../storage/index.ts';
import type { Connection, StatementRunner, WorkOptions } from '../../connection/connection.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import type { RepositoryState } from '../../read/repository-state.ts';
import { keyRange, nodeKey } from '../../rows/keys.ts';

/** Marks set with one statement. */
const BATCH = 10_000;

/**
 * Marks the dead with the label `Dead` and the property `deadReason`, instead of all marks there were, in one
 * transaction. The next change of the repository removes them.
 * @returns false if the repository is no longer in this state
 */
export function markDead(
  connection: Connection,
  repoId: string,
  { generation, revision }: RepositoryState,
  dead: readonly Pick<DeadCodeItem, 'id' | 'reasons'>[],
  options: WorkOptions,
): Promise<boolean> {
  return connection.write(async (tx) => {
    const token = randomUUID();
    const locked = await tx.run(cypher.lockMarks, { repoId, token, generation, revision });
    if (locked.length === 0) return false;
    await removeMarks(tx, generation);
    for (let start = 0; start < dead.length; start += BATCH) {
      const batch = dead.slice(start, start + BATCH);
      await tx.run(cypher.markDead, {
        key: batch.map(({ id }) => nodeKey(generation, id)),
        reason: batch.map(({ reasons }) => reasons.join(', ')),
      });
    }
    return true;
  }, options);
}

/** @returns how many marks there were; undefined if the repository is not stored */
export function unmarkDead(
  connection: Connection,
  repoId: string,
  options: WorkOptions,
): Promise<number | undefined> {
  return connection.write(async (tx) => {
    const [locked] = await tx.run(cypher.forgetMarks, { repoId, token: randomUUID() });
    return locked && removeMarks(tx, locked.generation);
  }, options);
}

/** In a transaction that holds the repository. */
export async function removeMarks(tx: StatementRunner, generation: number): Promise<number> {
  const { count } = await tx.one(cypher.unmarkDead, keyRange(generation));
  return count;
}

import { randomUUID } from 'node:crypto';
import { quiet } from '../../../../concurrency/side-by-side.ts';
import { StorageError } from '../../../../errors/index.ts';
import type { Connection, StatementRunner, WorkOptions } from '../../connection/connection.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import { longestWriteSeconds, type Neo4jSettings } from '../../options.ts';
import { keyPrefix } from '../../rows/keys.ts';

const DONE_BEFORE = Symbol('done before');

/**
 * Does a piece of work, written as one, exactly once however often its transaction is tried. It is run again where that
 * came to nothing, so what it leaves behind is what the last run left.
 */
export type CommitBatch = (work: (tx: StatementRunner) => Promise<void>) => Promise<void>;

/**
 * Batches of a staged generation, each in a transaction of its own. The first statement leaves the batch's key and this
 * attempt's name: a run after a commit whose answer was lost finds the earlier name and does nothing.
 */
export function commitSeparately(
  connection: Connection,
  settings: Neo4jSettings,
  generation: number,
  options: WorkOptions,
): CommitBatch {
  let batches = 0;
  // Whoever sweeps waits for as long as a sign of life may be old here and the transaction then take, so that no batch can
  // come after the sweep.
  const staleMilliseconds = longestWriteSeconds(settings) * 1_000;
  return async (work) => {
    const batch = `${keyPrefix(generation)}${batches++}`;
    const committed = connection.write(async (tx) => {
      const claim = { generation, batch, attempt: randomUUID(), staleMilliseconds };
      const claimed = tx.run(cypher.claimBatch, claim);
      // Sent before it is known whether the claim holds: if it does not, all of it is rolled back.
      const worked = quiet(work(tx));
      const [row] = await claimed;
      if (row === undefined) throw leftBehind();
      if (row.claimed !== true) throw DONE_BEFORE;
      await worked;
    }, options);
    await committed.catch((reason: unknown) => {
      if (reason !== DONE_BEFORE) throw reason;
    });
  };
}

/** All batches in one transaction that is there already. */
export function commitTogether(tx: StatementRunner): CommitBatch {
  return (work) => work(tx);
}

function leftBehind(): StorageError {
  return new StorageError(
    'CONFLICT',
    'This write paused for so long that what it had written counts as left behind. Nothing of it can be seen; store the graph again.',
    { retryable: true },
  );
}

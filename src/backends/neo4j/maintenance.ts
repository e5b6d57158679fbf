import { setTimeout as sleep } from 'node:timers/promises';
import type { MaintenanceOutcome, WriteOptions } from '../../storage/index.ts';
import type { Connection } from './connection/connection.ts';
import type { RowOf } from './cypher/statement.ts';
import * as cypher from './cypher/statements.generated.ts';
import type { Neo4jSettings } from './options.ts';
import { sweepGenerations } from './write/generation/sweep.ts';

/** A change in place takes less, unless it is large or its writer has died. */
const PATIENCE_MS = 1_000;

type Change = RowOf<typeof cypher.listChanges>;

/** Completes changes that were left behind, and sweeps generations that nobody reads. */
export async function maintain(
  connection: Connection,
  settings: Neo4jSettings,
  options: WriteOptions,
): Promise<MaintenanceOutcome> {
  const changesCompleted = await completeChanges(connection, options);
  return { changesCompleted, ...(await sweepGenerations(connection, settings, options)) };
}

/**
 * A writer that only looked dead is not harmed: one that has not begun to write finds its change gone and
 * begins again, one that is writing is waited for, and one that has written finds its change finished.
 */
async function completeChanges(connection: Connection, options: WriteOptions): Promise<number> {
  const before = new Set((await changesUnderWay(connection, options)).map(identity));
  if (before.size === 0) return 0;
  await sleep(PATIENCE_MS);
  const lasting = (await changesUnderWay(connection, options)).filter((change) =>
    before.has(identity(change)),
  );
  let completed = 0;
  for (const change of lasting) if (await complete(connection, change, options)) completed++;
  return completed;
}

function changesUnderWay(connection: Connection, options: WriteOptions): Promise<Change[]> {
  return connection.read((tx) => tx.run(cypher.listChanges, {}), options);
}

async function complete(connection: Connection, change: Change, options: WriteOptions): Promise<boolean> {
  let found = false;
  await connection.write(async (tx) => {
    const rows = await tx.run(cypher.completeChange, { ...change });
    // A run after a lost commit finds nothing; what the first one found still holds.
    found ||= rows.length > 0;
  }, options);
  return found;
}

function identity({ repoId, generation, pending, changer }: Change): string {
  return JSON.stringify([repoId, generation, pending, changer]);
}

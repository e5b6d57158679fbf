import { quiet } from '../../../concurrency/side-by-side.ts';
import type { StatementRunner } from '../connection/connection.ts';

/** Runs reads in a transaction of its own, or does not where that would see another state. */
export type ReadBeside = (work: (tx: StatementRunner) => Promise<void>) => Promise<void>;

/**
 * Reads every batch, each asked for before the one before it is decoded, and some in a second transaction.
 * That one may come late, or fail, or never get a connection: what it has not read is read in the first.
 * @returns the rows of all batches, in any order
 */
export async function readBatches<Batch, Row>(
  tx: StatementRunner,
  batches: Iterable<Batch>,
  read: (tx: StatementRunner, batch: Batch) => Promise<readonly Row[]>,
  beside?: ReadBeside,
): Promise<Row[]> {
  const waiting = [...batches];
  const rows: Row[] = [];
  const reading = new Set<Promise<void>>();
  const readOne = async (runner: StatementRunner, batch: Batch): Promise<void> => {
    try {
      for (const row of await read(runner, batch)) rows.push(row);
    } catch (error) {
      waiting.push(batch);
      throw error;
    }
  };
  const start = (runner: StatementRunner, batch: Batch): Promise<void> => {
    const one = quiet(readOne(runner, batch).finally(() => reading.delete(one)));
    reading.add(one);
    return one;
  };
  const readAll = async (runner: StatementRunner): Promise<void> => {
    let asked: Promise<void> | undefined;
    for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
      const next = start(runner, batch);
      await asked;
      asked = next;
    }
    await asked;
  };
  if (waiting.length > 1 && beside !== undefined) quiet(beside(readAll));
  try {
    while (waiting.length + reading.size > 0) {
      await readAll(tx);
      // What the second still reads is read, or put back.
      await Promise.allSettled(reading);
    }
  } finally {
    waiting.length = 0;
  }
  return rows;
}

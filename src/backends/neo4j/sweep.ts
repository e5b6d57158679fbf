import type { Connection } from './connection.ts';
import { keyRange } from './keys.ts';
import type { Neo4jSettings } from './options.ts';
import type { Statement } from './statement.ts';
import * as cypher from './statements.generated.ts';

/** Deletes generations that nobody reads: replaced ones after their grace time, and those whose writer has gone. */
export async function sweepGenerations(connection: Connection, settings: Neo4jSettings): Promise<void> {
  const { generations } = await connection.read((tx) =>
    tx.one(cypher.listSweepable, {
      graceMilliseconds: settings.graceSeconds * 1_000,
      abandonedMilliseconds: settings.abandonedSeconds * 1_000,
    }),
  );
  for (const generation of generations as readonly number[]) {
    await sweepGeneration(connection, settings, generation);
  }
}

async function sweepGeneration(
  connection: Connection,
  settings: Neo4jSettings,
  generation: number,
): Promise<void> {
  const marked = await connection.write((tx) => tx.run(cypher.markSweeping, { generation }));
  if (marked.length === 0) return;
  for (const statement of [cypher.sweepNodes, cypher.sweepSourceFiles, cypher.sweepBatches]) {
    await sweepRows(connection, statement, generation, settings.batchRows);
  }
  await connection.write((tx) => tx.run(cypher.deleteGeneration, { generation }));
}

async function sweepRows(
  connection: Connection,
  statement: Statement<'from' | 'to' | 'rows'>,
  generation: number,
  rows: number,
): Promise<void> {
  const range = keyRange(generation);
  for (;;) {
    const { deleted } = await connection.write((tx) => tx.one(statement, { ...range, rows }));
    if (deleted === 0) return;
  }
}

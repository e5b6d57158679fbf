import type { SerializableNode } from '../../src/index.ts';
import { inBatches, ordinaryRow } from './ordinary-rows.ts';
import type { OwnLabel } from './own-label.ts';

/** Rows a statement: the library's own default. */
const BATCH_ROWS = 10_000;

/** U1: existing nodes updated by `MERGE` and a map, in statements of equal size inside one transaction. */
export async function updateByMaps(label: OwnLabel, nodes: readonly SerializableNode[]): Promise<void> {
  const text = `UNWIND $rows AS row MERGE (n:${label.name} {key: row.key}) SET n += row`;
  await label.withSession((session) =>
    session.executeWrite(async (tx) => {
      for (const batch of inBatches(nodes, BATCH_ROWS)) await tx.run(text, { rows: batch.map(ordinaryRow) });
    }),
  );
}

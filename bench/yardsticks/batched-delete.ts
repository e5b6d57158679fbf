import type { OwnLabel } from './own-label.ts';

const BATCH_ROWS = 10_000;

/** D1: everything under a label deleted by `DETACH DELETE`, 10,000 nodes a transaction. */
export async function deleteInBatches(label: OwnLabel): Promise<void> {
  const text = `MATCH (n:${label.name}) WITH n LIMIT ${BATCH_ROWS} DETACH DELETE n RETURN count(*) AS deleted`;
  await label.withSession(async (session) => {
    for (let deleted = BATCH_ROWS; deleted === BATCH_ROWS; ) {
      const { records } = await session.executeWrite((tx) => tx.run(text));
      deleted = Number(records[0]?.get('deleted'));
    }
  });
}

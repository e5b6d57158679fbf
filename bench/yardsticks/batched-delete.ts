import type { Session } from 'neo4j-driver';

const BATCH_ROWS = 10_000;

/** A label, and connections to the database that has it. */
interface Label {
  readonly name: string;
  withSession(work: (session: Session) => Promise<void>): Promise<void>;
}

/** D1: everything under a label deleted by `DETACH DELETE`, 10,000 nodes a transaction. */
export async function deleteInBatches(label: Label): Promise<void> {
  await label.withSession((session) => deleteMatches(session, `MATCH (n:${label.name})`, {}));
}

/** Deletes the nodes `n` that a pattern matches. */
export async function deleteMatches(
  session: Session,
  pattern: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<void> {
  const text = `${pattern} WITH n LIMIT ${BATCH_ROWS} DETACH DELETE n RETURN count(*) AS deleted`;
  for (let deleted = BATCH_ROWS; deleted === BATCH_ROWS; ) {
    const { records } = await session.executeWrite((tx) => tx.run(text, parameters));
    deleted = Number(records[0]?.get('deleted'));
  }
}

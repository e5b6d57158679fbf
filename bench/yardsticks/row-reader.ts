import type { OwnLabel } from './own-label.ts';

/**
 * R1: everything read as rows: nodes with their properties, then
 * relationships, at the driver's default fetch size.
 */
export async function readRows(label: OwnLabel): Promise<number> {
  return label.withSession(async (session) => {
    const nodes = await session.executeRead(async (tx) => {
      const { records } = await tx.run(`MATCH (n:${label.name}) RETURN n`);
      return records.map((record) => record.get('n').properties);
    });
    const edges = await session.executeRead(async (tx) => {
      const { records } = await tx.run(
        `MATCH (a:${label.name})-[r]->(b)
         RETURN a.key AS source, b.key AS target, type(r) AS kind, properties(r) AS attributes`,
      );
      return records.map((record) => record.toObject());
    });
    return nodes.length + edges.length;
  });
}

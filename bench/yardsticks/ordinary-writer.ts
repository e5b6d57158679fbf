import type { Session } from 'neo4j-driver';
import type { SerializableEdge, SerializableGraph, SerializableNode } from '../../src/index.ts';
import { inBatches, ordinaryRow } from './ordinary-rows.ts';
import type { OwnLabel } from './own-label.ts';

const BATCH_ROWS = 1_000;

/**
 * W1: a graph written as most programs write one: `MERGE` and a map a
 * row, 1,000 rows a transaction, one connection.
 */
export async function writeOrdinarily(label: OwnLabel, graph: SerializableGraph): Promise<void> {
  await label.withSession(async (session) => {
    await writeNodes(session, label, graph.nodes);
    for (const [kind, edges] of byKind(graph.edges)) {
      await writeEdges(session, label, kind, edges);
    }
  });
}

export async function writeNodesOrdinarily(
  label: OwnLabel,
  nodes: readonly SerializableNode[],
): Promise<void> {
  await label.withSession((session) => writeNodes(session, label, nodes));
}

async function writeNodes(
  session: Session,
  label: OwnLabel,
  nodes: readonly SerializableNode[],
): Promise<void> {
  const text = `UNWIND $rows AS row MERGE (n:${label.name} {key: row.key}) SET n += row`;
  for (const batch of inBatches(nodes, BATCH_ROWS)) {
    const rows = batch.map(ordinaryRow);
    await session.executeWrite((tx) => tx.run(text, { rows }));
  }
}

async function writeEdges(
  session: Session,
  label: OwnLabel,
  kind: string,
  edges: readonly SerializableEdge[],
): Promise<void> {
  const type = `\`${kind.replaceAll('`', '``')}\``;
  const text = `UNWIND $rows AS row
    MATCH (a:${label.name} {key: row.source})
    MATCH (b:${label.name} {key: row.target})
    MERGE (a)-[r:${type}]->(b) SET r += row.attributes`;
  for (const rows of inBatches(edges, BATCH_ROWS)) {
    await session.executeWrite((tx) => tx.run(text, { rows }));
  }
}

function byKind(edges: readonly SerializableEdge[]): Map<string, SerializableEdge[]> {
  const kinds = new Map<string, SerializableEdge[]>();
  for (const edge of edges) {
    const known = kinds.get(edge.kind);
    if (known === undefined) kinds.set(edge.kind, [edge]);
    else known.push(edge);
  }
  return kinds;
}

import { withAttributes } from '../../src/backends/neo4j/cypher/attribute-text.ts';
import { CommonAttributes } from '../../src/backends/neo4j/rows/attribute-columns.ts';
import { edgeColumns, nodeColumns } from '../../src/backends/neo4j/rows/encode-columns.ts';
import { forEachConcurrently } from '../../src/concurrency/side-by-side.ts';
import type { SerializableEdge, SerializableGraph, SerializableNode } from '../../src/index.ts';
import { inBatches } from './ordinary-rows.ts';
import type { OwnLabel } from './own-label.ts';

const BATCH_ROWS = 10_000;
/** As many as the library writes by. */
const CONNECTIONS = 2;
const NOTHING = { properties: [], hasRare: false };

/**
 * W3: the records that the library stores for a graph's nodes and edges, made by nothing but `CREATE`: the
 * same labels, properties and indexes, as columns, edges between ends found by the database's own ids.
 * Nothing is claimed, compared, derived or repeatable.
 */
export async function createPlainly(label: OwnLabel, graph: SerializableGraph): Promise<void> {
  const numbers = new Map<string, number>();
  const ofNodes = new CommonAttributes();
  await forEachConcurrently(generated(inBatches(graph.nodes, BATCH_ROWS)), CONNECTIONS, (batch) =>
    createNodes(label, ofNodes, batch, numbers),
  );
  const ofEdges = new CommonAttributes();
  await forEachConcurrently(generated(inBatches(graph.edges, BATCH_ROWS)), CONNECTIONS, (batch) =>
    createEdges(label, ofEdges, batch, numbers),
  );
}

async function createNodes(
  label: OwnLabel,
  attributes: CommonAttributes,
  nodes: readonly SerializableNode[],
  numbers: Map<string, number>,
): Promise<void> {
  const { columns, rare } = attributes.columnsOf(nodes);
  const texts = { properties: attributes.properties, hasRare: rare.length > 0 };
  const { text } = withAttributes({ name: 'plain-nodes', text: nodesText(label) }, texts, NOTHING);
  const parameters = {
    ...nodeColumns(nodes),
    prefix: '1|',
    repoId: label.name,
    nodeAttribute: columns,
    rareNodeAttributes: rare,
  };
  const { records } = await label.withSession((session) =>
    session.executeWrite((tx) => tx.run(text, parameters)),
  );
  for (const [index, node] of nodes.entries()) numbers.set(node.id, Number(records[index]?.get('number')));
}

async function createEdges(
  label: OwnLabel,
  attributes: CommonAttributes,
  edges: readonly SerializableEdge[],
  numbers: ReadonlyMap<string, number>,
): Promise<void> {
  const { columns, rare } = attributes.columnsOf(edges);
  const texts = { properties: attributes.properties, hasRare: rare.length > 0 };
  const { text } = withAttributes({ name: 'plain-edges', text: EDGES }, NOTHING, texts);
  const parameters = {
    ...edgeColumns(edges, (id) => numbers.get(id) ?? -1),
    edgeAttribute: columns,
    rareEdgeAttributes: rare,
  };
  await label.withSession((session) => session.executeWrite((tx) => tx.run(text, parameters)));
}

function nodesText(label: OwnLabel): string {
  return `UNWIND range(0, size($id) - 1) AS i
CREATE (n:${label.name}:$($label[i]) {
  key: $prefix + $id[i], generation: 1, repoId: $repoId, id: $id[i],
  name: $name[i], nameKey: coalesce($nameKey[i], $name[i]), kind: $kind[i],
  file: $path[toInteger($file[i])], fileKey: $pathKey[toInteger($file[i])],
  startByte: toInteger($startByte[i]), endByte: toInteger($endByte[i]),
  startLine: toInteger($startLine[i]), endLine: toInteger($endLine[i]),
  startColumn: toInteger($startColumn[i]), endColumn: toInteger($endColumn[i]),
  attr_node: $nodeAttribute[0][i]
})
SET n += coalesce($rareNodeAttributes[i], {})
RETURN id(n) AS number`;
}

const EDGES = `UNWIND range(0, size($source) - 1) AS i
MATCH (source) WHERE id(source) = toInteger($source[i])
MATCH (target) WHERE id(target) = toInteger($target[i])
CREATE (source)-[r:$($type[i]) {kind: $edgeKind[i], attr_edge: $edgeAttribute[0][i]}]->(target)
SET r += coalesce($rareEdgeAttributes[i], {})`;

function* generated<Item>(items: Iterable<Item>): Generator<Item> {
  yield* items;
}

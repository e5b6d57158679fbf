import { copyRecord, equalRecords, recordOf } from './attributes.ts';
import { edgeKey, lastOfEach } from './identity.ts';
import { compareCodePoints, compareEdges, compareIds } from './order.ts';
import type { GraphMetadata, SerializableEdge, SerializableGraph, SerializableNode } from './types.ts';

/**
 * The graph in the one form that equal graphs share: duplicates removed (the last one wins), nodes by id,
 * edges by source, target and kind, attribute keys sorted, totals counted, the metadata's repository id the
 * graph's. Two graphs are the same stored graph exactly when their canonical forms are deeply equal.
 */
export function canonicalGraph(graph: SerializableGraph): SerializableGraph {
  const nodes = [...lastOfEach(graph.nodes, (node) => node.id).values()].map(canonicalNode).sort(compareIds);
  const edges = [...lastOfEach(graph.edges, edgeKey).values()].map(canonicalEdge).sort(compareEdges);
  return { repoId: graph.repoId, nodes, edges, metadata: storedMetadata(graph, nodes.length, edges.length) };
}

/** The metadata a store keeps: the given fields, with the repository id and the totals of what is stored. */
export function storedMetadata(
  graph: { readonly repoId: string; readonly metadata: GraphMetadata },
  totalNodes: number,
  totalEdges: number,
): GraphMetadata {
  const { lastUpdated, version, fileHashes, schemaVersion } = graph.metadata;
  return {
    repoId: graph.repoId,
    lastUpdated: { seconds: lastUpdated.seconds, nanoseconds: lastUpdated.nanoseconds },
    version,
    fileHashes: sortedRecord(fileHashes),
    totalNodes,
    totalEdges,
    schemaVersion,
  };
}

function canonicalNode(node: SerializableNode): SerializableNode {
  return { ...copyNode(node), attributes: sortedRecord(node.attributes) };
}

function canonicalEdge(edge: SerializableEdge): SerializableEdge {
  return { ...copyEdge(edge), attributes: sortedRecord(edge.attributes) };
}

function sortedRecord(record: Readonly<Record<string, string>>): Record<string, string> {
  return recordOf(Object.entries(record).sort(([a], [b]) => compareCodePoints(a, b)));
}

/** A copy that shares nothing with its original, unknown fields left behind. */
export function copyNode(node: SerializableNode): SerializableNode {
  const { startByte, endByte, startLine, endLine, startColumn, endColumn } = node.span;
  return {
    id: node.id,
    name: node.name,
    kind: node.kind,
    file: node.file,
    span: { startByte, endByte, startLine, endLine, startColumn, endColumn },
    attributes: copyRecord(node.attributes),
  };
}

/** A copy that shares nothing with its original, unknown fields left behind. */
export function copyEdge(edge: SerializableEdge): SerializableEdge {
  return {
    source: edge.source,
    target: edge.target,
    kind: edge.kind,
    attributes: copyRecord(edge.attributes),
  };
}

/** Whether two nodes are equal in every field; the order of attributes does not count. */
export function equalNodes(a: SerializableNode, b: SerializableNode): boolean {
  return (
    a.id === b.id &&
    a.name === b.name &&
    a.kind === b.kind &&
    a.file === b.file &&
    a.span.startByte === b.span.startByte &&
    a.span.endByte === b.span.endByte &&
    a.span.startLine === b.span.startLine &&
    a.span.endLine === b.span.endLine &&
    a.span.startColumn === b.span.startColumn &&
    a.span.endColumn === b.span.endColumn &&
    equalRecords(a.attributes, b.attributes)
  );
}

/** Whether two edges are equal in every field; the order of attributes does not count. */
export function equalEdges(a: SerializableEdge, b: SerializableEdge): boolean {
  return (
    a.source === b.source &&
    a.target === b.target &&
    a.kind === b.kind &&
    equalRecords(a.attributes, b.attributes)
  );
}

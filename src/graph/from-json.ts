import type { IgnoredFields } from './ignored-fields.ts';
import type { GraphMetadata, SerializableEdge, SerializableGraph, SerializableNode } from './types.ts';
import { type FieldNames, validateEdge, validateGraph, validateMetadata, validateNode } from './validate.ts';

const SNAKE_CASE: FieldNames = {
  repoId: 'repo_id',
  span: {
    startByte: 'start_byte',
    endByte: 'end_byte',
    startLine: 'start_line',
    endLine: 'end_line',
    startColumn: 'start_column',
    endColumn: 'end_column',
  },
  lastUpdated: 'last_updated',
  seconds: 'secs_since_epoch',
  nanoseconds: 'nanos_since_epoch',
  fileHashes: 'file_hashes',
  totalNodes: 'total_nodes',
  totalEdges: 'total_edges',
  schemaVersion: 'schema_version',
};

/**
 * A parsed JSON document in CodePrism's form as a graph. Unknown fields are ignored, as its own reader does;
 * a missing field, a null attribute or an integer that JSON.parse had to round is refused.
 * @param ignored receives the unknown fields
 * @throws `INVALID_GRAPH` naming the record and the field
 */
export function graphFromJson(value: unknown, ignored?: IgnoredFields): SerializableGraph {
  const graph = validateGraph(value, SNAKE_CASE);
  if (ignored !== undefined) {
    const { nodes, edges, metadata } = value as SerializableGraph;
    ignored.ofGraph(value);
    ignored.ofMetadata(metadata);
    for (const node of nodes) ignored.ofNode(node);
    for (const edge of edges) ignored.ofEdge(edge);
  }
  return graph;
}

/**
 * A node of its JSON.
 * @param index its place in the list, for messages
 * @throws `INVALID_GRAPH`
 */
export function nodeFromJson(value: unknown, index: number, ignored?: IgnoredFields): SerializableNode {
  ignored?.ofNode(value);
  return validateNode(value, index, SNAKE_CASE);
}

/**
 * An edge of its JSON.
 * @param index its place in the list, for messages
 * @throws `INVALID_GRAPH`
 */
export function edgeFromJson(value: unknown, index: number, ignored?: IgnoredFields): SerializableEdge {
  ignored?.ofEdge(value);
  return validateEdge(value, index);
}

/** Metadata of their JSON. @throws `INVALID_GRAPH` */
export function metadataFromJson(value: unknown, ignored?: IgnoredFields): GraphMetadata {
  ignored?.ofMetadata(value);
  return validateMetadata(value, SNAKE_CASE);
}

import type { JsonEdge, JsonGraph, JsonMetadata, JsonNode } from './json-types.ts';
import type { GraphMetadata, SerializableEdge, SerializableGraph, SerializableNode } from './types.ts';

// Field order is part of the form: CodePrism writes its structs in exactly this order.

/** A graph as CodePrism writes it; the inverse of `graphFromJson`. */
export function graphToJson(graph: SerializableGraph): JsonGraph {
  return {
    repo_id: graph.repoId,
    nodes: graph.nodes.map(nodeToJson),
    edges: graph.edges.map(edgeToJson),
    metadata: metadataToJson(graph.metadata),
  };
}

/** A node as CodePrism writes it. */
export function nodeToJson(node: SerializableNode): JsonNode {
  return {
    id: node.id,
    name: node.name,
    kind: node.kind,
    file: node.file,
    span: {
      start_byte: node.span.startByte,
      end_byte: node.span.endByte,
      start_line: node.span.startLine,
      end_line: node.span.endLine,
      start_column: node.span.startColumn,
      end_column: node.span.endColumn,
    },
    attributes: node.attributes,
  };
}

/** An edge as CodePrism writes it. */
export function edgeToJson(edge: SerializableEdge): JsonEdge {
  return { source: edge.source, target: edge.target, kind: edge.kind, attributes: edge.attributes };
}

/** A graph's metadata as CodePrism writes them. */
export function metadataToJson(metadata: GraphMetadata): JsonMetadata {
  return {
    repo_id: metadata.repoId,
    last_updated: {
      secs_since_epoch: metadata.lastUpdated.seconds,
      nanos_since_epoch: metadata.lastUpdated.nanoseconds,
    },
    version: metadata.version,
    file_hashes: metadata.fileHashes,
    total_nodes: metadata.totalNodes,
    total_edges: metadata.totalEdges,
    schema_version: metadata.schemaVersion,
  };
}

import type { SerializableNode } from '../graph/index.ts';
import type { NodeSummary, UnstoredEnd } from '../storage/index.ts';
import type { CompactGraph } from './graph/compact-graph.ts';

/** A node as answers show it. It shares nothing with the stored row. */
export function nodeSummary(node: SerializableNode): NodeSummary {
  const { id, name, kind, file, span } = node;
  return { id, name, kind, file, span: { ...span } };
}

/** Of a vertex, whether stored or not. */
export function vertexSummary(graph: CompactGraph, vertex: number): NodeSummary | UnstoredEnd {
  const node = graph.nodes[vertex];
  return node === undefined ? { id: graph.idOf(vertex), stored: false } : nodeSummary(node);
}

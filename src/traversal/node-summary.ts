import type { SerializableNode } from '../graph/index.ts';
import type { NodeSummary } from '../storage/index.ts';

/** A node as answers show it. It shares nothing with the stored row. */
export function nodeSummary(node: SerializableNode): NodeSummary {
  const { id, name, kind, file, span } = node;
  return { id, name, kind, file, span: { ...span } };
}

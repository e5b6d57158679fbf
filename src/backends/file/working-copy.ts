import { isDeepStrictEqual } from 'node:util';
import { EditableGraph, type WriteOutcome } from '../../storage/index.ts';

/** A graph to edit. Rows are shared: an edit replaces rows and never changes one. */
export function copyOf(repoId: string, { nodes, edges, metadata }: EditableGraph): EditableGraph {
  return new EditableGraph({ repoId, nodes: [...nodes.values()], edges: [...edges.values()], metadata });
}

/** Whether `after`, with the outcome that making it had, is anything else than `before`. */
export function changes(outcome: WriteOutcome, before: EditableGraph, after: EditableGraph): boolean {
  const rows = [outcome.nodes, outcome.edges];
  return (
    rows.some(({ created, updated, deleted }) => created + updated + deleted > 0) ||
    !isDeepStrictEqual(before.metadata, after.metadata)
  );
}

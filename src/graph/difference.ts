import { equalEdges, equalNodes } from './canonical.ts';
import { edgeKey, lastOfEach } from './identity.ts';
import { compareEdges, compareIds } from './order.ts';
import type { SerializableEdge, SerializableGraph, SerializableNode } from './types.ts';

/** How rows differ from others. */
export interface RowDifference<Row> {
  readonly created: Row[];
  readonly changed: Row[];
  /** The old rows of `changed`, in the same order. */
  readonly former: Row[];
  readonly deleted: Row[];
}

/** How a graph differs from another; nodes by id, edges by source, target and kind. */
export interface GraphDifference {
  readonly nodes: RowDifference<SerializableNode>;
  readonly edges: RowDifference<SerializableEdge>;
}

/**
 * How a graph differs from an earlier one, whatever their repositories and
 * metadata. Of duplicates the last one counts.
 */
export function graphDifference(before: SerializableGraph, after: SerializableGraph): GraphDifference {
  return {
    nodes: rowDifference(nodesById(before), nodesById(after), equalNodes),
    edges: rowDifference(edgesByKey(before), edgesByKey(after), equalEdges),
  };
}

/** In the order of the rows given. */
export function rowDifference<Row>(
  before: ReadonlyMap<string, Row>,
  after: ReadonlyMap<string, Row>,
  equal: (a: Row, b: Row) => boolean,
): RowDifference<Row> {
  const result: RowDifference<Row> = { created: [], changed: [], former: [], deleted: [] };
  for (const [key, row] of after) {
    const old = before.get(key);
    if (old === undefined) result.created.push(row);
    else if (old !== row && !equal(old, row)) {
      result.changed.push(row);
      result.former.push(old);
    }
  }
  for (const [key, row] of before) if (!after.has(key)) result.deleted.push(row);
  return result;
}

function nodesById({ nodes }: SerializableGraph): Map<string, SerializableNode> {
  return new Map(
    [...lastOfEach(nodes, ({ id }) => id).values()].sort(compareIds).map((node) => [node.id, node]),
  );
}

function edgesByKey({ edges }: SerializableGraph): Map<string, SerializableEdge> {
  return new Map(
    [...lastOfEach(edges, edgeKey).values()].sort(compareEdges).map((edge) => [edgeKey(edge), edge]),
  );
}

import { recordOf, type SerializableEdge, type SerializableNode } from '../../../graph/index.ts';
import { attributeOf } from '../cypher/names.ts';
import type { RowOf } from '../cypher/statement.ts';
import type { edgesFrom, nodesByKey } from '../cypher/statements.generated.ts';

/** Nodes as columns. */
export type NodeColumns = RowOf<typeof nodesByKey>;
/** Edges as columns. */
export type EdgeColumns = RowOf<typeof edgesFrom>;

/** Nodes from a row of columns. */
export function decodeNodes(row: NodeColumns): SerializableNode[] {
  const { id, name, kind, file, startByte, endByte, startLine, endLine, startColumn, endColumn } = row;
  const attributesAt = attributesOf(row);
  const nodes: SerializableNode[] = [];
  for (let index = 0; index < id.length; index++) {
    nodes.push({
      id: at(id, index),
      name: at(name, index),
      kind: at(kind, index),
      file: at(file, index),
      span: {
        startByte: at(startByte, index),
        endByte: at(endByte, index),
        startLine: at(startLine, index),
        endLine: at(endLine, index),
        startColumn: at(startColumn, index),
        endColumn: at(endColumn, index),
      },
      attributes: attributesAt(index),
    });
  }
  return nodes;
}

/** The edges of an answer whose columns are lists. */
export function decodeEdges(row: EdgeColumns): SerializableEdge[] {
  const { source: sources, target, kind } = row;
  const attributesAt = attributesOf(row);
  return sources.map((source, index) => ({
    source,
    target: at(target, index),
    kind: at(kind, index),
    attributes: attributesAt(index),
  }));
}

function attributesOf({
  attributeNames: names,
  attributeValues: values,
}: Pick<NodeColumns, 'attributeNames' | 'attributeValues'>): (index: number) => Record<string, string> {
  return (index) => {
    const own = at(values, index);
    return recordOf(at(names, index).map((property, position) => [attributeOf(property), at(own, position)]));
  };
}

/** The element of a column; columns of one row are always of one length. */
function at<Value>(column: readonly Value[], index: number): Value {
  return column[index] as Value;
}

import { recordOf, type SerializableEdge, type SerializableNode } from '../../../graph/index.ts';
import type { Row } from '../connection/connection.ts';
import { attributeOf } from '../cypher/names.ts';

/** Nodes from a row of columns. */
export function decodeNodes(row: Row): SerializableNode[] {
  const text = (name: string): readonly string[] => row[name] as readonly string[];
  const integers = (name: string): readonly number[] => row[name] as readonly number[];
  const [id, name, kind, file] = [text('id'), text('name'), text('kind'), text('file')];
  const [startByte, endByte] = [integers('startByte'), integers('endByte')];
  const [startLine, endLine] = [integers('startLine'), integers('endLine')];
  const [startColumn, endColumn] = [integers('startColumn'), integers('endColumn')];
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
export function decodeEdges(row: Row): SerializableEdge[] {
  const target = row.target as readonly string[];
  const kind = row.kind as readonly string[];
  const attributesAt = attributesOf(row);
  return (row.source as readonly string[]).map((source, index) => ({
    source,
    target: at(target, index),
    kind: at(kind, index),
    attributes: attributesAt(index),
  }));
}

function attributesOf(row: Row): (index: number) => Record<string, string> {
  const names = row.attributeNames as readonly (readonly string[])[];
  const values = row.attributeValues as readonly (readonly string[])[];
  return (index) => {
    const own = at(values, index);
    return recordOf(at(names, index).map((property, position) => [attributeOf(property), at(own, position)]));
  };
}

/** The element of a column; columns of one row are always of one length. */
function at<Value>(column: readonly Value[], index: number): Value {
  return column[index] as Value;
}

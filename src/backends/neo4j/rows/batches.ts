import type { Attributes, SerializableEdge, SerializableNode } from '../../../graph/index.ts';

/** How large a batch may be: in rows, and in approximate bytes. */
export interface BatchLimits {
  readonly batchRows: number;
  readonly batchBytes: number;
}

/** Consecutive rows cut so that no batch passes the limits; a row larger than a batch is one alone. */
export function* batchesOf<Row>(
  rows: Iterable<Row>,
  sizeOf: (row: Row) => number,
  limits: BatchLimits,
): Generator<Row[]> {
  let batch: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = sizeOf(row);
    if (batch.length > 0 && (batch.length >= limits.batchRows || bytes + size > limits.batchBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(row);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/** About what a row takes on the wire, counting a character as a byte. */
export function nodeSize(node: SerializableNode): number {
  // The id travels twice, in the key as well; six integers take nine bytes each.
  return (
    2 * node.id.length + 2 * (node.name.length + node.file.length) + 80 + attributesSize(node.attributes)
  );
}

/** The approximate size of an edge in a message, in bytes. */
export function edgeSize(edge: SerializableEdge): number {
  return edge.source.length + edge.target.length + 40 + attributesSize(edge.attributes);
}

/** The approximate size of a text in a message, in bytes. */
export function textSize(text: string): number {
  return text.length + 20;
}

function attributesSize(attributes: Attributes): number {
  let size = 0;
  for (const key in attributes) size += key.length + (attributes[key]?.length ?? 0) + 4;
  return size;
}

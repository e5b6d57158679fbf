import type { SerializableNode } from '../../src/index.ts';

/** A node's properties as one flat map, with its id as the key. */
export function ordinaryRow(node: SerializableNode): Record<string, string | number> {
  const { id, name, kind, file, span, attributes } = node;
  return { ...attributes, ...span, key: id, name, kind, file };
}

export function* inBatches<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

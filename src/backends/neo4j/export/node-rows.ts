import type { SerializableNode } from '../../../graph/index.ts';
import { indexedStart } from '../rows/keys.ts';

/** The texts by which nodes are found, cut to what an index can hold. */
export function indexedTexts({ name, file }: SerializableNode): {
  readonly nameKey: string;
  readonly fileKey: string;
} {
  return { nameKey: indexedStart(name), fileKey: indexedStart(file) };
}

/** Start and end, by byte, line and column. */
export function spanOf({ span }: SerializableNode): readonly number[] {
  return [span.startByte, span.endByte, span.startLine, span.endLine, span.startColumn, span.endColumn];
}

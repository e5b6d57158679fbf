import type { SerializableNode } from '../../../graph/index.ts';
import type { NodeSelector } from '../../../storage/index.ts';
import * as cypher from '../statements.generated.ts';
import type { GenerationReader } from './generation-reader.ts';

/** A stored node with the number that the database knows it by as long as the repository does not change. */
export interface NumberedNode {
  readonly number: number;
  readonly node: SerializableNode;
}

/** The nodes that some selectors name, each once. @throws `NOT_FOUND`, `AMBIGUOUS` */
export async function selectNumbered(
  reader: GenerationReader,
  selectors: readonly NodeSelector[],
): Promise<NumberedNode[]> {
  const ids = new Set<string>();
  for (const selector of selectors) ids.add((await reader.select(selector)).id);
  if (ids.size === 0) return [];
  const nodes = await reader.rows.nodes(ids);
  const row = await reader.tx.one(cypher.numbersByKey, { key: nodes.map(({ id }) => reader.key(id)) });
  const numbers = row.number as readonly number[];
  return nodes.map((node, index) => ({ node, number: numbers[index] ?? -1 }));
}

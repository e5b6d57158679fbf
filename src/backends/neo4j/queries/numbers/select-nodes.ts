import type { SerializableNode } from '../../../../graph/index.ts';
import type { NodeSelector } from '../../../../storage/index.ts';
import type { GenerationReader } from '../generation-reader.ts';
import { numbersOfIds } from './node-numbers.ts';

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
  const ids = [...new Set((await reader.selectAll(selectors)).map(({ id }) => id))];
  const numbers = await numbersOfIds(reader, ids);
  return (await reader.rows.nodes(ids)).map((node) => ({ node, number: numbers.get(node.id) ?? -1 }));
}

import type { WhyAlive, WhyAliveQuery } from '../../../../storage/index.ts';
import { isExternal, languageOf, lifeToldOfPart, nodeSummary } from '../../../../traversal/index.ts';
import type { GenerationReader } from '../generation-reader.ts';
import type { NumberedNode } from '../numbers/select-nodes.ts';
import type { ClassRows } from './class-rows.ts';
import type { NumberedJudgement } from './judged-parts.ts';
import { wayOfLife } from './way-of-life.ts';

/** Whether the judged nodes settle everything about a node that is itself not judged. */
export function isTold({ part, life }: NumberedJudgement, { number, node }: NumberedNode): boolean {
  return life.reached.has(number) && (isExternal(node) || part.canJudge(languageOf(node)));
}

/**
 * By which way life comes to a node, or why it does not, from what is
 * judged already and the way read in the database.
 */
export async function whyAlive(
  reader: GenerationReader,
  classes: ClassRows,
  { part, life }: NumberedJudgement,
  { number, node: goal }: NumberedNode,
  { livenessKinds }: WhyAliveQuery,
): Promise<WhyAlive> {
  const node = nodeSummary(goal);
  const { reached, ...told } = lifeToldOfPart(part, node.id);
  if (reached === 'dead') return { node, path: [], ...told };
  const entries = life.entries.filter(({ isTest }) => reached === 'test-only' || !isTest);
  const path = await wayOfLife(
    { reader, classes, types: life.types, livenessKinds },
    entries.map((entry) => entry.number),
    { id: node.id, number },
  );
  return { node, path, ...told };
}

import type { ImpactQuery, ImpactReport, NodeSummary, RelatedNode } from '../../../storage/index.ts';
import { impactReport } from '../../../traversal/index.ts';
import { edgeTypes } from './edge-types.ts';
import type { GenerationReader } from './generation-reader.ts';
import { numbersOfFiles, numbersOfSelected } from './node-numbers.ts';
import { type ReachedNode, reachedNodes, stepsFrom } from './reach.ts';

/** Everyone who reaches what changes. @throws `NOT_FOUND`, `AMBIGUOUS` */
export async function impactOf(reader: GenerationReader, query: ImpactQuery): Promise<ImpactReport> {
  const changed = new Set([
    ...(await numbersOfSelected(reader, query.nodes)),
    ...(await numbersOfFiles(reader, query.files)),
  ]);
  const types = await edgeTypes(reader, query.edgeKinds);
  const rules = { direction: 'callers' as const, types, depth: query.depth };
  const steps = await stepsFrom(reader, [...changed], rules);
  for (const number of changed) steps.delete(number);
  const { nodes, notStored } = await reachedNodes(reader, steps);
  const { items, tests, ...counts } = impactReport(nodes, notStored, query);
  const shown = await summariesById(reader, [...items, ...tests.items]);
  const show = ({ id, distance }: ReachedNode): RelatedNode[] => {
    const node = shown.get(id);
    return node === undefined ? [] : [{ ...node, span: { ...node.span }, distance }];
  };
  return { ...counts, items: items.flatMap(show), tests: { ...tests, items: tests.items.flatMap(show) } };
}

async function summariesById(
  reader: GenerationReader,
  nodes: readonly ReachedNode[],
): Promise<Map<string, NodeSummary>> {
  const ids = [...new Set(nodes.map(({ id }) => id))];
  return new Map((await reader.summaries(ids)).map((node) => [node.id, node]));
}

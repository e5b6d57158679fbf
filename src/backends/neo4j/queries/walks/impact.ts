import { pathMatcher } from '../../../../globs/glob-matcher.ts';
import { remembered } from '../../../../globs/remembered.ts';
import type { Caveat, ImpactQuery, ImpactReport, QueryList, RelatedNode } from '../../../../storage/index.ts';
import { danglingEndsCaveats, impactCounts } from '../../../../traversal/index.ts';
import { edgeTypes } from '../edge-types.ts';
import type { GenerationReader } from '../generation-reader.ts';
import { numbersOfFiles, numbersOfSelected } from '../numbers/node-numbers.ts';
import { firstOf, type ReachedNode, reachedNodes, related, stepsFrom } from './reached-nodes.ts';

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
  const isTest = remembered(pathMatcher(query.testFiles));
  return {
    ...(await listOf(reader, nodes, query.limit, danglingEndsCaveats(notStored))),
    ...impactCounts(nodes, isTest, query.limit),
    tests: await listOf(
      reader,
      nodes.filter(({ file }) => isTest(file)),
      query.limit,
    ),
  };
}

async function listOf(
  reader: GenerationReader,
  nodes: readonly ReachedNode[],
  limit: number,
  caveats: readonly Caveat[] = [],
): Promise<QueryList<RelatedNode>> {
  const items = await related(reader, await firstOf(reader, nodes, limit));
  return { items, total: nodes.length, truncated: nodes.length > items.length, caveats };
}

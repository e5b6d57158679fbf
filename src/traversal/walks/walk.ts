import type { QueryList, RelatedNode, WalkQuery } from '../../storage/index.ts';
import { danglingEndsCaveats } from '../caveats.ts';
import { breadthFirst } from '../graph/breadth-first.ts';
import type { CompactGraph } from '../graph/compact-graph.ts';
import { stepsBackward, stepsForward } from '../graph/steps.ts';
import { nodeSummary } from '../node-summary.ts';
import { selectVertex } from '../select-vertex.ts';
import { inTurns, isDue, type Work } from '../turns.ts';

/**
 * Callers or callees with the fewest steps to each, by steps, then by id. Ends that are not stored are walked
 * through and counted in a caveat, but not listed.
 *
 * @throws `NOT_FOUND`, `AMBIGUOUS`
 */
export async function walk(graph: CompactGraph, query: WalkQuery): Promise<QueryList<RelatedNode>> {
  const start = await selectVertex(graph, query.start);
  const edges = query.direction === 'callers' ? 'incoming' : 'outgoing';
  await graph.prepare(query, edges, ...(query.throughOverrides ? (['classes'] as const) : []));
  return inTurns(relatedNodes(graph, start, query), query, 'walk');
}

function* relatedNodes(graph: CompactGraph, start: number, query: WalkQuery): Work<QueryList<RelatedNode>> {
  const rules = { kindMask: graph.kindMask(query.edgeKinds), throughOverrides: query.throughOverrides };
  const steps = query.direction === 'callers' ? stepsBackward(graph, rules) : stepsForward(graph, rules);
  const items: RelatedNode[] = [];
  let passed = 0;
  let total = 0;
  let notStored = 0;
  for (const { vertex, distance } of yield* breadthFirst(graph.nodes.length, [start], query.depth, steps)) {
    if (isDue(++passed)) yield passed;
    const node = graph.nodes[vertex];
    if (node === undefined) {
      notStored++;
    } else if (total++ < query.limit) {
      items.push({ ...nodeSummary(node), distance });
    }
  }
  return { items, total, truncated: total > items.length, caveats: danglingEndsCaveats(notStored) };
}

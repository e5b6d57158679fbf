import { NO_CONTAINER } from '../graph/node-facts.ts';
import type { Judgement } from './judgement.ts';

/** Visits what a vertex keeps alive by rules 2 and 3 of liveness: what it refers to, and its container. */
export function eachReferred(
  { graph, rules }: Judgement,
  vertex: number,
  visit: (next: number) => void,
): void {
  const { offsets, ends, kinds } = graph.outgoing;
  const stop = offsets[vertex + 1] ?? 0;
  for (let edge = offsets[vertex] ?? 0; edge < stop; edge++) {
    if (rules.kindMask[kinds[edge] ?? 0] === 1) visit(ends[edge] ?? 0);
  }
  const container = graph.containers[vertex] ?? NO_CONTAINER;
  if (container !== NO_CONTAINER) visit(container);
}

import { NO_CONTAINER } from '../graph/node-facts.ts';
import { UNRESOLVED_KINDS } from './export-evidence.ts';
import type { Judgement } from './judgement.ts';
import { NEVER } from './rounds-of-life.ts';

/**
 * Whether others might use a stored vertex without the graph's knowledge: its language says nothing about
 * exports, and it stands at the top of its file or of a namespace, or it is a member of a class that lives or is such a
 * one itself.
 */
export function exposureFinder({ graph, fromAll, tellsExportsOf }: Judgement): (vertex: number) => boolean {
  const { containers, nodes } = graph;
  return (vertex) => {
    let member = vertex;
    // Where declarations contain one another in a circle, no step more than there are vertices is new.
    for (let step = 0; step < nodes.length; step++) {
      const container = containers[member] ?? NO_CONTAINER;
      const kind = nodes[container]?.kind;
      if (
        container === NO_CONTAINER ||
        kind === 'Module' ||
        (kind === 'Class' && fromAll[container] !== NEVER)
      ) {
        return !UNRESOLVED_KINDS.has(graph.stored(vertex).kind) && !tellsExportsOf(vertex);
      }
      if (kind !== 'Class') return false;
      member = container;
    }
    return false;
  };
}

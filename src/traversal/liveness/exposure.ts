import { NO_CONTAINER } from '../graph/node-facts.ts';
import { UNRESOLVED_KINDS } from './export-evidence.ts';
import type { Judgement } from './judgement.ts';
import { NEVER } from './rounds-of-life.ts';

/**
 * Tells whether others might use a stored vertex without the graph's knowledge: its language says nothing about
 * exports, and it stands at the top of its file or of a namespace, or it is a member of a class that lives or is such a
 * one itself.
 */
export function exposureFinder({ graph, fromAll, tellsExportsOf }: Judgement): (vertex: number) => boolean {
  const { containers, nodes } = graph;
  return (vertex) => {
    if (UNRESOLVED_KINDS.has(graph.stored(vertex).kind) || tellsExportsOf(vertex)) return false;
    const passed = new Set<number>();
    for (let member = vertex; !passed.has(member); ) {
      passed.add(member);
      const container = containers[member] ?? NO_CONTAINER;
      const kind = nodes[container]?.kind;
      if (container === NO_CONTAINER || kind === 'Module') return true;
      if (kind !== 'Class') return false;
      if (fromAll[container] !== NEVER) return true;
      member = container;
    }
    return false;
  };
}

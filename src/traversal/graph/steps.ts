import type { Adjacency } from './adjacency.ts';
import type { CompactGraph } from './compact-graph.ts';
import type { VertexLists } from './vertex-lists.ts';

/** Visits every vertex one step away from a vertex; some more than once. */
export type Steps = (vertex: number, visit: (neighbour: number) => void) => void;

/** Which edges a walk may take. */
export interface StepRules {
  /** 1 by the number of each edge kind to follow. */
  readonly kindMask: Uint8Array;
  /** An edge to a method also leads to each method that overrides it. */
  readonly throughOverrides: boolean;
}

/** The steps from a vertex to what it leads to. */
export function stepsForward(graph: CompactGraph, { kindMask, throughOverrides }: StepRules): Steps {
  if (!throughOverrides) return along(graph.outgoing, kindMask);
  const direct = along(graph.outgoing, kindMask);
  const { overriding } = graph.classes;
  return (vertex, visit) =>
    direct(vertex, (end) => {
      visit(end);
      visitList(overriding, end, visit);
    });
}

/** The steps from a vertex to what leads to it. */
export function stepsBackward(graph: CompactGraph, { kindMask, throughOverrides }: StepRules): Steps {
  if (!throughOverrides) return along(graph.incoming, kindMask);
  const direct = along(graph.incoming, kindMask);
  const { overridden } = graph.classes;
  return (vertex, visit) => {
    direct(vertex, visit);
    visitList(overridden, vertex, (method) => direct(method, visit));
  };
}

function along({ offsets, ends, kinds }: Adjacency, kindMask: Uint8Array): Steps {
  return (vertex, visit) => {
    const stop = offsets[vertex + 1] ?? 0;
    for (let edge = offsets[vertex] ?? 0; edge < stop; edge++) {
      if (kindMask[kinds[edge] ?? 0] === 1) visit(ends[edge] ?? 0);
    }
  };
}

function visitList({ offsets, members }: VertexLists, vertex: number, visit: (member: number) => void): void {
  const stop = offsets[vertex + 1] ?? 0;
  for (let place = offsets[vertex] ?? 0; place < stop; place++) visit(members[place] ?? 0);
}

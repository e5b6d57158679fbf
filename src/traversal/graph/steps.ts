import type { Adjacency } from './adjacency.ts';
import type { CompactGraph } from './compact-graph.ts';
import { eachOverridden, eachOverriding } from './overrides.ts';

/** Visits every vertex one step away from a vertex; some more than once. */
export type Steps = (vertex: number, visit: (neighbour: number) => void) => void;

/** Which edges a walk may take. */
export interface StepRules {
  /** 1 by the number of each edge kind to follow. */
  readonly kindMask: Uint8Array;
  /** An edge to a method also leads to each method that overrides it. */
  readonly throughOverrides: boolean;
}

/**
 * The steps from a vertex to what it leads to; through overrides for
 * one walk, that goes to what is nearer first.
 */
export function stepsForward(graph: CompactGraph, { kindMask, throughOverrides }: StepRules): Steps {
  if (!throughOverrides) return along(graph.outgoing, kindMask);
  const direct = along(graph.outgoing, kindMask);
  const { overrides } = graph.classes;
  // What was overridden nearer to the start leads no one farther away to anything new.
  const seen = new Uint8Array(overrides.slots);
  return (vertex, visit) =>
    direct(vertex, (end) => {
      visit(end);
      eachOverriding(overrides, end, seen, visit);
    });
}

/** The steps from a vertex to what leads to it, as {@link stepsForward}. */
export function stepsBackward(graph: CompactGraph, { kindMask, throughOverrides }: StepRules): Steps {
  if (!throughOverrides) return along(graph.incoming, kindMask);
  const direct = along(graph.incoming, kindMask);
  const { overrides } = graph.classes;
  const seen = new Uint8Array(overrides.slots);
  return (vertex, visit) => {
    direct(vertex, visit);
    eachOverridden(overrides, vertex, seen, (member) => direct(member, visit));
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

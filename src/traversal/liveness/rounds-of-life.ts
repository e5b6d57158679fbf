import type { ClassFacts } from '../graph/class-facts.ts';
import type { CompactGraph } from '../graph/compact-graph.ts';
import { NO_CONTAINER } from '../graph/node-facts.ts';
import { eachOverriding } from '../graph/overrides.ts';
import { isDue, type Work } from '../turns.ts';

/** Stands for the round of what never comes alive. */
export const NEVER = -1;

/** How life spreads in a graph. */
export interface LifeRules {
  /** 1 by the number of each edge kind through which it spreads. */
  readonly kindMask: Uint8Array;
  readonly classes: ClassFacts;
  /** 1 for each vertex that is taken for deleted; without it, none is. */
  readonly gone?: Uint8Array;
}

/** How far life spread. */
export interface SpreadLife {
  /** In which round each vertex came alive, or {@link NEVER}. */
  readonly rounds: Int32Array;
  /** 1 for each method that overrides something alive, whether its class lives or not. */
  readonly overridesLiving: Uint8Array;
}

/**
 * In which round each vertex comes alive, or {@link NEVER}: the least set that holds the entry
 * points (liveness, rule 1), what its members refer to (2), their containers (3), the
 * constructors, fields and literal members that come with these (4), and the methods that
 * override one of its members and whose class it holds (5). Entry points live in round 0; what
 * follows from others lives in the round after the last of them.
 */
export function* roundsOfLife(
  graph: CompactGraph,
  entries: Iterable<number>,
  rules: LifeRules,
): Work<SpreadLife> {
  const { kindMask, classes, gone } = rules;
  const { offsets, ends, kinds } = graph.outgoing;
  const { classOf, companions, methods, overrides } = classes;
  const rounds = new Int32Array(graph.nodes.length).fill(NEVER);
  const overridesLiving = new Uint8Array(graph.nodes.length);
  const seen = new Uint8Array(overrides.slots);
  let level: number[] = [];
  let next: number[] = [];
  let round = 0;
  let passed = 0;
  const enliven = (vertex: number): void => {
    if (rounds[vertex] !== NEVER || gone?.[vertex] === 1) return;
    rounds[vertex] = round;
    next.push(vertex);
  };
  const livedBefore = (vertex: number): boolean => {
    const of = rounds[vertex] ?? NEVER;
    return of !== NEVER && of < round;
  };
  const override = (method: number): void => {
    overridesLiving[method] = 1;
    if (livedBefore(classOf[method] ?? NO_CONTAINER)) enliven(method);
  };
  const spread = (vertex: number): void => {
    for (let edge = offsets[vertex] ?? 0, stop = offsets[vertex + 1] ?? 0; edge < stop; edge++) {
      if (kindMask[kinds[edge] ?? 0] === 1) enliven(ends[edge] ?? 0);
    }
    const container = graph.containers[vertex] ?? NO_CONTAINER;
    if (container !== NO_CONTAINER) enliven(container);
    for (let at = companions.offsets[vertex] ?? 0; at < (companions.offsets[vertex + 1] ?? 0); at++) {
      enliven(companions.members[at] ?? 0);
    }
    // What was seen overrides something that lived before, and waits for its class alone.
    eachOverriding(overrides, vertex, seen, override);
    for (let at = methods.offsets[vertex] ?? 0; at < (methods.offsets[vertex + 1] ?? 0); at++) {
      const method = methods.members[at] ?? 0;
      if (overridesLiving[method] === 1) enliven(method);
    }
  };
  for (const entry of entries) enliven(entry);
  while (next.length > 0) {
    [level, next] = [next, []];
    round++;
    for (const vertex of level) {
      if (isDue(++passed)) yield passed;
      spread(vertex);
    }
  }
  return { rounds, overridesLiving };
}

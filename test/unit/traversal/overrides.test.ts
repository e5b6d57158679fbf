import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompactGraph } from '../../../src/traversal/graph/compact-graph.ts';
import { eachOverridden, eachOverriding } from '../../../src/traversal/graph/overrides.ts';
import { edges, graphOf, node } from './graphs.ts';

const CLASSES = ['A', 'B', 'C', 'D', 'E'];
const anyMember = fc
  .tuple(fc.constantFrom(...CLASSES), fc.constantFrom('f', 'g'), fc.constantFrom('', "'"))
  .map(([owner, name, twin]) => ({ id: `${owner}.${name}${twin}`, owner, name }));
const anyHierarchy = fc.record({
  members: fc.uniqueArray(anyMember, { selector: ({ id }) => id, maxLength: 12 }),
  fields: fc.uniqueArray(fc.constantFrom(...CLASSES), { maxLength: 2 }),
  inherits: fc.uniqueArray(fc.tuple(fc.constantFrom(...CLASSES), fc.constantFrom(...CLASSES)), {
    selector: String,
    maxLength: 8,
  }),
});

describe('overrides', () => {
  it('are the members of one name whose classes lead to one another, in any hierarchy', () => {
    fc.assert(
      fc.property(anyHierarchy, ({ members, fields, inherits }) => {
        const isField = (id: string): boolean => fields.includes(id.slice(0, 1)) && id.endsWith("'");
        const graph = graphOf(
          [
            ...CLASSES.map((id) => node(id, { kind: 'Class' })),
            ...members.map(({ id, owner, name }) =>
              node(id, { name, kind: isField(id) ? 'Variable' : 'Method', attributes: { parent: owner } }),
            ),
          ],
          edges(...inherits.map(([heir, above]) => `${heir} -EXTENDS-> ${above}`)),
        );
        for (const above of members) {
          const overriding = members.filter(
            (below) =>
              below !== above &&
              below.name === above.name &&
              !isField(below.id) &&
              leads(inherits, below.owner, above.owner),
          );
          expect(overridingIds(graph, above.id)).toEqual(overriding.map(({ id }) => id).sort());
          const overridden = members.filter(
            (other) =>
              other !== above &&
              other.name === above.name &&
              !isField(above.id) &&
              leads(inherits, above.owner, other.owner),
          );
          expect(overriddenIds(graph, above.id)).toEqual(overridden.map(({ id }) => id).sort());
        }
      }),
    );
  });

  it('take room and steps as long as a hierarchy is deep, not its square', () => {
    const levels = 2_000;
    const graph = deepHierarchy(levels);
    const { overrides } = graph.classes;
    expect(overrides.slots).toBe(2 * levels);
    expect(overrides.below.members.length).toBe(2 * (levels - 1));
    const seen = new Uint8Array(overrides.slots);
    let met = 0;
    for (let vertex = 0; vertex < graph.nodes.length; vertex++) {
      eachOverriding(overrides, vertex, seen, () => met++);
    }
    expect(met).toBe(2 * (levels - 1));
  });
});

/** Classes that inherit one from the other, each with the same two methods. */
function deepHierarchy(levels: number): CompactGraph {
  const numbers = Array.from({ length: levels }, (_, index) => index);
  return graphOf(
    numbers.flatMap((level) => [
      node(`C${level}`, { kind: 'Class' }),
      ...['f', 'g'].map((name) =>
        node(`C${level}.${name}`, { name, kind: 'Method', attributes: { parent: `C${level}` } }),
      ),
    ]),
    edges(...numbers.slice(1).map((level) => `C${level} -EXTENDS-> C${level - 1}`)),
  );
}

function overridingIds(graph: CompactGraph, id: string): string[] {
  return met(graph, id, eachOverriding);
}

function overriddenIds(graph: CompactGraph, id: string): string[] {
  return met(graph, id, eachOverridden);
}

function met(graph: CompactGraph, id: string, each: typeof eachOverriding): string[] {
  const { overrides } = graph.classes;
  const own = graph.vertexOf(id) ?? -1;
  const found = new Set<string>();
  each(overrides, own, new Uint8Array(overrides.slots), (vertex) => found.add(graph.idOf(vertex)));
  found.delete(id);
  return [...found].sort();
}

/** Whether one or more steps of inheritance lead from one class to another. */
function leads(inherits: readonly (readonly [string, string])[], from: string, to: string): boolean {
  const reached = new Set<string>();
  const waiting = [from];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    for (const [heir, above] of inherits) {
      if (heir !== one || reached.has(above)) continue;
      reached.add(above);
      waiting.push(above);
    }
  }
  return reached.has(to);
}

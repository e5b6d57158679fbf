import { isDue, type Work } from '../turns.ts';
import type { Adjacency } from './adjacency.ts';
import { listOf, type VertexLists, vertexLists } from './vertex-lists.ts';

/** The edge kinds by which one class takes over what another promises. */
export const INHERITANCE_KINDS = ['EXTENDS', 'IMPLEMENTS'] as const;

/** Stands for the slot of what is no member of a class that inherits or is inherited from. */
export const NO_SLOT = -1;

/**
 * Who overrides whom, without a row for each pair: in a hierarchy as deep as it is long these
 * would be half its square. A slot is a name in a class, with the members of that name that lie
 * there, or none: then it passes on what lies above and below it.
 */
export interface Overrides {
  /** How many slots there are. */
  readonly slots: number;
  /** By vertex the slot of a member, or {@link NO_SLOT}. */
  readonly slotOf: Int32Array;
  /** By slot. */
  readonly members: VertexLists;
  /** By slot those of the same name in the classes that inherit directly. */
  readonly below: VertexLists;
  /** By slot those of the same name in the classes that it inherits from directly. */
  readonly above: VertexLists;
  /** 1 for each member that overrides, as fields and constructors do not. */
  readonly mayOverride: Uint8Array;
  /** By vertex the methods that say themselves that they implement it. */
  readonly implementing: VertexLists;
  /** By vertex what a method says itself that it implements. */
  readonly implemented: VertexLists;
}

/** What decides who overrides whom. */
export interface OverrideGraph {
  readonly vertices: number;
  readonly outgoing: Adjacency;
  /** 1 by the number of each kind of inheritance. */
  readonly inheritance: Uint8Array;
  nameOf(vertex: number): string;
  isStored(vertex: number): boolean;
  /** Whether a vertex is a class that others may inherit from. */
  isClass(vertex: number): boolean;
}

/** Methods and fields with the classes that they lie in, at the same places. */
export interface Members {
  readonly owners: readonly number[];
  readonly members: readonly number[];
}

/** Finds out who overrides whom in the time that it takes to see each name go up through the classes once. */
export function* findOverrides(graph: OverrideGraph, methods: Members, fields: Members): Work<Overrides> {
  const slotOf = new Int32Array(graph.vertices).fill(NO_SLOT);
  const names = new Map<string, { members: number; readonly slots: Map<number, number> }>();
  const filled: { readonly slots: number[]; readonly members: number[] } = { slots: [], members: [] };
  let slots = 0;
  const parents = yield* parentsOf(graph, new Set([...methods.owners, ...fields.owners]));
  for (const { owners, members } of [methods, fields]) {
    for (const [index, member] of members.entries()) {
      if (isDue(index)) yield index;
      const owner = owners[index] ?? 0;
      if (!parents.related.has(owner)) continue;
      const name = graph.nameOf(member);
      const ofName = names.get(name) ?? { members: 0, slots: new Map<number, number>() };
      names.set(name, ofName);
      ofName.members++;
      const slot = ofName.slots.get(owner) ?? slots++;
      ofName.slots.set(owner, slot);
      slotOf[member] = slot;
      filled.slots.push(slot);
      filled.members.push(member);
    }
  }
  const upper: number[] = [];
  const lower: number[] = [];
  let passed = 0;
  for (const { members, slots: ofName } of names.values()) {
    // What alone has its name overrides nothing.
    if (members < 2) continue;
    const waiting = [...ofName.keys()];
    for (let heir = waiting.pop(); heir !== undefined; heir = waiting.pop()) {
      if (isDue(++passed)) yield passed;
      for (const parent of parents.of.get(heir) ?? []) {
        let slot = ofName.get(parent);
        if (slot === undefined) {
          slot = slots++;
          ofName.set(parent, slot);
          waiting.push(parent);
        }
        upper.push(slot);
        lower.push(ofName.get(heir) ?? 0);
      }
    }
  }
  const mayOverride = new Uint8Array(graph.vertices);
  for (const method of methods.members) mayOverride[method] = 1;
  return {
    slots,
    slotOf,
    members: yield* vertexLists(slots, filled.slots, filled.members),
    below: yield* vertexLists(slots, upper, lower),
    above: yield* vertexLists(slots, lower, upper),
    mayOverride,
    ...(yield* ownStatements(graph, methods.members)),
  };
}

/**
 * Visits all that overrides a member, near and far, but for what lies in slots that were seen before; perhaps
 * also the member itself, where classes inherit in a circle.
 *
 * @param seen by slot, 1 for each whose members were visited, with all below it
 */
export function eachOverriding(
  { slotOf, members, below, mayOverride, implementing }: Overrides,
  member: number,
  seen: Uint8Array,
  visit: (method: number) => void,
): void {
  eachBeyond(below, slotOf[member] ?? NO_SLOT, seen, (slot) => {
    for (const one of listOf(members, slot)) if (mayOverride[one] === 1) visit(one);
  });
  for (const method of listOf(implementing, member)) visit(method);
}

/** Visits all that a method overrides, as {@link eachOverriding} does. */
export function eachOverridden(
  { slotOf, members, above, mayOverride, implemented }: Overrides,
  method: number,
  seen: Uint8Array,
  visit: (member: number) => void,
): void {
  if (mayOverride[method] !== 1) return;
  eachBeyond(above, slotOf[method] ?? NO_SLOT, seen, (slot) => {
    for (const one of listOf(members, slot)) visit(one);
  });
  for (const member of listOf(implemented, method)) visit(member);
}

function eachBeyond(next: VertexLists, start: number, seen: Uint8Array, visit: (slot: number) => void): void {
  if (start === NO_SLOT) return;
  const waiting = [start];
  for (let slot = waiting.pop(); slot !== undefined; slot = waiting.pop()) {
    for (const beyond of listOf(next, slot)) {
      if (seen[beyond] === 1) continue;
      seen[beyond] = 1;
      visit(beyond);
      waiting.push(beyond);
    }
  }
}

/** Of classes with members, and all that these inherit from, what each inherits from directly. */
function* parentsOf(
  graph: OverrideGraph,
  classes: Iterable<number>,
): Work<{ readonly of: ReadonlyMap<number, readonly number[]>; readonly related: ReadonlySet<number> }> {
  const { offsets, ends, kinds } = graph.outgoing;
  const of = new Map<number, number[]>();
  const related = new Set<number>();
  const seen = new Set(classes);
  let passed = 0;
  for (const heir of seen) {
    if (isDue(++passed)) yield passed;
    const parents: number[] = [];
    for (let edge = offsets[heir] ?? 0; edge < (offsets[heir + 1] ?? 0); edge++) {
      const end = ends[edge] ?? 0;
      if (graph.inheritance[kinds[edge] ?? 0] !== 1 || !graph.isClass(end)) continue;
      parents.push(end);
      related.add(heir).add(end);
      seen.add(end);
    }
    if (parents.length > 0) of.set(heir, parents);
  }
  return { of, related };
}

/** What methods say themselves that they implement. */
function* ownStatements(
  graph: OverrideGraph,
  methods: readonly number[],
): Work<Pick<Overrides, 'implementing' | 'implemented'>> {
  const { offsets, ends, kinds } = graph.outgoing;
  const owners: number[] = [];
  const members: number[] = [];
  let passed = 0;
  for (const method of methods) {
    if (isDue(++passed)) yield passed;
    for (let edge = offsets[method] ?? 0; edge < (offsets[method + 1] ?? 0); edge++) {
      const end = ends[edge] ?? 0;
      if (graph.inheritance[kinds[edge] ?? 0] !== 1 || !graph.isStored(end) || end === method) continue;
      owners.push(end);
      members.push(method);
    }
  }
  return {
    implementing: yield* vertexLists(graph.vertices, owners, members),
    implemented: yield* vertexLists(graph.vertices, members, owners),
  };
}

import type { SerializableNode } from '../../graph/index.ts';
import type { Adjacency } from './adjacency.ts';
import { isConstructor } from './constructors.ts';
import { groupBy } from './group-by.ts';
import { isCallable, isLiteralMember, isTypeOnly } from './members.ts';
import { NO_CONTAINER } from './node-facts.ts';
import { listOf, type VertexLists, vertexLists } from './vertex-lists.ts';

/** The edge kinds by which one class takes over what another promises. */
export const INHERITANCE_KINDS = ['EXTENDS', 'IMPLEMENTS'] as const;

/** What of a compact graph tells its classes. */
export interface ClassGraph {
  /** By vertex; `undefined` for an end that is not stored. */
  readonly nodes: readonly (SerializableNode | undefined)[];
  /** The container of each vertex, negative where there is none. */
  readonly containers: Int32Array;
  /** Edges by source. */
  readonly outgoing: Adjacency;
  /** 1 by the number of each chosen edge kind. */
  kindMask(chosen: readonly string[]): Uint8Array;
}

/** What follows from members lying in classes and object literals, whatever liveness kinds are chosen. */
export interface ClassFacts {
  /** The class of each function or method, by vertex; negative where there is none. */
  readonly classOf: Int32Array;
  /** What lives as soon as its container does: constructors and fields of a class, functions of an object literal. */
  readonly companions: VertexLists;
  /** The functions and methods of each class that are no constructors. */
  readonly methods: VertexLists;
  /** The methods that override each member. */
  readonly overriding: VertexLists;
  /** The members that each method overrides. */
  readonly overridden: VertexLists;
}

/**
 * The class of a function or method is its container if that is of kind Class. It overrides a member of the same name whose class
 * its own reaches by one or more steps of inheritance, from stored class to stored class, and what it itself has an edge of
 * inheritance to. Constructors override nothing.
 *
 * @param gone 1 for each vertex that is taken for deleted, with all that lies in it
 */
export function findClassFacts(graph: ClassGraph, gone?: Uint8Array): ClassFacts {
  const vertices = graph.nodes.length;
  const classOf = new Int32Array(vertices).fill(NO_CONTAINER);
  const companions: Pairs = { owners: [], members: [] };
  const methods: Pairs = { owners: [], members: [] };
  const fields: Pairs = { owners: [], members: [] };
  for (let vertex = 0; vertex < vertices; vertex++) {
    const node = graph.nodes[vertex];
    const owner = graph.containers[vertex] ?? NO_CONTAINER;
    const ownerNode = graph.nodes[owner];
    if (node === undefined || ownerNode === undefined || gone?.[owner] === 1) continue;
    if (ownerNode.kind !== 'Class') {
      if (isLiteralMember(node)) add(companions, owner, vertex);
    } else if (isCallable(node)) {
      classOf[vertex] = owner;
      const constructs = node.kind === 'Method' && isConstructor(node, ownerNode.name);
      add(constructs ? companions : methods, owner, vertex);
    } else if (node.kind === 'Variable') {
      add(fields, owner, vertex);
      if (!isTypeOnly(ownerNode)) add(companions, owner, vertex);
    }
  }
  const lists = (pairs: Pairs): VertexLists => vertexLists(vertices, pairs.owners, pairs.members);
  const methodLists = lists(methods);
  const overriding = overridingPairs(graph, methodLists, lists(fields), gone);
  addOwnPairs(overriding, graph, methods.members);
  return {
    classOf,
    companions: lists(companions),
    methods: methodLists,
    overriding: lists(overriding),
    overridden: vertexLists(vertices, overriding.members, overriding.owners),
  };
}

/** The classes that a class inherits from, directly or not, in no order; itself only if it is its own ancestor. */
export function ancestorsOf(
  graph: ClassGraph,
  start: number,
  inheritance: Uint8Array,
  gone?: Uint8Array,
): ReadonlySet<number> {
  const { offsets, ends, kinds } = graph.outgoing;
  const found = new Set<number>();
  const waiting = [start];
  for (let vertex = waiting.pop(); vertex !== undefined; vertex = waiting.pop()) {
    const stop = offsets[vertex + 1] ?? 0;
    for (let edge = offsets[vertex] ?? 0; edge < stop; edge++) {
      const end = ends[edge] ?? 0;
      const isStep = inheritance[kinds[edge] ?? 0] === 1 && gone?.[end] !== 1;
      if (!isStep || graph.nodes[end]?.kind !== 'Class' || found.has(end)) continue;
      found.add(end);
      waiting.push(end);
    }
  }
  return found;
}

interface Pairs {
  readonly owners: number[];
  readonly members: number[];
}

function add(pairs: Pairs, owner: number, member: number): void {
  pairs.owners.push(owner);
  pairs.members.push(member);
}

/** The overridden members as owners, the overriding methods as members. */
function overridingPairs(
  graph: ClassGraph,
  methods: VertexLists,
  fields: VertexLists,
  gone: Uint8Array | undefined,
): Pairs {
  const inheritance = graph.kindMask(INHERITANCE_KINDS);
  const pairs: Pairs = { owners: [], members: [] };
  for (let vertex = 0; vertex < graph.nodes.length; vertex++) {
    const own = listOf(methods, vertex);
    if (own.length === 0) continue;
    const byName = groupBy(own, (method) => graph.nodes[method]?.name ?? '');
    for (const ancestor of ancestorsOf(graph, vertex, inheritance, gone)) {
      for (const members of [methods, fields]) {
        for (const member of listOf(members, ancestor)) {
          for (const overriding of byName.get(graph.nodes[member]?.name ?? '') ?? []) {
            if (overriding !== member) add(pairs, member, overriding);
          }
        }
      }
    }
  }
  return pairs;
}

/** What methods say themselves that they implement. */
function addOwnPairs(pairs: Pairs, graph: ClassGraph, methods: readonly number[]): void {
  const inheritance = graph.kindMask(INHERITANCE_KINDS);
  const { offsets, ends, kinds } = graph.outgoing;
  for (const method of methods) {
    const stop = offsets[method + 1] ?? 0;
    for (let edge = offsets[method] ?? 0; edge < stop; edge++) {
      const end = ends[edge] ?? 0;
      const isOverride =
        inheritance[kinds[edge] ?? 0] === 1 && graph.nodes[end] !== undefined && end !== method;
      if (isOverride) add(pairs, end, method);
    }
  }
}

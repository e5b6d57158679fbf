import type { SerializableNode } from '../../graph/index.ts';
import type { Adjacency } from './adjacency.ts';
import { isConstructor } from './constructors.ts';
import { groupBy } from './group-by.ts';
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

/** What follows from methods lying in classes, whatever liveness kinds are chosen. */
export interface ClassFacts {
  /** The class of each method, by vertex; negative where there is none. */
  readonly classOf: Int32Array;
  /** The constructors of each class. */
  readonly constructors: VertexLists;
  /** The methods of each class that are no constructors. */
  readonly methods: VertexLists;
  /** The methods that override each method. */
  readonly overriding: VertexLists;
  /** The methods that each method overrides. */
  readonly overridden: VertexLists;
}

/**
 * A method's class is its container if that is of kind Class. It overrides a method of the same name whose class its own
 * reaches by one or more steps of inheritance, from stored class to stored class. Constructors override nothing.
 *
 * @param gone 1 for each vertex that is taken for deleted, with all that lies in it
 */
export function findClassFacts(graph: ClassGraph, gone?: Uint8Array): ClassFacts {
  const vertices = graph.nodes.length;
  const classOf = new Int32Array(vertices).fill(NO_CONTAINER);
  const constructors: Pairs = { owners: [], members: [] };
  const methods: Pairs = { owners: [], members: [] };
  for (let vertex = 0; vertex < vertices; vertex++) {
    const node = graph.nodes[vertex];
    const owner = graph.containers[vertex] ?? NO_CONTAINER;
    const ownerNode = graph.nodes[owner];
    if (node?.kind !== 'Method' || ownerNode?.kind !== 'Class' || gone?.[owner] === 1) continue;
    classOf[vertex] = owner;
    add(isConstructor(node, ownerNode.name) ? constructors : methods, owner, vertex);
  }
  const lists = (pairs: Pairs): VertexLists => vertexLists(vertices, pairs.owners, pairs.members);
  const methodLists = lists(methods);
  const overriding = overridingPairs(graph, methodLists, gone);
  return {
    classOf,
    constructors: lists(constructors),
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

/** The overridden methods as owners, the overriding ones as members. */
function overridingPairs(graph: ClassGraph, methods: VertexLists, gone: Uint8Array | undefined): Pairs {
  const inheritance = graph.kindMask(INHERITANCE_KINDS);
  const pairs: Pairs = { owners: [], members: [] };
  for (let vertex = 0; vertex < graph.nodes.length; vertex++) {
    const own = listOf(methods, vertex);
    if (own.length === 0) continue;
    const byName = groupBy(own, (method) => graph.nodes[method]?.name ?? '');
    for (const ancestor of ancestorsOf(graph, vertex, inheritance, gone)) {
      for (const method of listOf(methods, ancestor)) {
        for (const overriding of byName.get(graph.nodes[method]?.name ?? '') ?? []) {
          if (overriding !== method) add(pairs, method, overriding);
        }
      }
    }
  }
  return pairs;
}

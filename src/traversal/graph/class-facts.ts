import type { SerializableNode } from '../../graph/index.ts';
import { isDue, type Work } from '../turns.ts';
import type { Adjacency } from './adjacency.ts';
import { isConstructor } from './constructors.ts';
import { isCallable, isLiteralMember, isTypeOnly } from './members.ts';
import { NO_CONTAINER } from './node-facts.ts';
import { findOverrides, INHERITANCE_KINDS, type Overrides } from './overrides.ts';
import { type VertexLists, vertexLists } from './vertex-lists.ts';

/** The parts of a compact graph that its classes follow from. */
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
  /**
   * What lives as soon as its container does: constructors and fields of a
   * class, functions and properties of an object literal.
   */
  readonly companions: VertexLists;
  /** The functions and methods of each class that are no constructors. */
  readonly methods: VertexLists;
  readonly overrides: Overrides;
}

/**
 * The class of a function or method is its container if that is of kind Class. It overrides a member of the
 * same name whose class its own reaches by one or more steps of inheritance, from stored class to stored
 * class, and what it itself has an edge of inheritance to. Constructors override nothing.
 *
 * @param gone 1 for each vertex that is taken for deleted, with all that lies in it
 */
export function* findClassFacts(graph: ClassGraph, gone?: Uint8Array): Work<ClassFacts> {
  const vertices = graph.nodes.length;
  const classOf = new Int32Array(vertices).fill(NO_CONTAINER);
  const companions: Pairs = { owners: [], members: [] };
  const methods: Pairs = { owners: [], members: [] };
  const fields: Pairs = { owners: [], members: [] };
  for (let vertex = 0; vertex < vertices; vertex++) {
    if (isDue(vertex)) yield vertex;
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
  const lists = ({ owners, members }: Pairs): Work<VertexLists> => vertexLists(vertices, owners, members);
  return {
    classOf,
    companions: yield* lists(companions),
    methods: yield* lists(methods),
    overrides: yield* findOverrides(
      {
        vertices,
        outgoing: graph.outgoing,
        inheritance: graph.kindMask(INHERITANCE_KINDS),
        nameOf: (vertex) => graph.nodes[vertex]?.name ?? '',
        isStored: (vertex) => graph.nodes[vertex] !== undefined,
        isClass: (vertex) => graph.nodes[vertex]?.kind === 'Class' && gone?.[vertex] !== 1,
      },
      methods,
      fields,
    ),
  };
}

interface Pairs {
  readonly owners: number[];
  readonly members: number[];
}

function add(pairs: Pairs, owner: number, member: number): void {
  pairs.owners.push(owner);
  pairs.members.push(member);
}

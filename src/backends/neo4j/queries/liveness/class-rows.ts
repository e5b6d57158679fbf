import type { SerializableNode } from '../../../../graph/index.ts';
import {
  CompactGraph,
  eachOverridden,
  eachOverriding,
  type GraphRows,
  INHERITANCE_KINDS,
  LITERAL_SUBKINDS,
  listOf,
} from '../../../../traversal/index.ts';
import { CONTAINMENT, typeOf } from '../../cypher/names.ts';
import type { RowOf } from '../../cypher/statement.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import type { GenerationReader } from '../generation-reader.ts';
import { groupsOfNumbers, NO_SPAN, namedEdges, outlinesOf } from '../numbers/node-groups.ts';
import { edgesFrom, type NumberedEdge } from '../numbers/numbered-edges.ts';

/**
 * All classes and their members of a repository by number, and what
 * follows from them: liveness, rules 4 and 5.
 */
export class ClassRows {
  readonly nodes: readonly SerializableNode[];
  /** Inheritance, and where members lie. */
  readonly edges: readonly NumberedEdge[];
  readonly ids: ReadonlyMap<number, string>;
  readonly #graph: CompactGraph;
  /** By vertex; of ends that are none of these, undefined. */
  readonly #numbers: readonly (number | undefined)[];

  constructor(
    nodes: readonly SerializableNode[],
    numbers: readonly number[],
    edges: readonly NumberedEdge[],
  ) {
    this.nodes = nodes;
    this.edges = edges;
    this.ids = new Map(numbers.map((number, index) => [number, nodes[index]?.id ?? '']));
    const rows: GraphRows = { nodes, ...namedEdges(edges, this.ids) };
    this.#graph = new CompactGraph(rows);
    const numberOf = new Map(nodes.map(({ id }, index) => [id, numbers[index]]));
    this.#numbers = this.#graph.ids.map((id) => numberOf.get(id));
  }

  classOf(method: number): number | undefined {
    const vertex = this.#vertexOf(method);
    return vertex === undefined ? undefined : this.#numbers[this.#graph.classes.classOf[vertex] ?? -1];
  }

  /** What a member lies in: its class, or the declaration around a literal. */
  containerOf(member: number): number | undefined {
    const vertex = this.#vertexOf(member);
    return vertex === undefined ? undefined : this.#numbers[this.#graph.containers[vertex] ?? -1];
  }

  /** What lives as soon as a container does. */
  companionsOf(owner: number): number[] {
    return this.#listed('companions', owner);
  }

  /** Functions and methods of a class that are no constructors. */
  methodsOf(owner: number): number[] {
    return this.#listed('methods', owner);
  }

  /**
   * Tells what overrides a member, but for what it told before: that lies below what it was asked about then.
   */
  overridingAnew(): (member: number) => number[] {
    const { overrides } = this.#graph.classes;
    const seen = new Uint8Array(overrides.slots);
    return (member) => this.#met(member, (vertex, visit) => eachOverriding(overrides, vertex, seen, visit));
  }

  overriddenBy(method: number): number[] {
    const { overrides } = this.#graph.classes;
    const seen = new Uint8Array(overrides.slots);
    return this.#met(method, (vertex, visit) => eachOverridden(overrides, vertex, seen, visit));
  }

  /** The methods of all that inherits from some nodes, which may override others because of these. */
  heirsOf(isAncestor: (number: number) => boolean): number[] {
    const inheritance = this.#graph.kindMask(INHERITANCE_KINDS);
    const isClass = (vertex: number): boolean => this.#graph.nodes[vertex]?.kind === 'Class';
    const { offsets, ends, kinds } = this.#graph.incoming;
    const heirs = new Set<number>();
    const ancestors = this.#numbers.flatMap((number, vertex) =>
      number !== undefined && isAncestor(number) && isClass(vertex) ? [vertex] : [],
    );
    for (const above of [ancestors, heirs]) {
      for (const vertex of above) {
        for (let edge = offsets[vertex] ?? 0; edge < (offsets[vertex + 1] ?? 0); edge++) {
          const heir = ends[edge] ?? 0;
          if (inheritance[kinds[edge] ?? 0] === 1 && isClass(heir)) heirs.add(heir);
        }
      }
    }
    return Array.from(heirs, (vertex) => this.#numbers[vertex])
      .filter((number) => number !== undefined)
      .flatMap((number) => this.methodsOf(number));
  }

  #vertexOf(number: number): number | undefined {
    const id = this.ids.get(number);
    return id === undefined ? undefined : this.#graph.vertexOf(id);
  }

  /** By number, what a visit of something else's relatives meets. */
  #met(of: number, relatives: (vertex: number, visit: (met: number) => void) => void): number[] {
    const own = this.#vertexOf(of);
    const numbers: number[] = [];
    if (own === undefined) return numbers;
    relatives(own, (vertex) => {
      const number = this.#numbers[vertex];
      if (number !== undefined && vertex !== own) numbers.push(number);
    });
    return numbers;
  }

  #listed(relation: 'companions' | 'methods', of: number): number[] {
    const vertex = this.#vertexOf(of);
    if (vertex === undefined) return [];
    return Array.from(
      listOf(this.#graph.classes[relation], vertex),
      (member) => this.#numbers[member],
    ).filter((number) => number !== undefined);
  }
}

/** Reads all classes and methods of a graph, with inheritance and what each method lies in. */
export async function readClassRows(reader: GenerationReader): Promise<ClassRows> {
  const rows = await reader.tx.run(cypher.classesAndMembers, { ...reader.range, subkinds: LITERAL_SUBKINDS });
  const groups = rows.map(groupOf);
  const numbersOf = (...wanted: readonly string[]): number[] =>
    groups.filter(({ kind }) => wanted.includes(kind)).flatMap(({ numbers }) => numbers);
  const inheritance = INHERITANCE_KINDS.map(typeOf);
  const edges = [
    ...(await edgesFrom(reader, numbersOf('Class'), inheritance)),
    ...(await edgesFrom(reader, numbersOf('Method', 'Function'), [CONTAINMENT, ...inheritance])),
    ...(await edgesFrom(reader, numbersOf('Variable'), [CONTAINMENT])),
  ];
  const known = new Set(groups.flatMap((group) => group.numbers));
  // Containers of literal members, and what methods implement.
  const ends = new Set(edges.map(({ target }) => target).filter((target) => !known.has(target)));
  const others = (await groupsOfNumbers(reader, ends)).filter(({ kind }) => kind !== null);
  const numbers = [...groups, ...others].flatMap((group) => group.numbers);
  const isThere = new Set(numbers);
  return new ClassRows(
    [...groups.flatMap(({ nodes }) => nodes), ...others.flatMap(outlinesOf)],
    numbers,
    edges.filter(({ target }) => isThere.has(target)),
  );
}

function groupOf(row: RowOf<typeof cypher.classesAndMembers>): {
  readonly kind: string;
  readonly numbers: readonly number[];
  readonly nodes: readonly SerializableNode[];
} {
  const { kind, file, language, subkind } = row;
  const attributes = { ...(language !== '' && { language }), ...(subkind !== '' && { subkind }) };
  const nodes = row.id.map((id, index) => ({
    id,
    name: row.name[index] ?? '',
    kind,
    file,
    span: NO_SPAN,
    attributes,
  }));
  return { kind, numbers: row.number, nodes };
}

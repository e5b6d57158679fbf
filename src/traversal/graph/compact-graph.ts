import { StorageError } from '../../errors/index.ts';
import { inCodePointOrder } from '../../graph/code-point-order.ts';
import {
  type Attributes,
  copyRecord,
  type SerializableEdge,
  type SerializableNode,
} from '../../graph/index.ts';
import { type Adjacency, adjacency, type EdgeColumns } from './adjacency.ts';
import { type ClassFacts, findClassFacts } from './class-facts.ts';
import {
  containersOf,
  findContainers,
  findContents,
  findExported,
  findExternal,
  findLanguages,
  type Languages,
} from './node-facts.ts';
import { Numbering } from './numbering.ts';
import type { VertexLists } from './vertex-lists.ts';

/** A repository's rows: each node id once, and each edge (source, target, kind) once. */
export interface GraphRows {
  readonly nodes: Iterable<SerializableNode>;
  readonly edges: Iterable<SerializableEdge>;
  /** Node to container, by id, where that is known; else it is found out, for which files must be whole. */
  readonly containers?: ReadonlyMap<string, string>;
}

/**
 * A repository's graph as numbers. Vertices are the stored nodes and the ends of edges that are not stored, numbered from
 * 0 in code point order of their ids, so that order of numbers is order of answers. Never changed once made.
 */
export class CompactGraph {
  /** By vertex. */
  readonly ids: readonly string[];
  /** By vertex; `undefined` for an end that is not stored. */
  readonly nodes: readonly (SerializableNode | undefined)[];
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** By the number of an edge kind, in code point order. */
  readonly edgeKinds: readonly string[];
  /** Edges by source. */
  readonly outgoing: Adjacency;
  /** Edges by target. */
  readonly incoming: Adjacency;
  readonly #attributes: readonly Attributes[];
  readonly #provisional: Numbering;
  readonly #vertexOf: Uint32Array;
  readonly #knownContainers: ReadonlyMap<string, string> | undefined;
  #containers: Int32Array | undefined;
  #languages: Languages | undefined;
  #external: Uint8Array | undefined;
  #anyExported: boolean | undefined;
  #classes: ClassFacts | undefined;
  #contents: VertexLists | undefined;

  constructor(rows: GraphRows) {
    const provisional = new Numbering();
    const stored: SerializableNode[] = [];
    for (const node of rows.nodes) stored[provisional.numberOf(node.id)] = node;
    const kinds = new Numbering();
    const columns = columnsOf(rows.edges, provisional, kinds);
    this.ids = inCodePointOrder(provisional.texts);
    const order = Uint32Array.from(this.ids, (id) => provisional.find(id) ?? 0);
    const vertexOf = inverse(order);
    renumber(columns.sources, vertexOf);
    renumber(columns.targets, vertexOf);
    this.nodes = Array.from(order, (place) => stored[place]);
    this.nodeCount = stored.length;
    this.edgeCount = columns.kinds.length;
    this.edgeKinds = inCodePointOrder(kinds.texts);
    renumber(columns.kinds, inverse(Uint32Array.from(this.edgeKinds, (kind) => kinds.find(kind) ?? 0)));
    this.#attributes = columns.attributes;
    this.outgoing = adjacency(this.ids.length, columns.sources, columns.targets, columns.kinds);
    this.incoming = adjacency(this.ids.length, columns.targets, columns.sources, columns.kinds);
    this.#provisional = provisional;
    this.#vertexOf = vertexOf;
    this.#knownContainers = rows.containers;
  }

  /** The vertex of an id, whether stored or only an end of an edge. */
  vertexOf(id: string): number | undefined {
    const place = this.#provisional.find(id);
    return place === undefined ? undefined : this.#vertexOf[place];
  }

  /** A stored node and its vertex. */
  storedNode(id: string): { readonly vertex: number; readonly node: SerializableNode } | undefined {
    const vertex = this.vertexOf(id);
    const node = vertex === undefined ? undefined : this.nodes[vertex];
    return vertex === undefined || node === undefined ? undefined : { vertex, node };
  }

  /** The stored node of a vertex that is known to have one. */
  stored(vertex: number): SerializableNode {
    const node = this.nodes[vertex];
    if (node === undefined) throw new StorageError('UNEXPECTED', `Vertex ${vertex} is not stored.`);
    return node;
  }

  /** A copy of the edge at a place of {@link outgoing}, among those of `source`. */
  edgeAt(source: number, place: number): SerializableEdge {
    return this.#edge(this.outgoing, place, source, this.outgoing.ends[place] ?? 0);
  }

  /** A copy of the edge at a place of {@link incoming}, among those of `target`. */
  edgeInto(target: number, place: number): SerializableEdge {
    return this.#edge(this.incoming, place, this.incoming.ends[place] ?? 0, target);
  }

  /** The attributes of an edge by its number, not a copy. */
  attributesOf(edge: number): Attributes {
    return this.#attributes[edge] ?? {};
  }

  /** 1 by the number of each chosen edge kind; without a choice, for all. */
  kindMask(chosen: readonly string[] | undefined): Uint8Array {
    return Uint8Array.from(this.edgeKinds, (kind) => (chosen === undefined || chosen.includes(kind) ? 1 : 0));
  }

  #edge(edges: Adjacency, place: number, source: number, target: number): SerializableEdge {
    return {
      source: this.ids[source] ?? '',
      target: this.ids[target] ?? '',
      kind: this.edgeKinds[edges.kinds[place] ?? 0] ?? '',
      attributes: copyRecord(this.attributesOf(edges.edges[place] ?? 0)),
    };
  }

  /** The container of each vertex, or `NO_CONTAINER`. */
  get containers(): Int32Array {
    const storedVertex = (id: string): number | undefined => this.storedNode(id)?.vertex;
    this.#containers ??=
      this.#knownContainers === undefined
        ? findContainers(this.nodes, storedVertex)
        : containersOf(this.ids.length, this.#knownContainers, storedVertex);
    return this.#containers;
  }

  /** The language of each vertex by number; of ends that are not stored, without meaning. */
  get languages(): Languages {
    this.#languages ??= findLanguages(this.nodes);
    return this.#languages;
  }

  /** Whether any node that is not external is marked exported. */
  get anyExported(): boolean {
    this.#anyExported ??= findExported(this.nodes);
    return this.#anyExported;
  }

  /** The vertices that each vertex contains directly. */
  get contents(): VertexLists {
    this.#contents ??= findContents(this.containers);
    return this.#contents;
  }

  /** What follows from methods lying in classes. */
  get classes(): ClassFacts {
    this.#classes ??= findClassFacts(this);
    return this.#classes;
  }

  /** 1 for each vertex that is external or not stored. */
  get external(): Uint8Array {
    this.#external ??= findExternal(this.nodes);
    return this.#external;
  }
}

interface EdgeRows extends EdgeColumns {
  readonly attributes: readonly Attributes[];
}

function columnsOf(edges: Iterable<SerializableEdge>, ids: Numbering, edgeKinds: Numbering): EdgeRows {
  const sources: number[] = [];
  const targets: number[] = [];
  const kinds: number[] = [];
  const attributes: Attributes[] = [];
  let lastSource: string | undefined;
  let source = 0;
  for (const edge of edges) {
    // Edges often come grouped by source, and comparing is cheaper than looking up.
    if (edge.source !== lastSource) {
      lastSource = edge.source;
      source = ids.numberOf(edge.source);
    }
    sources.push(source);
    targets.push(ids.numberOf(edge.target));
    kinds.push(edgeKinds.numberOf(edge.kind));
    attributes.push(edge.attributes);
  }
  return {
    sources: Uint32Array.from(sources),
    targets: Uint32Array.from(targets),
    kinds: Uint32Array.from(kinds),
    attributes,
  };
}

function inverse(order: Uint32Array): Uint32Array {
  const positions = new Uint32Array(order.length);
  for (let position = 0; position < order.length; position++) positions[order[position] ?? 0] = position;
  return positions;
}

function renumber(column: Uint32Array, numbers: Uint32Array): void {
  for (let row = 0; row < column.length; row++) column[row] = numbers[column[row] ?? 0] ?? 0;
}

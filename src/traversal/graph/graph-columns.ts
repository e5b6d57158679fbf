import { codePointComparer, inCodePointOrder } from '../../graph/code-point-order.ts';
import type { Attributes, SerializableEdge, SerializableNode } from '../../graph/index.ts';
import type { NodeSelector } from '../../storage/index.ts';
import type { Candidates } from '../selectors.ts';
import { isDue, mapped, sorted, type Work } from '../turns.ts';
import type { EdgeColumns } from './adjacency.ts';
import { edgeWeight } from './edge-weights.ts';
import { containersOf, findContainers } from './node-facts.ts';
import { Numbering } from './numbering.ts';

/** A repository's rows: each node id once, and each edge (source, target, kind) once. */
export interface GraphRows {
  readonly nodes: Iterable<SerializableNode>;
  readonly edges: Iterable<SerializableEdge>;
  /** Node to container, by id, where that is known; else it is found out, for which files must be whole. */
  readonly containers?: ReadonlyMap<string, string>;
}

/**
 * What a compact graph is made of. Vertices are numbered from 0 in code point order of their ids. Texts may
 * be read when they are first asked for; what they are must not change.
 */
export interface GraphColumns {
  /** By vertex; `undefined` for an end that is not stored. */
  readonly nodes: readonly (SerializableNode | undefined)[];
  readonly nodeCount: number;
  /** By the number of an edge kind, in code point order. */
  readonly edgeKinds: readonly string[];
  readonly edges: EdgeColumns;
  /** All ids by vertex. */
  ids(): readonly string[];
  idOf(vertex: number): string;
  /** The vertex of an id, whether stored or only an end of an edge. */
  vertexOf(id: string): number | undefined;
  /** The attributes of an edge by its number, not a copy. */
  attributesOf(edge: number): Attributes;
  /** How many references an edge stands for, by its number. */
  weightOf(edge: number): number;
  /** The container of each vertex, or `NO_CONTAINER`. */
  containers(): Work<Int32Array>;
  /** The stored nodes that a selector names, where they are found sooner than by looking at all. */
  candidates?(selector: NodeSelector): Candidates;
}

/** The columns of rows that are in memory. */
export function* columnsOfRows(rows: GraphRows): Work<GraphColumns> {
  // What is read may be a view of what a later write changes: it must not be left open while others get in.
  const [givenNodes, givenEdges] = [[...rows.nodes], [...rows.edges]];
  const provisional = new Numbering();
  const stored: SerializableNode[] = [];
  for (const [index, node] of givenNodes.entries()) {
    if (isDue(index)) yield index;
    stored[provisional.numberOf(node.id)] = node;
  }
  const kinds = new Numbering();
  const edges = yield* columnsOf(givenEdges, provisional, kinds);
  const ids = yield* sorted(provisional.texts, codePointComparer(provisional.texts));
  const order = Uint32Array.from(yield* mapped(ids, (id) => provisional.find(id) ?? 0));
  const vertices = inverse(order);
  renumber(edges.sources, vertices);
  yield 0;
  renumber(edges.targets, vertices);
  yield 0;
  const edgeKinds = inCodePointOrder(kinds.texts);
  renumber(edges.kinds, inverse(Uint32Array.from(edgeKinds, (kind) => kinds.find(kind) ?? 0)));
  const nodes = yield* mapped(order, (place) => stored[place]);
  const attributesOf = (edge: number): Attributes => edges.attributes[edge] ?? {};
  const vertexOf = (id: string): number | undefined => {
    const place = provisional.find(id);
    return place === undefined ? undefined : vertices[place];
  };
  const storedVertex = (id: string): number | undefined => {
    const vertex = vertexOf(id);
    return vertex === undefined || nodes[vertex] === undefined ? undefined : vertex;
  };
  return {
    nodes,
    nodeCount: stored.length,
    edgeKinds,
    edges,
    ids: () => ids,
    idOf: (vertex) => ids[vertex] ?? '',
    vertexOf,
    attributesOf,
    weightOf: (edge) => edgeWeight(attributesOf(edge)),
    containers: () =>
      rows.containers === undefined
        ? findContainers(nodes, storedVertex)
        : containersOf(nodes.length, rows.containers, storedVertex),
  };
}

interface EdgeRows extends EdgeColumns {
  readonly attributes: readonly Attributes[];
}

function* columnsOf(
  edges: readonly SerializableEdge[],
  ids: Numbering,
  edgeKinds: Numbering,
): Work<EdgeRows> {
  const sources: number[] = [];
  const targets: number[] = [];
  const kinds: number[] = [];
  const attributes: Attributes[] = [];
  let lastSource: string | undefined;
  let source = 0;
  for (const [index, edge] of edges.entries()) {
    if (isDue(index)) yield index;
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

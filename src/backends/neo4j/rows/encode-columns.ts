import type { EdgeReference, SerializableEdge, SerializableNode } from '../../../graph/index.ts';
import { Numbering } from '../../../traversal/index.ts';
import { labelOf, typeOf } from '../cypher/names.ts';
import { INDEXED_BYTES, indexedStart, nodeKey } from './keys.ts';

// Rows travel as one list a property: the driver packs a list of maps, with its keys in
// every row, several times slower. Plain numbers arrive as floats, which hold every integer
// up to 2^53; the statements turn them into integers. An empty list stands for one of nulls,
// as which Cypher reads whatever lies beyond a list's end.

/** Nodes as parameters: a list for each field, a place for each node. */
export interface NodeColumns {
  readonly id: readonly string[];
  readonly label: readonly string[];
  readonly name: readonly string[];
  /** Empty where no name is too long for the index. */
  readonly nameKey: readonly string[];
  readonly kind: readonly string[];
  /** Each file once. */
  readonly path: readonly string[];
  readonly pathKey: readonly string[];
  /** Positions in `path`. */
  readonly file: readonly number[];
  readonly startByte: readonly number[];
  readonly endByte: readonly number[];
  readonly startLine: readonly number[];
  readonly endLine: readonly number[];
  readonly startColumn: readonly number[];
  readonly endColumn: readonly number[];
}

/** Turns nodes into columns, in their order. */
export function nodeColumns(nodes: readonly SerializableNode[]): NodeColumns {
  const files = new Numbering();
  const name = nodes.map((node) => node.name);
  const file = nodes.map((node) => files.numberOf(node.file));
  return {
    id: nodes.map((node) => node.id),
    label: nodes.map((node) => labelOf(node.kind)),
    name,
    nameKey: name.some((text) => text.length * 3 > INDEXED_BYTES) ? name.map(indexedStart) : [],
    kind: nodes.map((node) => node.kind),
    path: files.texts,
    pathKey: files.texts.map(indexedStart),
    file,
    startByte: nodes.map((node) => node.span.startByte),
    endByte: nodes.map((node) => node.span.endByte),
    startLine: nodes.map((node) => node.span.startLine),
    endLine: nodes.map((node) => node.span.endLine),
    startColumn: nodes.map((node) => node.span.startColumn),
    endColumn: nodes.map((node) => node.span.endColumn),
  };
}

/** Edges as parameters: a list for each field, a place for each edge. */
export interface EdgeColumns {
  /** Positions among the nodes that the statement knows. */
  readonly source: readonly number[];
  readonly target: readonly number[];
  readonly type: readonly string[];
  /** Only where it differs from the type. */
  readonly edgeKind: readonly (string | null)[];
}

/**
 * Turns edges into columns, in their order.
 * @param positionOf the place of a node among those of the batch
 */
export function edgeColumns(
  edges: readonly SerializableEdge[],
  positionOf: (id: string) => number,
): EdgeColumns {
  const type = edges.map((edge) => typeOf(edge.kind));
  const isOther = edges.some((edge, index) => edge.kind !== type[index]);
  return {
    source: edges.map((edge) => positionOf(edge.source)),
    target: edges.map((edge) => positionOf(edge.target)),
    type,
    edgeKind: isOther ? edges.map((edge, index) => (edge.kind === type[index] ? null : edge.kind)) : [],
  };
}

/** What identifies some edges, as parameters. */
export interface ReferenceColumns {
  /** Keys of the sources, each once. */
  readonly source: readonly string[];
  /**
   * For each source the edges meant, as `type|target's key`; a map, so that
   * a hub's many edges are each looked up once.
   */
  readonly wanted: readonly Readonly<Record<string, true>>[];
}

/**
 * Edges grouped by source. Looked up one by one, each would be searched for among all edges of its source,
 * unless the planner began at both ends, which depends on its counts.
 */
export function referenceColumns(edges: readonly EdgeReference[], generation: number): ReferenceColumns {
  const bySource = new Map<string, Record<string, true>>();
  for (const { source, target, kind } of edges) {
    const key = nodeKey(generation, source);
    const wanted = bySource.get(key) ?? {};
    wanted[`${typeOf(kind)}|${nodeKey(generation, target)}`] = true;
    bySource.set(key, wanted);
  }
  return { source: [...bySource.keys()], wanted: [...bySource.values()] };
}

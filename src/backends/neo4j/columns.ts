import type { Attributes, EdgeReference, SerializableEdge, SerializableNode } from '../../graph/index.ts';
import { indexedStart, nodeKey } from './keys.ts';
import { labelOf, propertyOf, typeOf } from './names.ts';

// Rows travel as one list a property: the driver packs a list of maps, with its keys in every row, several times slower.
// Plain numbers arrive as floats, which hold every integer up to 2^53; the statements turn them into integers.

export interface AttributeColumns {
  readonly attributeName: readonly string[];
  /** One list an attribute, `null` where a row has none. */
  readonly attributeColumn: readonly (readonly (string | null)[])[];
}

export interface NodeColumns extends AttributeColumns {
  readonly key: readonly string[];
  readonly label: readonly string[];
  readonly id: readonly string[];
  readonly name: readonly string[];
  readonly nameKey: readonly string[];
  readonly kind: readonly string[];
  readonly file: readonly string[];
  readonly fileKey: readonly string[];
  readonly startByte: readonly number[];
  readonly endByte: readonly number[];
  readonly startLine: readonly number[];
  readonly endLine: readonly number[];
  readonly startColumn: readonly number[];
  readonly endColumn: readonly number[];
}

export function nodeColumns(nodes: readonly SerializableNode[], generation: number): NodeColumns {
  return {
    key: nodes.map((node) => nodeKey(generation, node.id)),
    label: nodes.map((node) => labelOf(node.kind)),
    id: nodes.map((node) => node.id),
    name: nodes.map((node) => node.name),
    nameKey: nodes.map((node) => indexedStart(node.name)),
    kind: nodes.map((node) => node.kind),
    file: nodes.map((node) => node.file),
    fileKey: nodes.map((node) => indexedStart(node.file)),
    startByte: nodes.map((node) => node.span.startByte),
    endByte: nodes.map((node) => node.span.endByte),
    startLine: nodes.map((node) => node.span.startLine),
    endLine: nodes.map((node) => node.span.endLine),
    startColumn: nodes.map((node) => node.span.startColumn),
    endColumn: nodes.map((node) => node.span.endColumn),
    ...attributeColumns(nodes),
  };
}

export interface EdgeColumns extends AttributeColumns {
  /** Keys, not ids. */
  readonly source: readonly string[];
  readonly target: readonly string[];
  readonly type: readonly string[];
  /** Only where it differs from the type. */
  readonly kind: readonly (string | null)[];
}

export function edgeColumns(edges: readonly SerializableEdge[], generation: number): EdgeColumns {
  const type = edges.map((edge) => typeOf(edge.kind));
  return {
    source: edges.map((edge) => nodeKey(generation, edge.source)),
    target: edges.map((edge) => nodeKey(generation, edge.target)),
    type,
    kind: edges.map((edge, index) => (edge.kind === type[index] ? null : edge.kind)),
    ...attributeColumns(edges),
  };
}

export interface ReferenceColumns {
  /** Keys of the sources, each once. */
  readonly source: readonly string[];
  /** For each source the edges meant, as `type|target's key`; a map, so that a hub's many edges are each looked up once. */
  readonly wanted: readonly Readonly<Record<string, true>>[];
}

/**
 * Edges grouped by source. Looked up one by one, each would be searched for among all edges of its source, unless the
 * planner began at both ends, which depends on its counts.
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

function attributeColumns(rows: readonly { readonly attributes: Attributes }[]): AttributeColumns {
  const columns = new Map<string, (string | null)[]>();
  for (const [index, row] of rows.entries()) {
    for (const [name, value] of Object.entries(row.attributes)) {
      let column = columns.get(name);
      if (column === undefined) {
        column = new Array<string | null>(rows.length).fill(null);
        columns.set(name, column);
      }
      column[index] = value;
    }
  }
  return { attributeName: Array.from(columns.keys(), propertyOf), attributeColumn: [...columns.values()] };
}

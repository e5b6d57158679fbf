import { type SerializableEdge, type SerializableNode, setOwn } from '../../../graph/index.ts';
import { attributeOf } from '../cypher/names.ts';
import type { RowOf } from '../cypher/statement.ts';
import type { joinedEdges, joinedNodes } from '../cypher/statements.generated.ts';

/**
 * Stands between the parts of a joined row. A value may hold it too, which the number of parts gives away.
 */
export const SEPARATOR = '\0';

const NODE_PARTS = 11;
const EDGE_PARTS = 3;

/** What a page gave. */
export interface PageRows<Item> {
  readonly items: Item[];
  /** Characters, which is about what they take in memory. */
  readonly size: number;
}

/** @returns undefined if a value holds the separator, so that the page must be read another way */
export function splitNodes(
  rows: readonly RowOf<typeof joinedNodes>[],
): PageRows<SerializableNode> | undefined {
  return split(rows, ({ nodes }) => nodes, NODE_PARTS, nodeOf);
}

/** @returns undefined if a value holds the separator, so that the page must be read another way */
export function splitEdges(
  rows: readonly RowOf<typeof joinedEdges>[],
): PageRows<SerializableEdge> | undefined {
  return split(
    rows,
    ({ edges }) => edges,
    EDGE_PARTS,
    (parts, { source }) => edgeOf(source, parts),
  );
}

function split<Item, Row>(
  rows: readonly Row[],
  textsOf: (row: Row) => readonly string[],
  others: number,
  itemOf: (parts: readonly string[], row: Row) => Item,
): PageRows<Item> | undefined {
  const items: Item[] = [];
  let size = 0;
  for (const row of rows) {
    for (const text of textsOf(row)) {
      const parts = text.split(SEPARATOR);
      if (!isWhole(parts, others)) return undefined;
      items.push(itemOf(parts, row));
      size += text.length;
    }
  }
  return { items, size };
}

/** The first part says how many pairs of a name and a value follow the others. */
function isWhole(parts: readonly string[], others: number): boolean {
  return parts.length === others + 2 * Number(parts[0]);
}

function nodeOf(parts: readonly string[]): SerializableNode {
  return {
    id: partAt(parts, 1),
    name: partAt(parts, 2),
    kind: partAt(parts, 3),
    file: partAt(parts, 4),
    span: {
      startByte: Number(parts[5]),
      endByte: Number(parts[6]),
      startLine: Number(parts[7]),
      endLine: Number(parts[8]),
      startColumn: Number(parts[9]),
      endColumn: Number(parts[10]),
    },
    attributes: attributesFrom(parts, NODE_PARTS),
  };
}

function edgeOf(source: string, parts: readonly string[]): SerializableEdge {
  return {
    source,
    target: partAt(parts, 1),
    kind: partAt(parts, 2),
    attributes: attributesFrom(parts, EDGE_PARTS),
  };
}

function attributesFrom(parts: readonly string[], first: number): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (let index = first; index < parts.length; index += 2) {
    setOwn(attributes, attributeNamed(partAt(parts, index)), partAt(parts, index + 1));
  }
  return attributes;
}

const names = new Map<string, string>();
const MOST_NAMES = 1_000;

/** A few properties come back in every row, and cutting a text makes a new one each time. */
function attributeNamed(property: string): string {
  const known = names.get(property);
  if (known !== undefined) return known;
  const name = attributeOf(property);
  if (names.size < MOST_NAMES) names.set(property, name);
  return name;
}

function partAt(parts: readonly string[], index: number): string {
  return parts[index] as string;
}

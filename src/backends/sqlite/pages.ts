import type { Attributes, SerializableEdge, SerializableNode } from '../../graph/index.ts';
import type { Connection } from './connection.ts';
import { textsOf } from './numbers.ts';

type Texts = readonly (string | undefined)[];

/** Where the rows of a repository are, and the texts that they hold as numbers. */
export interface PlacedRows {
  readonly repository: number;
  readonly files: Texts;
  readonly kinds: Texts;
}

/** Some rows, and where the next ones begin; there are none left where there are no rows. */
export interface Page<Row, Key> {
  readonly rows: readonly Row[];
  readonly last: Key;
}

/** Before the first edge. */
export type EdgeKey = readonly [source: number, target: number, kind: number];
/** Comes before every edge. */
export const FIRST_EDGE: EdgeKey = [0, 0, 0];

// SQLite joins the rows of a page to one text of JSON, for a call costs
// more than a row. Its JSON also keeps a NUL.
const NODE_PAGE = `SELECT group_concat(concat_ws(',', number, json_quote(id), kind, json_quote(name), file,
    start_byte, end_byte, start_line, end_line, start_column, end_column, coalesce(attributes, '{}')))
  FROM (SELECT * FROM node WHERE repository = ? AND number > ? AND kind IS NOT NULL ORDER BY number LIMIT ?)`;
const NODE_WIDTH = 12;

const EDGES = `(SELECT * FROM edge WHERE repository = ?1 AND (source, target, kind) > (?2, ?3, ?4)
  ORDER BY source, target, kind LIMIT ?5)`;
const EDGE_PAGE = `SELECT group_concat(concat_ws(',', source, target, kind, coalesce(attributes, '{}'))) FROM ${EDGES}`;
const EDGE_WIDTH = 4;
const EDGE_ID_PAGE = `SELECT group_concat(concat_ws(',', edge.source, edge.target, edge.kind,
    coalesce(edge.attributes, '{}'), json_quote(source.id), json_quote(target.id)))
  FROM ${EDGES} edge
  CROSS JOIN node source ON source.repository = ?1 AND source.number = edge.source
  CROSS JOIN node target ON target.repository = ?1 AND target.number = edge.target`;
const EDGE_ID_WIDTH = 6;

/** What turns a repository's rows into nodes and edges: the texts of its files and kinds, by number. */
export function placedRows(connection: Connection, repository: number): PlacedRows {
  return {
    repository,
    files: textsOf(connection, 'file', repository),
    kinds: textsOf(connection, 'kind', repository),
  };
}

/** @param ids is given the ids of the page's nodes by their numbers */
export function nodePage(
  connection: Connection,
  { repository, files, kinds }: PlacedRows,
  after: number,
  limit: number,
  ids?: string[],
): Page<SerializableNode, number> {
  const values = valuesOf(connection, NODE_PAGE, [repository, after, limit]);
  const rows: SerializableNode[] = [];
  let last = after;
  for (let at = 0; at < values.length; at += NODE_WIDTH) {
    last = values[at] as number;
    const id = values[at + 1] as string;
    if (ids !== undefined) ids[last] = id;
    rows.push({
      id,
      name: values[at + 3] as string,
      kind: kinds[values[at + 2] as number] ?? '',
      file: files[values[at + 4] as number] ?? '',
      span: {
        startByte: values[at + 5] as number,
        endByte: values[at + 6] as number,
        startLine: values[at + 7] as number,
        endLine: values[at + 8] as number,
        startColumn: values[at + 9] as number,
        endColumn: values[at + 10] as number,
      },
      attributes: values[at + 11] as Attributes,
    });
  }
  return { rows, last };
}

/** @param ids those of all ends by their numbers; without them SQLite looks the page's up */
export function edgePage(
  connection: Connection,
  { repository, kinds }: PlacedRows,
  after: EdgeKey,
  limit: number,
  ids?: readonly string[],
): Page<SerializableEdge, EdgeKey> {
  const [sql, width] = ids === undefined ? [EDGE_ID_PAGE, EDGE_ID_WIDTH] : [EDGE_PAGE, EDGE_WIDTH];
  const values = valuesOf(connection, sql, [repository, ...after, limit]);
  const rows: SerializableEdge[] = [];
  let last = after;
  for (let at = 0; at < values.length; at += width) {
    const source = values[at] as number;
    const target = values[at + 1] as number;
    const kind = values[at + 2] as number;
    rows.push({
      source: (ids === undefined ? (values[at + 4] as string) : ids[source]) ?? '',
      target: (ids === undefined ? (values[at + 5] as string) : ids[target]) ?? '',
      kind: kinds[kind] ?? '',
      attributes: values[at + 3] as Attributes,
    });
    if (at + width === values.length) last = [source, target, kind];
  }
  return { rows, last };
}

/** Adds the ids of the ends of edges that are not stored. */
export function addEndIds(connection: Connection, repository: number, ids: string[]): void {
  const ends = connection.json(
    'SELECT json_group_array(json_array(number, id)) FROM node INDEXED BY node_not_stored WHERE repository = ? AND kind IS NULL',
    [repository],
  ) as [number, string][];
  for (const [number, id] of ends) ids[number] = id;
}

function valuesOf(connection: Connection, sql: string, parameters: readonly number[]): readonly unknown[] {
  const text = connection.row(sql, parameters)?.[0];
  return typeof text === 'string' ? JSON.parse(`[${text}]`) : [];
}

import { recordOf, type SerializableEdge, type SerializableNode } from '../../graph/index.ts';
import type { Connection } from './connection.ts';
import type { Value } from './driver.ts';
import { NodeNumbers, TextNumbers } from './numbers.ts';
import { insertRows } from './rows.ts';

export const NODE_COLUMNS =
  'kind, name, file, start_byte, end_byte, start_line, end_line, start_column, end_column, attributes';

/** Where the rows of one write wait to be compared with those that are stored; the last of equal keys stays. */
const STAGING = `
PRAGMA temp_store = FILE;
CREATE TEMP TABLE given_node (
  number INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL, name TEXT NOT NULL, file INTEGER NOT NULL,
  start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL, start_line INTEGER NOT NULL, end_line INTEGER NOT NULL,
  start_column INTEGER NOT NULL, end_column INTEGER NOT NULL,
  attributes TEXT
) STRICT;
CREATE TEMP TABLE given_edge (
  source INTEGER NOT NULL, target INTEGER NOT NULL, kind INTEGER NOT NULL,
  attributes TEXT,
  PRIMARY KEY (source, target, kind)
) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE chosen_node (number INTEGER PRIMARY KEY) STRICT;
`;

export function createStagingTables(connection: Connection): void {
  connection.exec(STAGING);
}

export function emptyStagingTables(connection: Connection): void {
  for (const table of ['given_node', 'given_edge', 'chosen_node']) connection.run(`DELETE FROM ${table}`);
}

/** Turns the rows of one write to a repository into numbers. */
export class RowWriter {
  readonly connection: Connection;
  readonly repository: number;
  readonly nodes: NodeNumbers;
  readonly files: TextNumbers;
  readonly kinds: TextNumbers;

  constructor(connection: Connection, repository: number) {
    this.connection = connection;
    this.repository = repository;
    this.nodes = new NodeNumbers(connection, repository);
    this.files = new TextNumbers(connection, 'file', repository);
    this.kinds = new TextNumbers(connection, 'kind', repository);
  }

  stageNodes(nodes: readonly SerializableNode[]): void {
    const ids = nodes.map(({ id }) => id);
    this.nodes.learn(ids);
    this.nodes.giveAll(ids);
    const rows = nodes.map((node) => [this.#numberOf(node.id), ...this.#nodeValues(node)]);
    insertRows(this.connection, 'INSERT OR REPLACE INTO given_node', rows);
  }

  stageEdges(edges: readonly SerializableEdge[]): void {
    insertRows(this.connection, 'INSERT OR REPLACE INTO given_edge', this.#edgeRows(edges, []));
  }

  /** Inserts where nothing of the repository is stored but what this writer has inserted. */
  insertNodes(nodes: readonly SerializableNode[]): void {
    this.nodes.learn(nodes.map(({ id }) => id));
    const rows = nodes.map((node) => {
      const number = this.nodes.find(node.id) ?? this.nodes.give(node.id);
      return [this.repository, number, node.id, ...this.#nodeValues(node)];
    });
    insertRows(this.connection, 'INSERT OR REPLACE INTO node', rows);
  }

  /** Inserts where nothing of the repository is stored but what this writer has inserted. */
  insertEdges(edges: readonly SerializableEdge[]): void {
    const rows = this.#edgeRows(edges, [this.repository]);
    insertRows(this.connection, 'INSERT OR REPLACE INTO edge', rows);
  }

  #edgeRows(edges: readonly SerializableEdge[], before: readonly Value[]): Value[][] {
    const ids = edges.flatMap(({ source, target }) => [source, target]);
    this.nodes.learn(ids);
    this.nodes.giveAll(ids);
    return edges.map(({ source, target, kind, attributes }) => [
      ...before,
      this.#numberOf(source),
      this.#numberOf(target),
      this.kinds.numberOf(kind),
      attributesText(attributes),
    ]);
  }

  #nodeValues({ kind, name, file, span, attributes }: SerializableNode): Value[] {
    return [
      this.kinds.numberOf(kind),
      name,
      this.files.numberOf(file),
      span.startByte,
      span.endByte,
      span.startLine,
      span.endLine,
      span.startColumn,
      span.endColumn,
      attributesText(attributes),
    ];
  }

  #numberOf(id: string): number {
    return this.nodes.find(id) ?? 0;
  }
}

/** The same text for equal attributes, in whatever order they come; null for none. */
function attributesText(attributes: Readonly<Record<string, string>>): string | null {
  let last: string | undefined;
  for (const name in attributes) {
    if (last !== undefined && name < last)
      return JSON.stringify(recordOf(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))));
    last = name;
  }
  return last === undefined ? null : JSON.stringify(attributes);
}

import type { Attributes, SerializableEdge, SerializableNode } from '../../graph/index.ts';
import type { Connection } from './connection.ts';
import type { Value } from './driver/driver.ts';
import { NodeNumbers, TextNumbers } from './numbers.ts';
import { insertRows } from './rows.ts';

/** The columns of a node but for its number and id. */
export const NODE_COLUMNS =
  'kind, name, file, start_byte, end_byte, start_line, end_line, start_column, end_column, attributes';

/**
 * Where the rows of one write wait to be compared with those that are stored; the last of equal keys stays.
 */
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

/** Makes a connection's temporary tables. They are no part of the file. */
export function createStagingTables(connection: Connection): void {
  connection.exec(STAGING);
}

/** Empties the temporary tables, so that the next write finds none of this one's rows. */
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
    this.nodes.learn(nodes, ({ id }) => [id]);
    const values: Value[] = [];
    for (const node of nodes) {
      values.push(this.nodes.numberOf(node.id));
      this.#pushNode(values, node);
    }
    this.nodes.insertEnds();
    insertRows(this.connection, { into: 'given_node', width: 11, values });
  }

  stageEdges(edges: readonly SerializableEdge[]): void {
    const values = this.#edgeValues(edges);
    insertRows(this.connection, { into: 'given_edge', width: 4, values });
  }

  /**
   * Inserts where nothing of the repository is stored but what this writer has inserted.
   * @returns the values of their rows
   */
  insertNodes(nodes: readonly SerializableNode[]): readonly Value[] {
    this.nodes.learn(nodes, ({ id }) => [id]);
    const values: Value[] = [];
    for (const node of nodes) {
      values.push(this.nodes.find(node.id) ?? this.nodes.give(node.id), node.id);
      this.#pushNode(values, node);
    }
    insertRows(this.connection, { into: 'node', width: 12, first: this.repository, values });
    return values;
  }

  /** As {@link insertNodes}. */
  insertEdges(edges: readonly SerializableEdge[]): readonly Value[] {
    const values = this.#edgeValues(edges);
    insertRows(this.connection, { into: 'edge', width: 4, first: this.repository, values });
    return values;
  }

  #edgeValues(edges: readonly SerializableEdge[]): Value[] {
    this.nodes.learn(edges, ({ source, target }) => [source, target]);
    const values: Value[] = [];
    let last: string | undefined;
    let number = 0;
    for (const { source, target, kind, attributes } of edges) {
      // Edges often come grouped by source, and comparing is cheaper than looking up.
      if (source !== last) number = this.nodes.numberOf(source);
      last = source;
      values.push(number, this.nodes.numberOf(target), this.kinds.numberOf(kind), attributesText(attributes));
    }
    this.nodes.insertEnds();
    return values;
  }

  #pushNode(values: Value[], { kind, name, file, span, attributes }: SerializableNode): void {
    const { startByte, endByte, startLine, endLine, startColumn, endColumn } = span;
    values.push(this.kinds.numberOf(kind), name, this.files.numberOf(file));
    values.push(startByte, endByte, startLine, endLine, startColumn, endColumn, attributesText(attributes));
  }
}

/** Null where there are none. */
function attributesText(attributes: Attributes): string | null {
  for (const _ in attributes) return JSON.stringify(attributes);
  return null;
}

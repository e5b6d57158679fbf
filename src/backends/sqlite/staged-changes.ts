import { NO_ROWS, type RowCounts, type WriteOutcome } from '../../storage/index.ts';
import type { Connection } from './connection.ts';
import { NODE_COLUMNS } from './staging.ts';

const STORED = 'SELECT number FROM node WHERE repository = ?1 AND kind IS NOT NULL';
const GIVEN_COLUMNS = NODE_COLUMNS.replaceAll(/\w+/g, 'given.$&');
const OTHER_COLUMNS = NODE_COLUMNS.replace(', attributes', '');

// CROSS JOIN has SQLite begin with the given rows, which are mostly few, and look each stored one up.
const TAKE_NODES = `INSERT INTO node SELECT ?1, node.number, node.id, ${GIVEN_COLUMNS}
  FROM given_node given CROSS JOIN node ON node.repository = ?1 AND node.number = given.number`;
const AS_GIVEN = `ON CONFLICT (repository, number) DO UPDATE SET (${NODE_COLUMNS}) = (${NODE_COLUMNS.replaceAll(/\w+/g, 'excluded.$&')})`;
const CREATE_NODES = `${TAKE_NODES} WHERE node.kind IS NULL ${AS_GIVEN}`;
const UPDATE_NODES = `${TAKE_NODES} WHERE node.kind IS NOT NULL AND (
  (${OTHER_COLUMNS.replaceAll(/\w+/g, 'node.$&')}) IS NOT (${OTHER_COLUMNS.replaceAll(/\w+/g, 'given.$&')}) OR ${attributesDiffer('node')}) ${AS_GIVEN}`;

/** The row stays while edges end there. */
const FORGET_NODES = `UPDATE node SET (${NODE_COLUMNS}) = (${NODE_COLUMNS.replaceAll(/\w+/g, 'NULL')})
  WHERE repository = ?1 AND kind IS NOT NULL AND number NOT IN (SELECT number FROM given_node)`;

const SAME_EDGE =
  'edge.repository = ?1 AND edge.source = given.source AND edge.target = given.target AND edge.kind = given.kind';
const CREATE_EDGES = 'INSERT OR IGNORE INTO edge SELECT ?1, source, target, kind, attributes FROM given_edge';
const UPDATE_EDGES = `INSERT INTO edge SELECT ?1, edge.source, edge.target, edge.kind, given.attributes
  FROM given_edge given CROSS JOIN edge ON ${SAME_EDGE} WHERE ${attributesDiffer('edge')}
  ON CONFLICT (repository, source, target, kind) DO UPDATE SET attributes = excluded.attributes`;
const DELETE_EDGES = `DELETE FROM edge WHERE repository = ?1 AND NOT EXISTS (SELECT 1 FROM given_edge given WHERE ${SAME_EDGE})`;

const NOT_STORED = 'node INDEXED BY node_not_stored';
/** The ends that no edge needs any more. */
const SWEEP_NODES = `DELETE FROM ${NOT_STORED} WHERE repository = ?1 AND kind IS NULL
  AND NOT EXISTS (SELECT 1 FROM edge WHERE edge.repository = ?1 AND edge.source = node.number)
  AND NOT EXISTS (SELECT 1 FROM edge WHERE edge.repository = ?1 AND edge.target = node.number)`;
const SWEEP_FILES = `DELETE FROM file WHERE repository = ?1
  AND NOT EXISTS (SELECT 1 FROM node WHERE node.repository = ?1 AND node.file = file.number)`;

const DANGLING_SOURCES = `SELECT count(*) FROM ${NOT_STORED}
  CROSS JOIN edge ON edge.repository = ?1 AND edge.source = node.number
  WHERE node.repository = ?1 AND node.kind IS NULL`;
const DANGLING_TARGETS = `SELECT count(*) FROM ${NOT_STORED}
  CROSS JOIN edge INDEXED BY edge_target ON edge.repository = ?1 AND edge.target = node.number
  CROSS JOIN node source ON source.repository = ?1 AND source.number = edge.source
  WHERE node.repository = ?1 AND node.kind IS NULL AND source.kind IS NOT NULL`;

/**
 * The staged rows of one write, compared by SQLite with those of a repository, so that only what differs is
 * written. What is deleted goes by what was stored before: deletions come before anything is taken over.
 */
export class StagedChanges {
  readonly #connection: Connection;
  readonly #repository: number;

  constructor(connection: Connection, repository: number) {
    this.#connection = connection;
    this.#repository = repository;
  }

  takeNodes(): RowCounts {
    const given = this.#connection.count('SELECT count(*) FROM given_node');
    const created = this.#run(CREATE_NODES);
    const updated = this.#run(UPDATE_NODES);
    return { ...NO_ROWS, created, updated, unchanged: given - created - updated };
  }

  takeEdges(): RowCounts {
    const given = this.#connection.count('SELECT count(*) FROM given_edge');
    const updated = this.#run(UPDATE_EDGES);
    const created = this.#run(CREATE_EDGES);
    return { ...NO_ROWS, created, updated, unchanged: given - created - updated };
  }

  /** Deletes every node but the given ones. @returns how many */
  deleteOtherNodes(): number {
    return this.#run(FORGET_NODES);
  }

  /** Deletes every edge but the given ones. @returns how many */
  deleteOtherEdges(): number {
    // The range has SQLite go by the primary key, in the order of the given edges.
    return this.#run(`${DELETE_EDGES} AND source > 0`);
  }

  /** Chooses the nodes of some files; with '', the ends that are not stored too. */
  chooseNodesOfFiles(files: readonly number[], withNotStored: boolean): void {
    this.#run(
      'INSERT INTO chosen_node SELECT number FROM node WHERE repository = ?1 AND file IN (SELECT value FROM json_each(?2))',
      JSON.stringify(files),
    );
    if (withNotStored)
      this.#run(
        `INSERT INTO chosen_node SELECT number FROM ${NOT_STORED} WHERE repository = ?1 AND kind IS NULL`,
      );
  }

  chooseNodes(numbers: readonly number[]): void {
    this.#connection.run('INSERT INTO chosen_node SELECT value FROM json_each(?)', [JSON.stringify(numbers)]);
  }

  /** Deletes the chosen nodes but the given ones. @returns how many were stored */
  deleteChosenNodes(): number {
    return this.#run(`${FORGET_NODES} AND number IN (SELECT number FROM chosen_node)`);
  }

  /** Deletes the edges from chosen nodes but the given ones. @returns how many */
  deleteEdgesFromChosen(): number {
    return this.#run(`${DELETE_EDGES} AND source IN (SELECT number FROM chosen_node)`);
  }

  deleteEdgesToChosen(): number {
    return this.#run('DELETE FROM edge WHERE repository = ?1 AND target IN (SELECT number FROM chosen_node)');
  }

  /** Deletes the given edges. @returns how many were stored */
  deleteGivenEdges(): number {
    return this.#run(
      'DELETE FROM edge WHERE repository = ?1 AND (source, target, kind) IN (SELECT source, target, kind FROM given_edge)',
    );
  }

  /** Takes away what nothing refers to any more, and counts the rest. */
  finish(nodes: RowCounts, edges: RowCounts): WriteOutcome {
    if (nodes.deleted + edges.deleted > 0) this.#run(SWEEP_NODES);
    if (nodes.deleted + nodes.updated > 0) this.#run(SWEEP_FILES);
    return { nodes, edges, dangling: this.countDangling() };
  }

  /** Edges with an end that is not stored. */
  countDangling(): number {
    return this.#count(DANGLING_SOURCES) + this.#count(DANGLING_TARGETS);
  }

  countNodes(): number {
    return this.#count(`SELECT count(*) FROM (${STORED})`);
  }

  countEdges(): number {
    return this.#count('SELECT count(*) FROM edge WHERE repository = ?1');
  }

  #run(sql: string, ...parameters: readonly string[]): number {
    return this.#connection.run(sql, [this.#repository, ...parameters]);
  }

  #count(sql: string): number {
    return this.#connection.count(sql, [this.#repository]);
  }
}

/**
 * Attributes may be equal where their texts are not: their order does not
 * count. That is looked at last, for it costs most.
 */
function attributesDiffer(table: 'node' | 'edge'): string {
  const sorted = (text: string): string =>
    `(SELECT json_group_array(json_array(key, value) ORDER BY key) FROM json_each(${text}))`;
  const [stored, given] = [`${table}.attributes`, 'given.attributes'];
  return `CASE WHEN ${stored} IS NOT ${given} THEN ${sorted(stored)} IS NOT ${sorted(given)} ELSE FALSE END`;
}

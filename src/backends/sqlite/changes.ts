import { NO_ROWS, type RowCounts, type WriteOutcome } from '../../storage/index.ts';
import type { Connection } from './connection.ts';
import { NODE_COLUMNS } from './staging.ts';

const STORED = 'SELECT number FROM node WHERE repository = ?1 AND kind IS NOT NULL';
const GIVEN_COLUMNS = NODE_COLUMNS.replaceAll(/\w+/g, 'given.$&');
const OWN_COLUMNS = NODE_COLUMNS.replaceAll(/\w+/g, 'node.$&');

const TAKE_GIVEN_NODES = `UPDATE node SET (${NODE_COLUMNS}) = (${GIVEN_COLUMNS})
  FROM given_node given WHERE node.repository = ?1 AND node.number = given.number`;
const CREATE_NODES = `${TAKE_GIVEN_NODES} AND node.kind IS NULL`;
const UPDATE_NODES = `${TAKE_GIVEN_NODES} AND node.kind IS NOT NULL AND (${OWN_COLUMNS}) IS NOT (${GIVEN_COLUMNS})`;

/** The row stays while edges end there. */
const FORGET_NODES = `UPDATE node SET (${NODE_COLUMNS}) = (${NODE_COLUMNS.replaceAll(/\w+/g, 'NULL')})
  WHERE repository = ?1 AND kind IS NOT NULL AND number NOT IN (SELECT number FROM given_node)`;

const SAME_EDGE =
  'edge.repository = ?1 AND edge.source = given.source AND edge.target = given.target AND edge.kind = given.kind';
const CREATE_EDGES = `INSERT INTO edge SELECT ?1, source, target, kind, attributes FROM given_edge given
  WHERE NOT EXISTS (SELECT 1 FROM edge WHERE ${SAME_EDGE})`;
const UPDATE_EDGES = `UPDATE edge SET attributes = given.attributes FROM given_edge given
  WHERE ${SAME_EDGE} AND edge.attributes IS NOT given.attributes`;
const DELETE_EDGES = `DELETE FROM edge WHERE repository = ?1 AND NOT EXISTS (SELECT 1 FROM given_edge given WHERE ${SAME_EDGE})`;

/** The ends that no edge needs any more. */
const SWEEP_NODES = `DELETE FROM node WHERE repository = ?1 AND kind IS NULL
  AND NOT EXISTS (SELECT 1 FROM edge WHERE edge.repository = ?1 AND edge.source = node.number)
  AND NOT EXISTS (SELECT 1 FROM edge WHERE edge.repository = ?1 AND edge.target = node.number)`;
const SWEEP_FILES = `DELETE FROM file WHERE repository = ?1
  AND NOT EXISTS (SELECT 1 FROM node WHERE node.repository = ?1 AND node.file = file.number)`;

const DANGLING_SOURCES = `SELECT count(*) FROM node JOIN edge ON edge.repository = ?1 AND edge.source = node.number
  WHERE node.repository = ?1 AND node.kind IS NULL`;
const DANGLING_TARGETS = `SELECT count(*) FROM node JOIN edge ON edge.repository = ?1 AND edge.target = node.number
  JOIN node source ON source.repository = ?1 AND source.number = edge.source
  WHERE node.repository = ?1 AND node.kind IS NULL AND source.kind IS NOT NULL`;

/**
 * The staged rows of one write, compared by SQLite with those of a repository, so that only what differs is written. What
 * is deleted goes by what was stored before: deletions come before anything is taken over.
 */
export class Changes {
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
    return this.#run(DELETE_EDGES);
  }

  /** Chooses the nodes of some files; with '', the ends that are not stored too. */
  chooseNodesOfFiles(files: readonly number[], withNotStored: boolean): void {
    this.#run(
      'INSERT INTO chosen_node SELECT number FROM node WHERE repository = ?1 AND file IN (SELECT value FROM json_each(?2))',
      JSON.stringify(files),
    );
    if (withNotStored)
      this.#run('INSERT INTO chosen_node SELECT number FROM node WHERE repository = ?1 AND kind IS NULL');
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

import { recordOf, type SerializableEdge } from '../../../graph/index.ts';
import type { NodeSelector, NodeSummary, UnstoredEnd } from '../../../storage/index.ts';
import {
  CANDIDATES_KEPT,
  type Candidates,
  onlyCandidate,
  selectorTerms,
} from '../../../traversal/selectors.ts';
import type { Connection } from '../connection.ts';
import type { Value } from '../driver/driver.ts';
import type { ColumnName } from '../kept-columns.ts';
import { textsOf } from '../numbers.ts';
import * as sql from './statements.ts';

type ShownRow = readonly [
  number: number,
  id: string,
  name: string,
  kind: number,
  file: number,
  ...span: readonly number[],
];

/** A stored node with its number. */
export interface NumberedNode {
  readonly number: number;
  readonly node: NodeSummary;
}

/** What questions share: one repository, read in one transaction. */
export class RepositoryReader {
  readonly connection: Connection;
  readonly repository: number;
  readonly #files = new Map<number, string>();
  #kinds: readonly (string | undefined)[] | undefined;
  #hasUnstored: boolean | undefined;

  constructor(connection: Connection, repository: number) {
    this.connection = connection;
    this.repository = repository;
  }

  /** The first row's only column, of a statement whose first parameter is the repository. */
  json<Result>(statement: string, ...parameters: readonly Value[]): Result | undefined {
    return this.connection.json(statement, [this.repository, ...parameters]) as Result | undefined;
  }

  /** The first row of such a statement. */
  row(statement: string, ...parameters: readonly Value[]): readonly unknown[] | undefined {
    return this.connection.row(statement, [this.repository, ...parameters]);
  }

  /** The first row's only column, a text; empty where it is null. */
  text(statement: string, ...parameters: readonly Value[]): string {
    const text = this.row(statement, ...parameters)?.[0];
    return typeof text === 'string' ? text : '';
  }

  /** A column that was kept when the graph was stored; undefined where there is none. */
  column(name: ColumnName): Uint8Array | undefined {
    const bytes = this.row(sql.GRAPH_COLUMN, name)?.[0];
    return bytes instanceof Uint8Array ? bytes : undefined;
  }

  count(statement: string, ...parameters: readonly Value[]): number {
    return this.connection.count(statement, [this.repository, ...parameters]);
  }

  /** Kinds of nodes and edges by their numbers. */
  get kinds(): readonly (string | undefined)[] {
    this.#kinds ??= textsOf(this.connection, 'kind', this.repository);
    return this.#kinds;
  }

  /** The numbers of those kinds that are stored, as a list in JSON; of all kinds without a choice. */
  kindList(chosen: readonly string[] | undefined): string {
    const numbers: number[] = [];
    for (const [number, kind] of this.kinds.entries()) {
      if (kind !== undefined && (chosen === undefined || chosen.includes(kind))) numbers.push(number);
    }
    return JSON.stringify(numbers);
  }

  fileNumber(path: string): number | undefined {
    const row = this.row(sql.FILE_NUMBER, path);
    return row === undefined ? undefined : Number(row[0]);
  }

  /** Stored nodes in the order of their numbers given. */
  nodes(numbers: readonly number[]): NumberedNode[] {
    return this.#shown(this.json(sql.NODES_BY_NUMBER, JSON.stringify(numbers)));
  }

  /** The first of some nodes by id, after one. */
  firstById(numbers: readonly number[], limit: number, after?: string): NumberedNode[] {
    return this.#shown(this.json(sql.FIRST_BY_ID, JSON.stringify(numbers), after ?? null, limit));
  }

  /** Those of some that are ends of edges and not stored. */
  unstored(numbers: readonly number[]): readonly number[] {
    this.#hasUnstored ??= this.count(sql.HAS_UNSTORED) > 0;
    return this.#hasUnstored ? (this.json(sql.UNSTORED, JSON.stringify(numbers)) ?? []) : [];
  }

  /** Nodes, or ends that are not stored, by their numbers. */
  ends(numbers: readonly number[]): Map<number, NodeSummary | UnstoredEnd> {
    const stored = this.nodes(numbers).map(({ number, node }) => [number, node] as const);
    const found = new Map<number, NodeSummary | UnstoredEnd>(stored);
    const rest = numbers.filter((number) => !found.has(number));
    if (rest.length === 0) return found;
    const ids = this.json<[number, string][]>(sql.IDS, JSON.stringify(rest)) ?? [];
    for (const [number, id] of ids) found.set(number, { id, stored: false });
    return found;
  }

  /** The one stored node that a selector names. @throws `NOT_FOUND`, `AMBIGUOUS` */
  async select(selector: NodeSelector): Promise<NumberedNode> {
    const candidates = this.candidates(selector);
    const found = await onlyCandidate(selector, candidates, {
      names: () => this.json<string[]>(sql.ALL_NAMES) ?? [],
      named: (name) => this.candidates({ name }),
    });
    return candidates.numbered.find(({ node }) => node === found) ?? { number: 0, node: found };
  }

  /** The numbers of the nodes that selectors name, each once. @throws `NOT_FOUND`, `AMBIGUOUS` */
  async selectAll(selectors: readonly NodeSelector[]): Promise<number[]> {
    const numbers = new Set<number>();
    for (const selector of selectors) numbers.add((await this.select(selector)).number);
    return [...numbers];
  }

  /** The stored nodes that fit a selector. */
  candidates(selector: NodeSelector): Candidates & { readonly numbered: readonly NumberedNode[] } {
    const { id, name } = selectorTerms(selector);
    const byId = id === undefined ? undefined : this.json<ShownRow>(sql.NODE_BY_ID, id);
    if (byId !== undefined) return candidatesOf(this.#shown([byId]), 1);
    if (name === undefined) return candidatesOf([], 0);
    const kind = name.kind === undefined ? null : this.kinds.indexOf(name.kind);
    const file = name.file === undefined ? null : (this.fileNumber(name.file) ?? -1);
    const numbered = this.#shown(this.json(sql.NODES_BY_NAME, name.name, kind, file, CANDIDATES_KEPT));
    const isAll = numbered.length < CANDIDATES_KEPT;
    const total = isAll ? numbered.length : this.count(sql.COUNT_BY_NAME, name.name, kind, file);
    return candidatesOf(numbered, total);
  }

  #shown(rows: readonly ShownRow[] = []): NumberedNode[] {
    const files = rows.map((row) => row[4]).filter((file) => !this.#files.has(file));
    if (files.length > 0) {
      const wanted = JSON.stringify([...new Set(files)]);
      for (const [file, path] of this.json<[number, string][]>(sql.FILE_PATHS, wanted) ?? [])
        this.#files.set(file, path);
    }
    return rows.map(([number, id, name, kind, file, ...span]) => {
      const [startByte = 0, endByte = 0, startLine = 0, endLine = 0, startColumn = 0, endColumn = 0] = span;
      return {
        number,
        node: {
          id,
          name,
          kind: this.kinds[kind] ?? '',
          file: this.#files.get(file) ?? '',
          span: { startByte, endByte, startLine, endLine, startColumn, endColumn },
        },
      };
    });
  }
}

function candidatesOf(
  numbered: readonly NumberedNode[],
  total: number,
): Candidates & { readonly numbered: readonly NumberedNode[] } {
  return { items: numbered.map(({ node }) => node), total, numbered };
}

/** An edge as statements give it. */
export type EdgeRow = readonly [
  source: string,
  target: string,
  kind: string,
  attributes: Readonly<Record<string, string>>,
];

/** An edge of its row. */
export function edgeOf([source, target, kind, attributes]: EdgeRow): SerializableEdge {
  return { source, target, kind, attributes: recordOf(Object.entries(attributes)) };
}

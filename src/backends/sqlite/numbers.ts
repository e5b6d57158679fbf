import type { Connection } from './connection.ts';
import { insertRows } from './rows.ts';

/** Node ids whose numbers are remembered at once; others are looked up. */
const REMEMBERED_IDS = 500_000;

/** The numbers of a repository's files or kinds within one write; texts that are new get one. */
export class TextNumbers {
  readonly #connection: Connection;
  readonly #table: 'file' | 'kind';
  readonly #repository: number;
  readonly #known: Map<string, number>;
  #last: number;
  /** Rows often come grouped by file, and comparing is cheaper than looking up. */
  #recent: { readonly text: string; readonly number: number } | undefined;

  constructor(connection: Connection, table: 'file' | 'kind', repository: number) {
    this.#connection = connection;
    this.#table = table;
    this.#repository = repository;
    const texts = textsOf(connection, table, repository);
    this.#known = new Map(texts.flatMap((text, number) => (text === undefined ? [] : [[text, number]])));
    this.#last = texts.length - 1;
  }

  /** The number of a text; one that has none gets it. */
  numberOf(text: string): number {
    if (this.#recent?.text === text) return this.#recent.number;
    const number = this.#known.get(text) ?? this.#give(text);
    this.#recent = { text, number };
    return number;
  }

  find(text: string): number | undefined {
    return this.#known.get(text);
  }

  #give(text: string): number {
    const number = ++this.#last;
    this.#known.set(text, number);
    this.#connection.run(`INSERT INTO ${this.#table} VALUES (?, ?, ?)`, [this.#repository, number, text]);
    return number;
  }
}

/** A repository's files or kinds by their numbers. */
export function textsOf(
  connection: Connection,
  table: 'file' | 'kind',
  repository: number,
): readonly (string | undefined)[] {
  const rows = connection.json(
    `SELECT json_group_array(json_array(number, text)) FROM ${table} WHERE repository = ?`,
    [repository],
  ) as [number, string][];
  const texts: (string | undefined)[] = [undefined];
  for (const [number, text] of rows) texts[number] = text;
  return texts;
}

/** The numbers of a repository's node ids within one write, stored or only ends of edges. */
export class NodeNumbers {
  readonly #connection: Connection;
  readonly #repository: number;
  readonly #remembered = new Map<string, number>();
  /** Numbers and ids, in turn, whose rows are still to be inserted. */
  readonly #ends: (number | string)[] = [];
  /** Whether an id that is not remembered may have a number all the same. */
  #mayBeStored: boolean;
  #last: number;

  constructor(connection: Connection, repository: number) {
    this.#connection = connection;
    this.#repository = repository;
    this.#last = connection.count('SELECT max(number) FROM node WHERE repository = ?', [repository]);
    this.#mayBeStored = this.#last > 0;
  }

  /** Learns the numbers that the ids of rows have; to be called before any of them is asked for. */
  learn<Row>(rows: readonly Row[], idsOf: (row: Row) => readonly string[]): void {
    if (this.#remembered.size > REMEMBERED_IDS) {
      this.#remembered.clear();
      this.#mayBeStored = true;
    }
    if (!this.#mayBeStored) return;
    const unknown = new Set<string>();
    for (const row of rows) for (const id of idsOf(row)) if (!this.#remembered.has(id)) unknown.add(id);
    if (unknown.size === 0) return;
    const list = [...unknown];
    const numbers = this.#connection.json(
      `SELECT '[' || group_concat(coalesce(node.number, 0) ORDER BY given.key) || ']'
       FROM json_each(?) given LEFT JOIN node ON node.repository = ? AND node.id = given.value`,
      [JSON.stringify(list), this.#repository],
    ) as number[];
    for (const [index, id] of list.entries()) {
      const number = numbers[index] ?? 0;
      if (number > 0) this.#remembered.set(id, number);
    }
  }

  /** The number of an id that was learnt, `undefined` if it has none. */
  find(id: string): number | undefined {
    return this.#remembered.get(id);
  }

  /** A number for an id that has none; its row has to follow. */
  give(id: string): number {
    const number = ++this.#last;
    this.#remembered.set(id, number);
    return number;
  }

  /** The number of an id that was learnt; one that has none gets it, and a row that is not stored. */
  numberOf(id: string): number {
    const known = this.find(id);
    if (known !== undefined) return known;
    const number = this.give(id);
    this.#ends.push(number, id);
    return number;
  }

  /** Inserts the rows of those that {@link numberOf} has met. */
  insertEnds(): void {
    if (this.#ends.length === 0) return;
    const into = 'node (repository, number, id)';
    insertRows(this.#connection, { into, width: 2, first: this.#repository, values: this.#ends });
    this.#ends.length = 0;
  }
}

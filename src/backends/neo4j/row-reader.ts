import type { EdgeReference, SerializableEdge, SerializableNode } from '../../graph/index.ts';
import { batchesOf, textSize } from './batches.ts';
import { referenceColumns } from './columns.ts';
import { quiet } from './concurrently.ts';
import type { StatementRunner } from './connection.ts';
import { decodeEdges, decodeNodes } from './decode.ts';
import { SEPARATOR, splitEdges, splitNodes } from './joined-rows.ts';
import { indexedStart, nodeKey } from './keys.ts';
import { DERIVED_TYPES } from './names.ts';
import type { Statement } from './statement.ts';
import * as cypher from './statements.generated.ts';

/** Rows of one generation, read in a transaction that the caller knows to see one state. */
export class RowReader {
  readonly #tx: StatementRunner;
  readonly #generation: number;
  readonly #limits: { readonly batchRows: number; readonly batchBytes: number };
  readonly #numbers = new Map<string, number>();

  constructor(
    tx: StatementRunner,
    generation: number,
    limits: { readonly batchRows: number; readonly batchBytes: number },
  ) {
    this.#tx = tx;
    this.#generation = generation;
    this.#limits = limits;
  }

  /** The database's own ids of the nodes read so far, but for the few that could not be read as joined texts. */
  get numbers(): ReadonlyMap<string, number> {
    return this.#numbers;
  }

  async nodes(ids: Iterable<string>): Promise<SerializableNode[]> {
    return this.#gather(ids, textSize, (batch) =>
      this.#nodes(cypher.joinedNodesByKey, cypher.nodesByKey, { key: this.#keys(batch) }),
    );
  }

  async nodesOfFiles(files: Iterable<string>): Promise<SerializableNode[]> {
    return this.#gather(files, textSize, (file) =>
      this.#nodes(cypher.joinedNodesOfFiles, cypher.nodesOfFiles, {
        generation: this.#generation,
        file,
        fileKey: file.map(indexedStart),
      }),
    );
  }

  async edges(references: Iterable<EdgeReference>): Promise<SerializableEdge[]> {
    return this.#gather(references, referenceSize, (batch) =>
      this.#edges(cypher.joinedEdgesByReference, cypher.edgesByReference, {
        ...referenceColumns(batch, this.#generation),
      }),
    );
  }

  async edgesFrom(ids: Iterable<string>): Promise<SerializableEdge[]> {
    return this.#gather(ids, textSize, (batch) =>
      this.#edges(cypher.joinedEdgesFrom, cypher.edgesFrom, {
        key: this.#keys(batch),
        derivedTypes: DERIVED_TYPES,
      }),
    );
  }

  /** May hold an edge twice where its two ends fall into different batches. */
  async edgesTouching(ids: Iterable<string>): Promise<SerializableEdge[]> {
    return this.#gather(ids, textSize, async (batch) =>
      decodeEdges(
        await this.#tx.one(cypher.edgesTouching, {
          key: this.#keys(batch),
          derivedTypes: DERIVED_TYPES,
        }),
      ),
    );
  }

  /** Edges whose source is not stored. */
  async edgesOfUnresolved(): Promise<SerializableEdge[]> {
    const generation = this.#generation;
    return decodeEdges(
      await this.#tx.one(cypher.edgesOfUnresolved, { generation, derivedTypes: DERIVED_TYPES }),
    );
  }

  #keys(ids: readonly string[]): string[] {
    return ids.map((id) => nodeKey(this.#generation, id));
  }

  /** @param columns the same as columns, for rows that cannot be joined */
  async #nodes<Parameter extends string>(
    joined: Statement<Parameter | 'separator'>,
    columns: Statement<Parameter>,
    parameters: Readonly<Record<NoInfer<Parameter>, unknown>>,
  ): Promise<SerializableNode[]> {
    const rows = await this.#tx.run<string>(joined, { ...parameters, separator: SEPARATOR });
    const nodes = splitNodes(rows)?.items;
    if (nodes === undefined) return decodeNodes(await this.#tx.one(columns, parameters));
    const numbers = rows.flatMap((row) => row.numbers as readonly number[]);
    for (const [index, { id }] of nodes.entries()) this.#numbers.set(id, numbers[index] as number);
    return nodes;
  }

  /** @param columns the same as columns, for rows that cannot be joined */
  async #edges<Parameter extends string>(
    joined: Statement<Parameter | 'separator'>,
    columns: Statement<Parameter>,
    parameters: Readonly<Record<NoInfer<Parameter>, unknown>>,
  ): Promise<SerializableEdge[]> {
    const rows = await this.#tx.run<string>(joined, { ...parameters, separator: SEPARATOR });
    return splitEdges(rows)?.items ?? decodeEdges(await this.#tx.one(columns, parameters));
  }

  /** The next batch is asked for before the one that comes is decoded. */
  async #gather<Item, Row>(
    items: Iterable<Item>,
    sizeOf: (item: Item) => number,
    read: (batch: Item[]) => Promise<Row[]>,
  ): Promise<Row[]> {
    const rows: Row[] = [];
    let asked: Promise<Row[]> | undefined;
    const keep = async (): Promise<void> => {
      for (const row of (await asked) ?? []) rows.push(row);
    };
    for (const batch of batchesOf(items, sizeOf, this.#limits)) {
      const next = quiet(read(batch));
      await keep();
      asked = next;
    }
    await keep();
    return rows;
  }
}

function referenceSize(edge: EdgeReference): number {
  return edge.source.length + edge.target.length + 20;
}

import type { EdgeReference, SerializableEdge, SerializableNode } from '../../graph/index.ts';
import { batchesOf, textSize } from './batches.ts';
import { referenceColumns } from './columns.ts';
import type { StatementRunner } from './connection.ts';
import { decodeEdges, decodeNodes } from './decode.ts';
import { indexedStart, nodeKey } from './keys.ts';
import { DERIVED_TYPES } from './names.ts';
import * as cypher from './statements.generated.ts';

/** Rows of one generation, read in a transaction that the caller knows to see one state. */
export class RowReader {
  readonly #tx: StatementRunner;
  readonly #generation: number;
  readonly #limits: { readonly batchRows: number; readonly batchBytes: number };

  constructor(
    tx: StatementRunner,
    generation: number,
    limits: { readonly batchRows: number; readonly batchBytes: number },
  ) {
    this.#tx = tx;
    this.#generation = generation;
    this.#limits = limits;
  }

  async nodes(ids: Iterable<string>): Promise<SerializableNode[]> {
    return this.#gather(ids, textSize, async (batch) =>
      decodeNodes(await this.#tx.one(cypher.nodesByKey, { key: batch.map((id) => this.#key(id)) })),
    );
  }

  async nodesOfFiles(files: Iterable<string>): Promise<SerializableNode[]> {
    return this.#gather(files, textSize, async (file) =>
      decodeNodes(
        await this.#tx.one(cypher.nodesOfFiles, {
          generation: this.#generation,
          file,
          fileKey: file.map(indexedStart),
        }),
      ),
    );
  }

  async edges(references: Iterable<EdgeReference>): Promise<SerializableEdge[]> {
    return this.#gather(references, referenceSize, async (batch) =>
      decodeEdges(
        await this.#tx.one(cypher.edgesByReference, { ...referenceColumns(batch, this.#generation) }),
      ),
    );
  }

  async edgesFrom(ids: Iterable<string>): Promise<SerializableEdge[]> {
    return this.#gather(ids, textSize, async (batch) =>
      decodeEdges(
        await this.#tx.one(cypher.edgesFrom, {
          key: batch.map((id) => this.#key(id)),
          derivedTypes: DERIVED_TYPES,
        }),
      ),
    );
  }

  /** May hold an edge twice where its two ends fall into different batches. */
  async edgesTouching(ids: Iterable<string>): Promise<SerializableEdge[]> {
    return this.#gather(ids, textSize, async (batch) =>
      decodeEdges(
        await this.#tx.one(cypher.edgesTouching, {
          key: batch.map((id) => this.#key(id)),
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

  #key(id: string): string {
    return nodeKey(this.#generation, id);
  }

  async #gather<Item, Row>(
    items: Iterable<Item>,
    sizeOf: (item: Item) => number,
    read: (batch: Item[]) => Promise<Row[]>,
  ): Promise<Row[]> {
    const rows: Row[] = [];
    for (const batch of batchesOf(items, sizeOf, this.#limits)) {
      for (const row of await read(batch)) rows.push(row);
    }
    return rows;
  }
}

function referenceSize(edge: EdgeReference): number {
  return edge.source.length + edge.target.length + 20;
}

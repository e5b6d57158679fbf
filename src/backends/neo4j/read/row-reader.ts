import type { EdgeReference, SerializableEdge, SerializableNode } from '../../../graph/index.ts';
import type { StatementRunner } from '../connection/connection.ts';
import { DERIVED_TYPES } from '../cypher/names.ts';
import type { RowOf, Statement } from '../cypher/statement.ts';
import * as cypher from '../cypher/statements.generated.ts';
import { type BatchLimits, batchesOf, textSize } from '../rows/batches.ts';
import { decodeEdges, decodeNodes, type EdgeColumns, type NodeColumns } from '../rows/decode-columns.ts';
import { SEPARATOR, splitEdges, splitNodes } from '../rows/decode-joined.ts';
import { referenceColumns } from '../rows/encode-columns.ts';
import { indexedStart, nodeKey } from '../rows/keys.ts';
import { type ReadBeside, readBatches } from './read-batches.ts';

/** So that decoding one batch and reading the next overlap. */
const MOST_ROWS = 2_500;

/** Rows of one generation, read in a transaction that the caller knows to see one state. */
export class RowReader {
  readonly #tx: StatementRunner;
  readonly #generation: number;
  readonly #limits: BatchLimits;
  readonly #beside: ReadBeside | undefined;
  readonly #numbers = new Map<string, number>();

  /** @param beside where given, what takes several batches is read by a second transaction too */
  constructor(tx: StatementRunner, generation: number, limits: BatchLimits, beside?: ReadBeside) {
    this.#tx = tx;
    this.#generation = generation;
    this.#limits = { ...limits, batchRows: Math.min(limits.batchRows, MOST_ROWS) };
    this.#beside = beside;
  }

  /**
   * The database's own ids of the nodes read so far, but for the few that could not be read as joined texts.
   */
  get numbers(): ReadonlyMap<string, number> {
    return this.#numbers;
  }

  async nodes(ids: Iterable<string>): Promise<SerializableNode[]> {
    return this.#gather(ids, textSize, (tx, batch) =>
      this.#nodes(tx, cypher.joinedNodesByKey, cypher.nodesByKey, { key: this.#keys(batch) }),
    );
  }

  async nodesOfFiles(files: Iterable<string>): Promise<SerializableNode[]> {
    return this.#gather(files, textSize, (tx, file) =>
      this.#nodes(tx, cypher.joinedNodesOfFiles, cypher.nodesOfFiles, {
        generation: this.#generation,
        file,
        fileKey: file.map(indexedStart),
      }),
    );
  }

  async edges(references: Iterable<EdgeReference>): Promise<SerializableEdge[]> {
    return this.#gather(references, referenceSize, (tx, batch) =>
      this.#edges(tx, cypher.joinedEdgesByReference, cypher.edgesByReference, {
        ...referenceColumns(batch, this.#generation),
      }),
    );
  }

  async edgesFrom(ids: Iterable<string>): Promise<SerializableEdge[]> {
    return this.#gather(ids, textSize, (tx, batch) =>
      this.#edges(tx, cypher.joinedEdgesFrom, cypher.edgesFrom, {
        key: this.#keys(batch),
        derivedTypes: DERIVED_TYPES,
      }),
    );
  }

  /** May hold an edge twice where its two ends fall into different batches. */
  async edgesTouching(ids: Iterable<string>): Promise<SerializableEdge[]> {
    return this.#gather(ids, textSize, async (tx, batch) =>
      decodeEdges(
        await tx.one(cypher.edgesTouching, {
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
    tx: StatementRunner,
    joined: Statement<Parameter | 'separator', RowOf<typeof cypher.joinedNodesByKey>>,
    columns: Statement<Parameter, NodeColumns>,
    parameters: Readonly<Record<NoInfer<Parameter>, unknown>>,
  ): Promise<SerializableNode[]> {
    const rows = await tx.run<string, RowOf<typeof cypher.joinedNodesByKey>>(joined, {
      ...parameters,
      separator: SEPARATOR,
    });
    const nodes = splitNodes(rows)?.items;
    if (nodes === undefined) return decodeNodes(await tx.one(columns, parameters));
    const numbers = rows.flatMap((row) => row.numbers);
    for (const [index, { id }] of nodes.entries()) this.#numbers.set(id, numbers[index] as number);
    return nodes;
  }

  /** @param columns the same as columns, for rows that cannot be joined */
  async #edges<Parameter extends string>(
    tx: StatementRunner,
    joined: Statement<Parameter | 'separator', RowOf<typeof cypher.joinedEdges>>,
    columns: Statement<Parameter, EdgeColumns>,
    parameters: Readonly<Record<NoInfer<Parameter>, unknown>>,
  ): Promise<SerializableEdge[]> {
    const rows = await tx.run<string, RowOf<typeof cypher.joinedEdges>>(joined, {
      ...parameters,
      separator: SEPARATOR,
    });
    return splitEdges(rows)?.items ?? decodeEdges(await tx.one(columns, parameters));
  }

  #gather<Item, Row>(
    items: Iterable<Item>,
    sizeOf: (item: Item) => number,
    read: (tx: StatementRunner, batch: Item[]) => Promise<Row[]>,
  ): Promise<Row[]> {
    return readBatches(this.#tx, batchesOf(items, sizeOf, this.#limits), read, this.#beside);
  }
}

function referenceSize(edge: EdgeReference): number {
  return edge.source.length + edge.target.length + 20;
}

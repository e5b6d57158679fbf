import { randomUUID } from 'node:crypto';
import type { GraphMetadata, SerializableEdge, SerializableNode } from '../../graph/index.ts';
import type { WriteOptions } from '../../storage/index.ts';
import { BatchSender, type BatchWriter } from './batch-sender.ts';
import type { Connection, StatementRunner } from './connection.ts';
import type { Containment } from './containment.ts';
import type { Neo4jSettings } from './options.ts';
import { STORE_NAME } from './schema.ts';
import * as cypher from './statements.generated.ts';

const SHORTEST_INTERVAL_MS = 1_000;

/** Everything a generation consists of. */
export interface StagedRows {
  readonly nodes: readonly SerializableNode[];
  readonly edges: readonly SerializableEdge[];
  /** Ids that edges or parents name but no node has. */
  readonly unresolved: readonly string[];
  readonly containment: Containment;
  readonly metadata: GraphMetadata;
}

/** Writes a generation that nobody reads yet. */
export class Staging {
  readonly #connection: Connection;
  readonly #settings: Neo4jSettings;
  readonly #options: WriteOptions;
  readonly generation: number;
  private constructor(
    connection: Connection,
    settings: Neo4jSettings,
    options: WriteOptions,
    generation: number,
  ) {
    this.#connection = connection;
    this.#settings = settings;
    this.#options = options;
    this.generation = generation;
  }

  static async begin(
    connection: Connection,
    settings: Neo4jSettings,
    repoId: string,
    options: WriteOptions,
  ): Promise<Staging> {
    // A number that a lost answer leaves behind is swept like any other generation without a writer.
    const { generation } = await connection.write((tx) =>
      tx.one(cypher.allocateGeneration, { name: STORE_NAME, repoId }),
    );
    return new Staging(connection, settings, options, generation as number);
  }

  async write(rows: StagedRows): Promise<void> {
    const interval = Math.max(SHORTEST_INTERVAL_MS, (this.#settings.abandonedSeconds * 1_000) / 4);
    const signOfLife = setInterval(() => void this.#touch(), interval);
    try {
      await (this.#isSmall(rows) ? this.#writeInOne(rows) : this.#writeInMany(rows));
    } finally {
      clearInterval(signOfLife);
    }
  }

  #isSmall({ nodes, edges }: StagedRows): boolean {
    return nodes.length + edges.length <= this.#settings.batchRows;
  }

  /** A commit costs milliseconds, which a small graph need not pay for every sort of row. */
  async #writeInOne(rows: StagedRows): Promise<void> {
    await this.#connection.write(
      (tx) => this.#writeAll(rows, (statement, parameters) => runOnce(tx, statement, parameters), 1),
      this.#options,
    );
  }

  async #writeInMany(rows: StagedRows): Promise<void> {
    const send: BatchWriter = (statement, parameters) =>
      this.#connection.write((tx) => runOnce(tx, statement, parameters), this.#options);
    await this.#writeAll(rows, send, this.#settings.concurrency);
  }

  /** Sends the same batches under the same keys in every run. */
  async #writeAll(rows: StagedRows, send: BatchWriter, concurrency: number): Promise<void> {
    const job = new BatchSender(this.generation, this.#settings, this.#options, send);
    await job.writeNodes(rows.metadata.repoId, rows.nodes, concurrency);
    await job.writeUnresolved(rows.unresolved);
    await job.writeEdges(rows.edges);
    await job.writeContainment(rows.containment);
    await job.writeSourceFiles(rows.metadata);
  }

  /** Leaves what was written to the next sweep. */
  async abandon(): Promise<void> {
    // Without a connection the missing signs of life tell the same, later.
    await this.#connection
      .write((tx) => tx.run(cypher.markSweeping, { generation: this.generation }))
      .catch(() => undefined);
  }

  async #touch(): Promise<void> {
    // A missed sign of life is no failure; the switch of generations decides.
    await this.#connection
      .write((tx) => tx.run(cypher.touchGeneration, { generation: this.generation }))
      .catch(() => undefined);
  }
}

/** The attempt is new in every run, so that a run after a lost commit finds the first one's mark and does nothing. */
function runOnce(tx: StatementRunner, ...[statement, parameters]: Parameters<BatchWriter>): Promise<unknown> {
  return tx.run(statement, { ...parameters, attempt: randomUUID() });
}

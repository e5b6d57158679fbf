import { randomUUID } from 'node:crypto';
import { throwIfAborted } from '../../errors/index.ts';
import type { GraphMetadata, SerializableEdge, SerializableNode } from '../../graph/index.ts';
import type { WriteOptions } from '../../storage/index.ts';
import { batchesOf, edgeSize, nodeSize, textSize } from './batches.ts';
import { edgeColumns, nodeColumns } from './columns.ts';
import { forEachConcurrently } from './concurrently.ts';
import type { Connection } from './connection.ts';
import type { Containment } from './containment.ts';
import { keyPrefix, nodeKey, sourceFileKey } from './keys.ts';
import type { Neo4jSettings } from './options.ts';
import { STORE_NAME } from './schema.ts';
import type { Statement } from './statement.ts';
import * as cypher from './statements.generated.ts';

/** Everything a generation consists of. */
export interface StagedRows {
  readonly nodes: readonly SerializableNode[];
  readonly edges: readonly SerializableEdge[];
  /** Ids that edges or parents name but no node has. */
  readonly unresolved: readonly string[];
  readonly containment: Containment;
  readonly metadata: GraphMetadata;
}

/** Writes a generation that nobody reads yet, batch by batch; each batch counts once however often it is sent. */
export class Staging {
  readonly #connection: Connection;
  readonly #settings: Neo4jSettings;
  readonly #options: WriteOptions;
  readonly generation: number;
  #batches = 0;

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
    const signOfLife = setInterval(() => void this.#touch(), (this.#settings.abandonedSeconds * 1_000) / 4);
    try {
      await this.#writeNodes(rows);
      await this.#writeEdges(rows.edges);
      await this.#writeContainment(rows.containment);
      await this.#writeSourceFiles(rows.metadata);
    } finally {
      clearInterval(signOfLife);
    }
  }

  /** Leaves what was written to the next sweep. */
  async abandon(): Promise<void> {
    // Without a connection the missing signs of life tell the same, later.
    await this.#connection
      .write((tx) => tx.run(cypher.markSweeping, { generation: this.generation }))
      .catch(() => undefined);
  }

  async #writeNodes({ nodes, unresolved }: StagedRows): Promise<void> {
    const generation = this.generation;
    await this.#send('nodes', nodes, nodeSize, this.#settings.concurrency, (batch) => [
      cypher.createNodes,
      { ...nodeColumns(batch, generation), generation },
    ]);
    await this.#send('unresolved ends', unresolved, textSize, 1, (id) => [
      cypher.createUnresolvedNodes,
      { id, key: id.map((one) => nodeKey(generation, one)), generation },
    ]);
  }

  /** One batch at a time: two that share an end node would wait for each other's locks, or deadlock. */
  async #writeEdges(edges: readonly SerializableEdge[]): Promise<void> {
    await this.#send('edges', edges, edgeSize, 1, (batch) => [
      cypher.createEdges,
      { ...edgeColumns(batch, this.generation) },
    ]);
  }

  async #writeContainment({ containers, awaited }: Containment): Promise<void> {
    const key = (id: string): string => nodeKey(this.generation, id);
    const pairSize = ([child, parent]: readonly [string, string]): number => child.length + parent.length;
    await this.#send('containment', [...containers], pairSize, 1, (pairs) => [
      cypher.createContainment,
      { child: pairs.map(([child]) => key(child)), container: pairs.map(([, container]) => key(container)) },
    ]);
    await this.#send('awaited parents', [...awaited], pairSize, 1, (pairs) => [
      cypher.createAwaitedParents,
      { child: pairs.map(([child]) => key(child)), parent: pairs.map(([, parent]) => key(parent)) },
    ]);
  }

  async #writeSourceFiles({ repoId, fileHashes }: GraphMetadata): Promise<void> {
    const generation = this.generation;
    await this.#send(
      'files',
      Object.entries(fileHashes),
      ([path]) => textSize(path),
      1,
      (files) => [
        cypher.createSourceFiles,
        {
          key: files.map(([path]) => sourceFileKey(generation, path)),
          path: files.map(([path]) => path),
          hash: files.map(([, hash]) => hash),
          repoId,
          generation,
        },
      ],
    );
  }

  async #send<Item, Parameter extends string>(
    phase: string,
    rows: readonly Item[],
    sizeOf: (row: Item) => number,
    concurrency: number,
    encode: (
      batch: Item[],
    ) => readonly [Statement<Parameter | 'batch' | 'attempt'>, Readonly<Record<string, unknown>>],
  ): Promise<void> {
    let done = 0;
    await forEachConcurrently(batchesOf(rows, sizeOf, this.#settings), concurrency, async (batch) => {
      throwIfAborted(this.#options.signal);
      const [statement, parameters] = encode(batch);
      await this.#sendOnce(statement, parameters);
      done += batch.length;
      this.#options.onProgress?.({ phase, done, total: rows.length });
    });
  }

  /** `batch` is one for the batch, `attempt` new in every run: a run after a lost commit finds the first one's mark. */
  async #sendOnce(
    statement: Statement<string>,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const batch = `${keyPrefix(this.generation)}${this.#batches++}`;
    await this.#connection.write(
      (tx) => tx.run(statement, { ...parameters, batch, attempt: randomUUID() }),
      this.#options,
    );
  }

  async #touch(): Promise<void> {
    // A missed sign of life is no failure; the switch of generations decides.
    await this.#connection
      .write((tx) => tx.run(cypher.touchGeneration, { generation: this.generation }))
      .catch(() => undefined);
  }
}

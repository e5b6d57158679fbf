import { throwIfAborted } from '../../errors/index.ts';
import type { GraphMetadata, SerializableEdge, SerializableNode } from '../../graph/index.ts';
import type { WriteOptions } from '../../storage/index.ts';
import { batchesOf, edgeSize, nodeSize, textSize } from './batches.ts';
import { edgeColumns, nodeColumns } from './columns.ts';
import { forEachConcurrently } from './concurrently.ts';
import type { Containment } from './containment.ts';
import { keyPrefix, nodeKey, sourceFileKey } from './keys.ts';
import type { Neo4jSettings } from './options.ts';
import type { Statement } from './statement.ts';
import * as cypher from './statements.generated.ts';

/** Runs one batch. Its parameter `batch` is its key, the same whenever it is sent; the writer adds the `attempt`. */
export type BatchWriter = (
  statement: Statement<string>,
  parameters: Readonly<Record<string, unknown>>,
) => Promise<unknown>;

/** Turns the rows of a generation into batches; each counts once however often it is sent. */
export class BatchSender {
  readonly #generation: number;
  readonly #settings: Neo4jSettings;
  readonly #options: WriteOptions;
  readonly #write: BatchWriter;
  #batches = 0;

  constructor(generation: number, settings: Neo4jSettings, options: WriteOptions, write: BatchWriter) {
    this.#generation = generation;
    this.#settings = settings;
    this.#options = options;
    this.#write = write;
  }

  async writeNodes(repoId: string, nodes: readonly SerializableNode[], concurrency: number): Promise<void> {
    const generation = this.#generation;
    await this.#send('nodes', nodes, nodeSize, concurrency, (batch) => [
      cypher.createNodes,
      { ...nodeColumns(batch, generation), generation, repoId },
    ]);
  }

  async writeUnresolved(unresolved: readonly string[]): Promise<void> {
    const generation = this.#generation;
    await this.#send('unresolved ends', unresolved, textSize, 1, (id) => [
      cypher.createUnresolvedNodes,
      { id, key: id.map((one) => nodeKey(generation, one)), generation },
    ]);
  }

  /** One batch at a time: two that share an end node would wait for each other's locks, or deadlock. */
  async writeEdges(edges: readonly SerializableEdge[]): Promise<void> {
    await this.#send('edges', edges, edgeSize, 1, (batch) => [
      cypher.createEdges,
      { ...edgeColumns(batch, this.#generation) },
    ]);
  }

  async writeContainment({ containers, awaited }: Containment): Promise<void> {
    const key = (id: string): string => nodeKey(this.#generation, id);
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

  async writeSourceFiles({ repoId, fileHashes }: GraphMetadata): Promise<void> {
    const generation = this.#generation;
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
      const key = `${keyPrefix(this.#generation)}${this.#batches++}`;
      await this.#write(statement, { ...parameters, batch: key });
      done += batch.length;
      this.#options.onProgress?.({ phase, done, total: rows.length });
    });
  }
}

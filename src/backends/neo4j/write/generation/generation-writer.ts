import { forEachConcurrently } from '../../../../concurrency/side-by-side.ts';
import { throwIfAborted } from '../../../../errors/index.ts';
import { edgeKey, type GraphMetadata, lastOfEach } from '../../../../graph/index.ts';
import { type FingerprintOptions, RowFingerprints } from '../../../../hashes/row-fingerprints.ts';
import type { RowSource, WriteOptions } from '../../../../storage/index.ts';
import type { Connection, StatementRunner } from '../../connection/connection.ts';
import { isTooLargeForMemory } from '../../connection/errors.ts';
import { DERIVED_TYPES } from '../../cypher/names.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import type { Neo4jSettings } from '../../options.ts';
import { countDangling } from '../../read/metadata.ts';
import { batchesOf, edgeSize, nodeSize, textSize } from '../../rows/batches.ts';
import { keyRange, sourceFileKey } from '../../rows/keys.ts';
import type { RowEncoder } from '../../rows/row-encoder.ts';
import { STORE_NAME } from '../../schema/schema.ts';
import { deriveContainment, insertContainment } from '../shared/containment.ts';
import { createEdges, deleteEdges } from '../shared/edge-writes.ts';
import { call, type Target } from '../shared/target.ts';
import { forEachDisjointBatch } from './disjoint-batches.ts';
import { type Commits, commitTogether, SeparateCommits } from './exactly-once.ts';
import { inFileOrder } from './file-order.ts';
import { type NodeBatch, NodeBatches, partOfBatch, tiesBetween } from './node-batches.ts';

const SHORTEST_INTERVAL_MS = 1_000;

/** What was written, and what is remembered of it. */
export interface StagedFacts {
  readonly fingerprints: RowFingerprints;
  readonly totalNodes: number;
  readonly totalEdges: number;
  readonly dangling: number;
}

/** Writes a generation that nobody reads yet. */
export class GenerationWriter {
  readonly #connection: Connection;
  readonly #settings: Neo4jSettings;
  readonly #encoder: RowEncoder;
  readonly #options: WriteOptions;
  readonly #repoId: string;
  readonly generation: number;

  private constructor(
    connection: Connection,
    settings: Neo4jSettings,
    encoder: RowEncoder,
    repoId: string,
    options: WriteOptions,
    generation: number,
  ) {
    this.#connection = connection;
    this.#settings = settings;
    this.#encoder = encoder;
    this.#repoId = repoId;
    this.#options = options;
    this.generation = generation;
  }

  static async begin(
    connection: Connection,
    settings: Neo4jSettings,
    encoder: RowEncoder,
    repoId: string,
    options: WriteOptions,
  ): Promise<GenerationWriter> {
    // Alone, for every writer counts on from the same number. One that a lost answer leaves behind is swept
    // like any other generation without a writer.
    const { generation } = await connection.alone((runner) =>
      runner.one(cypher.allocateGeneration, { name: STORE_NAME, repoId }),
    );
    return new GenerationWriter(connection, settings, encoder, repoId, options, generation);
  }

  async write(source: RowSource, remember: FingerprintOptions): Promise<StagedFacts> {
    const interval = Math.max(SHORTEST_INTERVAL_MS, (this.#settings.abandonedSeconds * 1_000) / 8);
    const signOfLife = setInterval(() => void this.#touch(), interval);
    const options = { ...remember, remembersEdges: true };
    try {
      const ordered = await inFileOrder(source);
      const commits = new SeparateCommits(this.#connection, this.#settings, this.generation, this.#options);
      if (this.#isSmall(source)) {
        // A commit costs milliseconds, which a small graph need not pay for every sort of row.
        const together = resultOf(commits, (tx) =>
          this.#writeAll(ordered, new RowFingerprints(options), commitTogether(tx), 1),
        );
        const written = await together.catch((error: unknown) => {
          if (!isTooLargeForMemory(error)) throw error;
        });
        if (written !== undefined) return written;
      }
      return await this.#writeAll(ordered, new RowFingerprints(options), commits, this.#settings.concurrency);
    } finally {
      clearInterval(signOfLife);
    }
  }

  /** Leaves what was written to the next sweep. */
  async abandon(): Promise<void> {
    // Without a connection the missing signs of life say the same, later.
    await this.#connection
      .alone((runner) => runner.run(cypher.markSweeping, { generation: this.generation }))
      .catch(() => undefined);
  }

  async #touch(): Promise<void> {
    // A missed sign of life is no failure; the switch of generations decides.
    await this.#connection
      .alone((runner) => runner.run(cypher.touchGeneration, { generation: this.generation }))
      .catch(() => undefined);
  }

  #isSmall({ rows, readOnce }: RowSource): boolean {
    // A transaction may have to be run again, and its rows read again.
    return !readOnce && rows !== undefined && rows <= this.#settings.batchRows;
  }

  async #writeAll(
    source: RowSource,
    fingerprints: RowFingerprints,
    commits: Commits,
    concurrency: number,
  ): Promise<StagedFacts> {
    const batches = new NodeBatches(source, fingerprints, this.#settings);
    await this.#writeNodes(batches, fingerprints, commits, concurrency);
    await this.#writeEdgesLeft(batches, fingerprints, commits, concurrency);
    await this.#writeLateEdges(batches, commits);
    await this.#writeContainment(batches, fingerprints, commits, concurrency);
    await this.#writeSourceFiles(source.metadata, fingerprints, commits);
    return this.#count(batches, fingerprints, commits);
  }

  async #writeNodes(
    batches: NodeBatches,
    fingerprints: RowFingerprints,
    commits: Commits,
    concurrency: number,
  ): Promise<void> {
    let done = 0;
    await forEachConcurrently(batches.withNodes(), concurrency, async (batch) => {
      await this.#writeBatch(batch, commits);
      done += batch.nodes.length;
      this.#report('nodes', done);
    });
    for (const nodes of batchesOf(batches.lateNodes, nodeSize, this.#settings)) {
      const last = [...lastOfEach(nodes, (node) => node.id).values()];
      await commits.inParts(last, (tx, part) =>
        call(this.#target(tx), this.#encoder.upsertNodes(this.#destination, part)),
      );
    }
    this.#report('nodes', done, fingerprints.nodeCount);
  }

  async #writeBatch(batch: NodeBatch, commits: Commits): Promise<void> {
    const parts = await commits.inParts(batch.nodes, (tx, nodes) =>
      call(this.#target(tx), this.#encoder.createNodes(this.#destination, partOfBatch(batch, nodes))),
    );
    const { edges, containers } = tiesBetween(batch, parts);
    if (edges.length > 0) {
      await commits.inParts(edges, (tx, part) => createEdges(this.#target(tx), part, () => true));
    }
    if (containers.length > 0) {
      await commits.inParts(containers, (tx, part) => insertContainment(this.#target(tx), part));
    }
  }

  async #writeEdgesLeft(
    batches: NodeBatches,
    fingerprints: RowFingerprints,
    commits: Commits,
    concurrency: number,
  ): Promise<void> {
    const isStored = (id: string): boolean => fingerprints.batchOf(id) !== -1;
    let done = 0;
    await forEachDisjointBatch(batches.edgesLeft(), {
      limits: this.#settings,
      concurrency,
      sizeOf: edgeSize,
      groupsOf: ({ source, target }) => groupsOf(fingerprints, concurrency, source, target),
      work: async (edges) => {
        await commits.inParts(edges, (tx, part) => createEdges(this.#target(tx), part, isStored));
        done += edges.length;
        this.#report('edges', done);
      },
    });
    this.#report('edges', fingerprints.edgeCount, fingerprints.edgeCount);
  }

  /** Edges given twice, or so it seems: the last one counts, whatever of it is there already. */
  async #writeLateEdges({ lateEdges }: NodeBatches, commits: Commits): Promise<void> {
    for (const edges of batchesOf(lastOfEach(lateEdges, edgeKey).values(), edgeSize, this.#settings)) {
      await commits.inParts(edges, async (tx, part) => {
        await deleteEdges(this.#target(tx), part);
        await createEdges(this.#target(tx), part);
      });
    }
  }

  async #writeContainment(
    { containers, openFiles }: NodeBatches,
    fingerprints: RowFingerprints,
    commits: Commits,
    concurrency: number,
  ): Promise<void> {
    await forEachDisjointBatch(inOneChunk(containers), {
      limits: this.#settings,
      concurrency,
      sizeOf: ([child, container]) => textSize(child) + textSize(container),
      groupsOf: ([child, container]) => groupsOf(fingerprints, concurrency, child, container),
      work: async (pairs) => {
        await commits.inParts(pairs, (tx, part) => insertContainment(this.#target(tx), part));
      },
    });
    const rows = (file: string): number => Math.max(1, fingerprints.digests.rowsOf(file));
    const limits = { batchRows: Number.POSITIVE_INFINITY, batchBytes: this.#settings.batchRows };
    for (const files of batchesOf(openFiles, rows, limits)) {
      throwIfAborted(this.#options.signal);
      await commits.inParts(files, (tx, part) => deriveContainment(this.#target(tx), part));
    }
  }

  async #writeSourceFiles(
    { fileHashes }: GraphMetadata,
    { digests }: RowFingerprints,
    commits: Commits,
  ): Promise<void> {
    const { repoId, generation } = this.#destination;
    const files = new Set([...digests.paths, ...Object.keys(fileHashes)]);
    for (const paths of batchesOf(files, textSize, this.#settings)) {
      await commits.inParts(paths, (tx, path) =>
        tx.run(cypher.createSourceFiles, {
          key: path.map((one) => sourceFileKey(generation, one)),
          path,
          hash: path.map((one) => (Object.hasOwn(fileHashes, one) ? fileHashes[one] : null)),
          digest: path.map((one) => digests.digestOf(one)),
          repoId,
          generation,
        }),
      );
    }
  }

  async #count(
    { lateNodes, lateEdges }: NodeBatches,
    fingerprints: RowFingerprints,
    commits: Commits,
  ): Promise<StagedFacts> {
    const isExact = lateNodes.length === 0 && lateEdges.length === 0;
    return resultOf(commits, async (tx) => {
      const totals = isExact
        ? { totalNodes: fingerprints.nodeCount, totalEdges: fingerprints.edgeCount }
        : await countRows(tx, this.generation);
      return { fingerprints, ...totals, dangling: await countDangling(tx, this.generation) };
    });
  }

  get #destination(): { readonly repoId: string; readonly generation: number } {
    return { repoId: this.#repoId, generation: this.generation };
  }

  #target(tx: StatementRunner): Target {
    return { tx, settings: this.#settings, encoder: this.#encoder, ...this.#destination };
  }

  #report(phase: string, done: number, total?: number): void {
    throwIfAborted(this.#options.signal);
    this.#options.onProgress?.(total === undefined ? { phase, done } : { phase, done, total });
  }
}

/**
 * The groups of two nodes, by the batches they came in: as many as there are ends of edges in the batches of
 * edges that are written side by side, and one for all that came in none.
 */
function groupsOf(
  fingerprints: RowFingerprints,
  concurrency: number,
  source: string,
  target: string,
): readonly [number, number] {
  const groups = concurrency === 1 ? 1 : 2 * concurrency;
  const groupOf = (id: string): number => {
    const batch = fingerprints.batchOf(id);
    return batch === -1 ? groups : batch % groups;
  };
  return [groupOf(source), groupOf(target)];
}

async function* inOneChunk<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield rows;
}

/** What the run of a batch's work gave that counts: the last one. */
async function resultOf<Result>(
  commits: Commits,
  work: (tx: StatementRunner) => Promise<Result>,
): Promise<Result> {
  let result: Result | undefined;
  await commits.once(async (tx) => {
    result = await work(tx);
  });
  return result as Result;
}

async function countRows(
  tx: StatementRunner,
  generation: number,
): Promise<Pick<StagedFacts, 'totalNodes' | 'totalEdges'>> {
  const range = keyRange(generation);
  const nodes = await tx.run(cypher.countNodesByKind, range);
  const edges = await tx.run(cypher.countEdgesByKind, { ...range, derivedTypes: DERIVED_TYPES });
  const sum = (rows: readonly { readonly count: number }[]): number =>
    rows.reduce((total, { count }) => total + count, 0);
  return { totalNodes: sum(nodes), totalEdges: sum(edges) };
}

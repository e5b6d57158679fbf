import { forEachConcurrently } from '../../../../concurrency/side-by-side.ts';
import { throwIfAborted } from '../../../../errors/index.ts';
import type { WriteOptions } from '../../../../storage/index.ts';
import type { Connection, WorkOptions } from '../../connection/connection.ts';
import { isTooLargeForMemory } from '../../connection/errors.ts';
import type { RowOf, Statement } from '../../cypher/statement.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import type { Neo4jSettings } from '../../options.ts';
import { nextPage, type PageRange } from '../../read/graph-pages.ts';
import { keyRange } from '../../rows/keys.ts';
import { LEAST_ROWS } from './exactly-once.ts';

/**
 * Nodes a transaction deletes: larger ones cost the server more a node, and meet others' locks more often.
 */
const SWEPT_NODES = 2_000;

type Deleted = RowOf<typeof cypher.sweepNodes>;
type SweepOptions = WriteOptions & Pick<WorkOptions, 'timeoutSeconds'>;

/** How much a sweep removed. */
export interface Swept {
  readonly generationsRemoved: number;
  readonly rowsRemoved: number;
}

/**
 * Deletes generations that nobody reads: replaced ones after their
 * grace time, and those whose writer has gone.
 */
export async function sweepGenerations(
  connection: Connection,
  settings: Neo4jSettings,
  options: WriteOptions = {},
): Promise<Swept> {
  const row = await connection.read(
    (tx) =>
      tx.one(cypher.listSweepable, {
        graceMilliseconds: settings.graceSeconds * 1_000,
        abandonedMilliseconds: settings.abandonedSeconds * 1_000,
      }),
    options,
  );
  const { generations } = row;
  let generationsRemoved = 0;
  let rowsRemoved = 0;
  for (const [index, generation] of generations.entries()) {
    const swept = await sweepGeneration(connection, settings, generation, options);
    generationsRemoved += swept.generationsRemoved;
    rowsRemoved += swept.rowsRemoved;
    options.onProgress?.({ phase: 'generations', done: index + 1, total: generations.length });
  }
  return { generationsRemoved, rowsRemoved };
}

async function sweepGeneration(
  connection: Connection,
  settings: Neo4jSettings,
  generation: number,
  options: WriteOptions,
): Promise<Swept> {
  // Each statement alone: a sweeper that falls asleep must not keep others waiting for its locks.
  const bounded = { ...options, timeoutSeconds: settings.retrySeconds };
  const marked = await connection.alone((runner) => runner.run(cypher.markSweeping, { generation }), bounded);
  if (marked.length === 0) return { generationsRemoved: 0, rowsRemoved: 0 };
  let rowsRemoved = await sweepNodes(connection, settings, generation, bounded);
  for (const statement of [cypher.sweepSourceFiles, cypher.sweepBatches]) {
    rowsRemoved += await sweepRows(connection, statement, generation, settings.batchRows, bounded);
  }
  // Another sweeper may have been at it too: only one of them forgets it.
  const { deleted } = await connection.alone(
    (runner) => runner.one(cypher.deleteGeneration, { generation }),
    bounded,
  );
  return { generationsRemoved: deleted, rowsRemoved };
}

/**
 * Looks again from the beginning until nothing is found: a writer that
 * was given up may have added something behind.
 */
async function sweepNodes(
  connection: Connection,
  settings: Neo4jSettings,
  generation: number,
  options: SweepOptions,
): Promise<number> {
  for (let total = 0; ; ) {
    const deleted = await sweepNodesOnce(connection, settings, generation, options);
    if (deleted === 0) return total;
    total += deleted;
  }
}

/**
 * Ranges of keys are deleted side by side. Relationships go first: a node that takes its own along locks the
 * nodes at their other ends, so that many a transaction met another in a deadlock.
 */
async function sweepNodesOnce(
  connection: Connection,
  settings: Neo4jSettings,
  generation: number,
  options: SweepOptions,
): Promise<number> {
  const ranges = await rangesOf(connection, settings, generation, options);
  await sweepRanges(connection, cypher.sweepRelationships, generation, ranges, settings.concurrency, options);
  return sweepRanges(connection, cypher.sweepNodes, generation, ranges, settings.concurrency, options);
}

async function sweepRanges(
  connection: Connection,
  statement: Statement<'after' | 'to', Deleted>,
  generation: number,
  ranges: readonly PageRange[],
  concurrency: number,
  options: SweepOptions,
): Promise<number> {
  let total = 0;
  await forEachConcurrently(ranges, concurrency, async ({ after, to }) => {
    throwIfAborted(options.signal);
    total += await sweepRange(after, to, SWEPT_NODES);
  });
  return total;

  async function sweepRange(after: string, to: string, nodes: number): Promise<number> {
    try {
      const { deleted } = await connection.alone((runner) => runner.one(statement, { after, to }), options);
      return deleted;
    } catch (error) {
      const half = Math.ceil(nodes / 2);
      const page =
        isTooLargeForMemory(error) && nodes > LEAST_ROWS
          ? await connection.read((tx) => nextPage(tx, generation, half, after), options)
          : undefined;
      if (page === undefined) throw error;
      return (await sweepRange(after, page.to, half)) + (await sweepRange(page.to, to, half));
    }
  }
}

async function rangesOf(
  connection: Connection,
  settings: Neo4jSettings,
  generation: number,
  options: SweepOptions,
): Promise<PageRange[]> {
  const rows = Math.min(SWEPT_NODES, settings.batchRows);
  const ranges: PageRange[] = [];
  for (;;) {
    throwIfAborted(options.signal);
    const after = ranges.at(-1)?.to;
    const range = await connection.read((tx) => nextPage(tx, generation, rows, after), options);
    if (range === undefined) return ranges;
    ranges.push(range);
  }
}

async function sweepRows(
  connection: Connection,
  statement: Statement<'from' | 'to' | 'rows', Deleted>,
  generation: number,
  mostRows: number,
  options: SweepOptions,
): Promise<number> {
  const range = keyRange(generation);
  let rows = mostRows;
  for (let total = 0; ; ) {
    throwIfAborted(options.signal);
    let deleted: number;
    try {
      ({ deleted } = await connection.alone((runner) => runner.one(statement, { ...range, rows }), options));
    } catch (error) {
      if (!isTooLargeForMemory(error) || rows <= LEAST_ROWS) throw error;
      rows = Math.ceil(rows / 2);
      continue;
    }
    if (deleted === 0) return total;
    total += deleted;
  }
}

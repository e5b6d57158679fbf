import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfAborted } from '../../errors/index.ts';
import { NO_ROWS, type RowSource, type WriteOptions, type WriteOutcome } from '../../storage/index.ts';
import { withLateIndexes } from './late-indexes.ts';
import { StagedChanges } from './staged-changes.ts';
import type { RowWriter } from './staging.ts';

/** Inserts a first graph: nothing is compared, for nothing is there. */
export async function insertGraph(
  writer: RowWriter,
  source: RowSource,
  options: WriteOptions,
): Promise<WriteOutcome> {
  const { connection, repository } = writer;
  await withLateIndexes(connection, async () => {
    await each(source.nodes(), 'store nodes', options, (rows) => writer.insertNodes(rows));
    await each(source.edges(), 'store edges', options, (rows) => writer.insertEdges(rows));
  });
  const changes = new StagedChanges(connection, repository);
  return {
    nodes: { ...NO_ROWS, created: changes.countNodes() },
    edges: { ...NO_ROWS, created: changes.countEdges() },
    dangling: changes.countDangling(),
  };
}

/** Makes the stored rows equal to the source's, writing what differs. */
export async function replaceGraph(
  writer: RowWriter,
  source: RowSource,
  options: WriteOptions,
): Promise<WriteOutcome> {
  await each(source.nodes(), 'compare nodes', options, (rows) => writer.stageNodes(rows));
  await each(source.edges(), 'compare edges', options, (rows) => writer.stageEdges(rows));
  const changes = new StagedChanges(writer.connection, writer.repository);
  const deletedEdges = changes.deleteOtherEdges();
  const deletedNodes = changes.deleteOtherNodes();
  const nodes = { ...changes.takeNodes(), deleted: deletedNodes };
  return changes.finish(nodes, { ...changes.takeEdges(), deleted: deletedEdges });
}

async function each<Row>(
  chunks: AsyncIterable<readonly Row[]>,
  phase: string,
  options: WriteOptions,
  write: (rows: readonly Row[]) => void,
): Promise<void> {
  let done = 0;
  for await (const rows of chunks) {
    throwIfAborted(options.signal);
    write(rows);
    done += rows.length;
    options.onProgress?.({ phase, done });
    // SQLite's calls take no turns, so others get theirs here.
    await nextTurn();
  }
  throwIfAborted(options.signal);
}

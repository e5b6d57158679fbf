import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfAborted } from '../../errors/index.ts';
import { RowFingerprints } from '../../hashes/row-fingerprints.ts';
import { NO_ROWS, type RowSource, type WriteOptions, type WriteOutcome } from '../../storage/index.ts';
import { changedFiles, saveDigests, storedDigests } from './file-digests.ts';
import type { KeptColumns } from './kept-columns.ts';
import { withLateIndexes } from './late-indexes.ts';
import { StagedChanges } from './staged-changes.ts';
import type { RowWriter } from './staging.ts';

/**
 * Inserts a first graph: nothing is compared, for nothing is there.
 * @param columns is given what is to be kept of it
 */
export async function insertGraph(
  writer: RowWriter,
  source: RowSource,
  options: WriteOptions,
  columns: KeptColumns,
): Promise<WriteOutcome> {
  const { connection, repository } = writer;
  const fingerprints = new RowFingerprints({ remembersEdges: true });
  await withLateIndexes(connection, async () => {
    await each(source.nodes(), 'store nodes', options, (rows) => {
      for (const node of rows) fingerprints.addNode(node, 0);
      columns.addNodes(writer.insertNodes(rows));
    });
    await each(source.edges(), 'store edges', options, (rows) => {
      for (const edge of rows) fingerprints.addEdge(edge);
      columns.addEdges(writer.insertEdges(rows), rows);
    });
  });
  saveDigests(connection, repository, fingerprints.digests);
  const changes = new StagedChanges(connection, repository);
  return {
    nodes: { ...NO_ROWS, created: changes.countNodes() },
    edges: { ...NO_ROWS, created: changes.countEdges() },
    dangling: changes.countDangling(),
  };
}

/** How many rows a repository had before. */
export interface Totals {
  readonly totalNodes: number;
  readonly totalEdges: number;
}

/**
 * Makes the stored rows equal to the source's, writing what differs: files whose digest is the stored one own
 * what they did before, and their rows are skipped.
 */
export async function replaceGraph(
  writer: RowWriter,
  source: RowSource,
  options: WriteOptions,
  before: Totals,
): Promise<WriteOutcome> {
  const { connection, repository } = writer;
  const known = source.readOnce ? undefined : storedDigests(connection, repository);
  if (known === undefined) return replaceAll(writer, source, options);
  const fingerprints = new RowFingerprints({});
  await each(source.nodes(), 'compare nodes', options, (rows) => {
    for (const node of rows) fingerprints.addNode(node, 0);
  });
  await each(source.edges(), 'compare edges', options, (rows) => {
    for (const edge of rows) fingerprints.addEdge(edge);
  });
  const files = changedFiles(fingerprints.digests, known);
  return replaceChanged(writer, source, options, { before, fingerprints, files });
}

async function replaceAll(
  writer: RowWriter,
  source: RowSource,
  options: WriteOptions,
): Promise<WriteOutcome> {
  const fingerprints = new RowFingerprints({ remembersEdges: true });
  await each(source.nodes(), 'compare nodes', options, (rows) => {
    for (const node of rows) fingerprints.addNode(node, 0);
    writer.stageNodes(rows);
  });
  await each(source.edges(), 'compare edges', options, (rows) => {
    for (const edge of rows) fingerprints.addEdge(edge);
    writer.stageEdges(rows);
  });
  const changes = new StagedChanges(writer.connection, writer.repository);
  const deletedEdges = changes.deleteOtherEdges();
  const deletedNodes = changes.deleteOtherNodes();
  const nodes = { ...changes.takeNodes(), deleted: deletedNodes };
  const outcome = changes.finish(nodes, { ...changes.takeEdges(), deleted: deletedEdges });
  saveDigests(writer.connection, writer.repository, fingerprints.digests);
  return outcome;
}

interface Difference {
  readonly before: Totals;
  readonly fingerprints: RowFingerprints;
  readonly files: ReadonlySet<string>;
}

/** Replaces what the changed files own. */
async function replaceChanged(
  writer: RowWriter,
  source: RowSource,
  options: WriteOptions,
  { before, fingerprints, files }: Difference,
): Promise<WriteOutcome> {
  const { connection, repository } = writer;
  const changes = new StagedChanges(connection, repository);
  let edgesGiven = 0;
  if (files.size > 0) {
    await each(source.nodes(), 'store nodes', options, (rows) =>
      writer.stageNodes(rows.filter(({ file }) => files.has(file))),
    );
    await each(source.edges(), 'store edges', options, (rows) => {
      const owned = rows.filter((edge) => files.has(fingerprints.ownerOf(edge)));
      edgesGiven += owned.length;
      writer.stageEdges(owned);
    });
    changes.chooseNodesOfFiles(
      [...files].flatMap((path) => writer.files.find(path) ?? []),
      files.has(''),
    );
  }
  const deletedEdges = files.size === 0 ? 0 : changes.deleteEdgesFromChosen();
  const deletedNodes = files.size === 0 ? 0 : changes.deleteChosenNodes();
  const nodes = changes.takeNodes();
  const edges = changes.takeEdges();
  if (files.size > 0) {
    // A scan does not notice an edge that comes twice, of which the last one counts.
    const isSure = edges.created + edges.updated + edges.unchanged === edgesGiven;
    saveDigests(connection, repository, fingerprints.digests, files, isSure);
  }
  return changes.finish(
    { ...nodes, deleted: deletedNodes, unchanged: before.totalNodes - deletedNodes - nodes.updated },
    { ...edges, deleted: deletedEdges, unchanged: before.totalEdges - deletedEdges - edges.updated },
  );
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

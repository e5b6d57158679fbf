import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfAborted } from '../../errors/index.ts';
import type { SerializableEdge, SerializableGraph, SerializableNode } from '../../graph/index.ts';
import type { GraphSource, ReadOptions } from '../../storage/index.ts';
import type { Connection } from './connection.ts';
import type { Database } from './database.ts';
import { changedMeanwhile } from './errors.ts';
import {
  addEndIds,
  edgePage,
  FIRST_EDGE,
  nodePage,
  type Page,
  type PlacedRows,
  placedRows,
} from './pages.ts';
import { findRepository, revisionOf } from './repository.ts';

const ROWS_A_PAGE = 5_000;
/** What is read before its reader asks for it stays in memory, whatever the rows are: fewer of them. */
const ROWS_A_STREAMED_PAGE = 1_000;

/** Reads a whole graph from one connection, which shows one state throughout. */
export async function loadGraph(
  connection: Connection,
  repoId: string,
  options: ReadOptions,
): Promise<SerializableGraph | undefined> {
  const stored = findRepository(connection, repoId);
  if (stored === undefined) return undefined;
  const placed = placedRows(connection, stored.number);
  const { totalNodes, totalEdges } = stored.metadata;
  const ids: string[] = [];
  const nodes = await all<SerializableNode, number>(0, 'load nodes', totalNodes, options, (after) =>
    nodePage(connection, placed, after, ROWS_A_PAGE, ids),
  );
  addEndIds(connection, stored.number, ids);
  const edges = await all<SerializableEdge, typeof FIRST_EDGE>(
    FIRST_EDGE,
    'load edges',
    totalEdges,
    options,
    (after) => edgePage(connection, placed, after, ROWS_A_PAGE, ids),
  );
  return { repoId, nodes, edges, metadata: stored.metadata };
}

/** The graph page by page, each read only while the repository is in the state that it was in at first. */
export async function streamGraph(
  database: Database,
  repoId: string,
  options: ReadOptions,
): Promise<GraphSource | undefined> {
  const opened = await database.read(options, (connection) => {
    const stored = findRepository(connection, repoId);
    return stored === undefined ? undefined : { stored, placed: placedRows(connection, stored.number) };
  });
  if (opened === undefined) return undefined;
  const { stored, placed } = opened;
  const read = async <Result>(page: (connection: Connection) => Result): Promise<Result> => {
    const found = await database.read(options, (connection) =>
      revisionOf(connection, repoId) === stored.revision ? { page: page(connection) } : undefined,
    );
    if (found === undefined) throw changedMeanwhile(repoId);
    return found.page;
  };
  return {
    metadata: stored.metadata,
    nodes: () => streamed(0, (after) => read((connection) => nodesAfter(connection, placed, after))),
    edges: () => streamed(FIRST_EDGE, (after) => read((connection) => edgesAfter(connection, placed, after))),
  };
}

function nodesAfter(
  connection: Connection,
  placed: PlacedRows,
  after: number,
): Page<SerializableNode, number> {
  return nodePage(connection, placed, after, ROWS_A_STREAMED_PAGE);
}

function edgesAfter(
  connection: Connection,
  placed: PlacedRows,
  after: typeof FIRST_EDGE,
): Page<SerializableEdge, typeof FIRST_EDGE> {
  return edgePage(connection, placed, after, ROWS_A_STREAMED_PAGE);
}

async function all<Row, Key>(
  first: Key,
  phase: string,
  total: number,
  options: ReadOptions,
  read: (after: Key) => Page<Row, Key>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after = first; ; ) {
    const page = read(after);
    if (page.rows.length === 0) return rows;
    for (const row of page.rows) rows.push(row);
    after = page.last;
    options.onProgress?.({ phase, done: rows.length, total });
    // SQLite's calls take no turns, so others get theirs here.
    await nextTurn();
    throwIfAborted(options.signal);
  }
}

async function* streamed<Row, Key>(
  first: Key,
  read: (after: Key) => Promise<Page<Row, Key>>,
): AsyncIterable<Row> {
  for (let after = first; ; ) {
    const page = await read(after);
    if (page.rows.length === 0) return;
    yield* page.rows;
    after = page.last;
  }
}

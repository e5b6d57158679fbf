import { StorageError, throwIfAborted } from '../../../errors/index.ts';
import type { SerializableEdge, SerializableGraph, SerializableNode } from '../../../graph/index.ts';
import { EditableGraph, type GraphSource, type ReadOptions } from '../../../storage/index.ts';
import type { Connection, StatementRunner } from '../connection/connection.ts';
import { MOVED } from '../connection/patience.ts';
import { edgesOf, graphPages, nodesOf, pagesSideBySide, type ReadPage } from './graph-pages.ts';
import { readMetadata } from './metadata.ts';
import { isUnmoved, type RepositoryState, readConsistently, untilUnmoved } from './repository-state.ts';

/** Rows of a graph that one transaction reads as fast as several. */
const SMALL_ROWS = 10_000;
/** Pages that are read while one is used. */
const PAGES_AHEAD = 2;

/** The whole graph inside a transaction that the caller knows to see one state. */
export async function readGraph(
  tx: StatementRunner,
  repoId: string,
  state: RepositoryState,
  options: ReadOptions,
): Promise<SerializableGraph> {
  const metadata = await readMetadata(tx, repoId, state.generation);
  const nodes: SerializableNode[] = [];
  const edges: SerializableEdge[] = [];
  for await (const page of graphPages(tx, state.generation)) {
    throwIfAborted(options.signal);
    for (const node of page.nodes) nodes.push(node);
    for (const edge of page.edges) edges.push(edge);
    options.onProgress?.({ phase: 'nodes', done: nodes.length, total: metadata.totalNodes });
    options.onProgress?.({ phase: 'edges', done: edges.length, total: metadata.totalEdges });
  }
  return { repoId, nodes, edges, metadata };
}

/** The whole graph, to be edited. */
export async function readEditable(
  tx: StatementRunner,
  repoId: string,
  state: RepositoryState,
  { signal }: ReadOptions,
): Promise<EditableGraph> {
  return new EditableGraph(await readGraph(tx, repoId, state, { signal }));
}

/**
 * The whole graph: a large one over several connections, each page
 * of which finds the repository where it was.
 */
export function loadGraph(
  connection: Connection,
  repoId: string,
  options: ReadOptions,
): Promise<SerializableGraph | undefined> {
  return untilUnmoved(connection, repoId, options, async () => {
    const opened = await readConsistently(
      connection,
      repoId,
      async (tx, state) => {
        const metadata = await readMetadata(tx, repoId, state.generation);
        const isSmall = metadata.totalNodes + metadata.totalEdges <= SMALL_ROWS;
        return isSmall ? await readGraph(tx, repoId, state, options) : { state, metadata };
      },
      options,
    );
    if (opened === undefined) return undefined;
    if ('nodes' in opened) return { result: opened };
    const { state, metadata } = opened;
    try {
      const nodes = await collected(
        pages(connection, repoId, state, options, nodesOf),
        'nodes',
        options,
        metadata.totalNodes,
      );
      const edges = await collected(
        pages(connection, repoId, state, options, edgesOf),
        'edges',
        options,
        metadata.totalEdges,
      );
      return { result: { repoId, nodes, edges, metadata } };
    } catch (error) {
      if (error instanceof MovedError) return MOVED;
      throw error;
    }
  });
}

async function collected<Item>(
  pagesOfItems: AsyncIterable<readonly Item[]>,
  phase: string,
  options: ReadOptions,
  total: number,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pagesOfItems) {
    throwIfAborted(options.signal);
    for (const item of page) items.push(item);
    options.onProgress?.({ phase, done: items.length, total });
  }
  return items;
}

/**
 * The graph page by page, each in a transaction of its own; a change
 * between two pages ends it with `CONFLICT`.
 */
export async function streamGraph(
  connection: Connection,
  repoId: string,
  options: ReadOptions,
): Promise<GraphSource | undefined> {
  const opened = await readConsistently(
    connection,
    repoId,
    async (tx, state) => ({ state, metadata: await readMetadata(tx, repoId, state.generation) }),
    options,
  );
  if (opened === undefined) return undefined;
  const { state, metadata } = opened;
  return {
    metadata,
    nodes: () => itemsOf(pages(connection, repoId, state, options, nodesOf)),
    edges: () => itemsOf(pages(connection, repoId, state, options, edgesOf)),
  };
}

async function* itemsOf<Item>(pagesOfItems: AsyncIterable<readonly Item[]>): AsyncGenerator<Item> {
  for await (const page of pagesOfItems) yield* page;
}

function pages<Item>(
  connection: Connection,
  repoId: string,
  state: RepositoryState,
  options: ReadOptions,
  read: ReadPage<Item>,
): AsyncGenerator<readonly Item[]> {
  return pagesSideBySide(
    (work) =>
      connection.read(async (tx) => {
        const result = await work(tx);
        if (await isUnmoved(tx, repoId, state)) return result;
        throw new MovedError(repoId);
      }, options),
    state.generation,
    read,
    PAGES_AHEAD,
  );
}

class MovedError extends StorageError {
  constructor(repoId: string) {
    super(
      'CONFLICT',
      `The repository ${JSON.stringify(repoId)} changed while it was streamed. Discard what was read and begin again.`,
      { retryable: true },
    );
  }
}

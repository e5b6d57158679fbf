import { StorageError, throwIfAborted } from '../../errors/index.ts';
import type {
  GraphMetadata,
  SerializableEdge,
  SerializableGraph,
  SerializableNode,
} from '../../graph/index.ts';
import { recordOf } from '../../graph/index.ts';
import { EditableGraph, type GraphSource, type ReadOptions } from '../../storage/index.ts';
import { quiet } from './concurrently.ts';
import type { Connection, StatementRunner } from './connection.ts';
import { edgesOf, graphPages, nextPage, nodesOf, PageLength, type PageRange } from './graph-pages.ts';
import type { PageRows } from './joined-rows.ts';
import { keyRange } from './keys.ts';
import { isUnmoved, type RepositoryState, readConsistently } from './state.ts';
import * as cypher from './statements.generated.ts';

export async function readMetadata(
  tx: StatementRunner,
  repoId: string,
  generation: number,
): Promise<GraphMetadata> {
  const row = await tx.one(cypher.repositoryMetadata, { repoId });
  const hashes = await tx.one(cypher.sourceFiles, keyRange(generation));
  const paths = hashes.path as readonly string[];
  const values = hashes.hash as readonly string[];
  return {
    repoId,
    lastUpdated: { seconds: row.seconds as number, nanoseconds: row.nanoseconds as number },
    version: row.version as number,
    fileHashes: recordOf(paths.map((path, index) => [path, values[index] ?? ''])),
    totalNodes: row.totalNodes as number,
    totalEdges: row.totalEdges as number,
    schemaVersion: row.schemaVersion as string,
  };
}

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

/** The graph page by page, each in a transaction of its own; a change between two pages ends it with `CONFLICT`. */
export async function streamOf(
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
    nodes: () => streamed(connection, repoId, state, options, nodesOf),
    edges: () => streamed(connection, repoId, state, options, edgesOf),
  };
}

/** The next page is read while the one before is used. */
async function* streamed<Item>(
  connection: Connection,
  repoId: string,
  state: RepositoryState,
  options: ReadOptions,
  read: (tx: StatementRunner, range: PageRange) => Promise<PageRows<Item>>,
): AsyncGenerator<Item> {
  const length = new PageLength();
  const ask = (after?: string) => {
    const { rows } = length;
    return quiet(
      unmoved(connection, repoId, state, options, async (tx) => {
        const range = await nextPage(tx, state.generation, rows, after);
        return range && { rows, to: range.to, ...(await read(tx, range)) };
      }),
    );
  };
  let asked = ask();
  try {
    for (let page = await asked; page !== undefined; page = await asked) {
      length.learn(page.rows, page.size);
      asked = ask(page.to);
      yield* page.items;
    }
  } finally {
    await asked.catch(() => undefined);
  }
}

async function unmoved<Result>(
  connection: Connection,
  repoId: string,
  state: RepositoryState,
  options: ReadOptions,
  work: (tx: StatementRunner) => Promise<Result>,
): Promise<Result> {
  return connection.read(async (tx) => {
    const result = await work(tx);
    if (await isUnmoved(tx, repoId, state)) return result;
    throw new StorageError(
      'CONFLICT',
      `The repository ${JSON.stringify(repoId)} changed while it was streamed. Discard what was read and begin again.`,
      { retryable: true },
    );
  }, options);
}

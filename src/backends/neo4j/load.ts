import { StorageError, throwIfAborted } from '../../errors/index.ts';
import type {
  GraphMetadata,
  SerializableEdge,
  SerializableGraph,
  SerializableNode,
} from '../../graph/index.ts';
import { recordOf } from '../../graph/index.ts';
import { EditableGraph, type GraphSource, type ReadOptions } from '../../storage/index.ts';
import type { Connection, StatementRunner } from './connection.ts';
import { decodeEdges, decodeNodes } from './decode.ts';
import { beforeFirstKey, keyRange } from './keys.ts';
import { DERIVED_TYPES } from './names.ts';
import { isUnmoved, type RepositoryState, readConsistently } from './state.ts';
import * as cypher from './statements.generated.ts';

/** Nodes, with the edges that leave them, that one answer carries. */
const PAGE_ROWS = 10_000;

/** A stretch of a generation's keys: after `after`, up to and including `lastKey`. */
interface NodePage {
  readonly nodes: SerializableNode[];
  readonly after: string;
  readonly lastKey: string;
}

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

/** All rows of a generation, nodes with the edges that leave them. */
export async function* graphPages(
  tx: StatementRunner,
  generation: number,
): AsyncGenerator<{
  readonly nodes: readonly SerializableNode[];
  readonly edges: readonly SerializableEdge[];
}> {
  for await (const page of nodePages(tx, generation)) {
    yield { nodes: page.nodes, edges: await edgesOf(tx, page) };
  }
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
    async *nodes() {
      for await (const page of streamedPages(connection, repoId, state, options)) yield* page.nodes;
    },
    async *edges() {
      for await (const page of streamedPages(connection, repoId, state, options)) {
        yield* await unmoved(connection, repoId, state, options, (tx) => edgesOf(tx, page));
      }
    },
  };
}

async function* streamedPages(
  connection: Connection,
  repoId: string,
  state: RepositoryState,
  options: ReadOptions,
): AsyncGenerator<NodePage> {
  for (let after = beforeFirstKey(state.generation); ; ) {
    const page = await unmoved(connection, repoId, state, options, (tx) =>
      nodePage(tx, state.generation, after),
    );
    if (page === undefined) return;
    yield page;
    after = page.lastKey;
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

async function* nodePages(tx: StatementRunner, generation: number): AsyncGenerator<NodePage> {
  for (let after = beforeFirstKey(generation); ; ) {
    const page = await nodePage(tx, generation, after);
    if (page === undefined) return;
    yield page;
    after = page.lastKey;
  }
}

async function nodePage(
  tx: StatementRunner,
  generation: number,
  after: string,
): Promise<NodePage | undefined> {
  const { to } = keyRange(generation);
  const row = await tx.one(cypher.nodePage, { after, to, rows: PAGE_ROWS });
  const lastKey = row.lastKey as string | null;
  return lastKey === null ? undefined : { nodes: decodeNodes(row), after, lastKey };
}

async function edgesOf(tx: StatementRunner, page: NodePage): Promise<SerializableEdge[]> {
  const range = { after: page.after, to: page.lastKey, derivedTypes: DERIVED_TYPES };
  return decodeEdges(await tx.one(cypher.edgePage, range));
}

import { throwIfAborted } from '../../errors/index.ts';
import {
  type GraphMetadata,
  type SerializableEdge,
  type SerializableGraph,
  type SerializableNode,
  validateEdge,
  validateMetadata,
  validateNode,
} from '../../graph/index.ts';
import type { GraphSource } from '../graph-storage.ts';
import type { ReadOptions } from '../options.ts';
import { type RowPass, RowTally } from './row-tally.ts';

/** Rows between two looks at the signal and two progress calls. */
const ROWS_PER_CHUNK = 1_000;

/**
 * A graph on its way into a backend: every row is checked and the backend's to keep, duplicates are still
 * there. Rows come in chunks, for an await costs more than a row.
 */
export interface RowSource {
  readonly metadata: GraphMetadata;
  /** Whether the rows can be read only once. */
  readonly readOnce: boolean;
  /** How many rows there are, where that is known before they are read. */
  readonly rows?: number;
  nodes(): AsyncIterable<readonly SerializableNode[]>;
  edges(): AsyncIterable<readonly SerializableEdge[]>;
}

/** @param graph checked, and no longer the caller's */
export function rowsOfGraph({ repoId, nodes, edges, metadata }: SerializableGraph): RowSource {
  return {
    metadata: { ...metadata, repoId },
    readOnce: false,
    rows: nodes.length + edges.length,
    nodes: () => slices(nodes),
    edges: () => slices(edges),
  };
}

/** Checks and copies every row as it is read. @param tally counts each */
export function rowsOfSource(source: GraphSource, tally: RowTally = new RowTally()): RowSource {
  const metadata = validateMetadata(source.metadata);
  tally.graph(undefined, source.metadata);
  return {
    metadata,
    readOnce: source.readOnce ?? false,
    nodes: () => chunks(source.nodes(), validateNode, tally.nodePass()),
    edges: () =>
      chunks(
        source.edges(),
        validateEdge,
        tally.edgePass(() => source.ignoredFields),
      ),
  };
}

/** Reads a source into memory, stopping where the signal says so. */
export async function collectRows(source: RowSource, options: ReadOptions): Promise<SerializableGraph> {
  const nodes = await collect(source.nodes(), 'read nodes', options);
  const edges = await collect(source.edges(), 'read edges', options);
  return { repoId: source.metadata.repoId, nodes, edges, metadata: source.metadata };
}

async function collect<Row>(
  chunksOfRows: AsyncIterable<readonly Row[]>,
  phase: string,
  options: ReadOptions,
): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const chunk of chunksOfRows) {
    for (const row of chunk) rows.push(row);
    throwIfAborted(options.signal);
    options.onProgress?.({ phase, done: rows.length });
  }
  throwIfAborted(options.signal);
  options.onProgress?.({ phase, done: rows.length, total: rows.length });
  return rows;
}

async function* slices<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += ROWS_PER_CHUNK)
    yield rows.slice(from, from + ROWS_PER_CHUNK);
}

async function* chunks<Given, Row>(
  rows: AsyncIterable<Given>,
  check: (row: Given, index: number) => Row,
  pass: RowPass<Row>,
): AsyncGenerator<readonly Row[]> {
  let index = 0;
  let chunk: Row[] = [];
  for await (const given of rows) {
    const row = check(given, index++);
    pass.see(given, row);
    chunk.push(row);
    if (chunk.length < ROWS_PER_CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  pass.end();
  if (chunk.length > 0) yield chunk;
}

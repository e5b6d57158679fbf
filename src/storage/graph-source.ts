import { throwIfAborted } from '../errors/index.ts';
import {
  copyEdge,
  copyNode,
  type SerializableEdge,
  type SerializableGraph,
  type SerializableNode,
} from '../graph/index.ts';
import type { GraphSource } from './graph-storage.ts';
import type { ReadOptions } from './options.ts';

/** Rows between two looks at the signal and two progress calls. */
const ROWS_PER_STEP = 1_000;

/** Whether a graph comes row by row, rather than as a value. */
export function isGraphSource(value: SerializableGraph | GraphSource): value is GraphSource {
  return typeof (value as Partial<GraphSource> | null | undefined)?.nodes === 'function';
}

/** A graph in memory as a source; each pass copies the rows, so that they belong to the reader. */
export function sourceOf(graph: SerializableGraph): GraphSource {
  return {
    metadata: { ...graph.metadata, repoId: graph.repoId },
    async *nodes() {
      for (const node of graph.nodes) yield copyNode(node);
    },
    async *edges() {
      for (const edge of graph.edges) yield copyEdge(edge);
    },
  };
}

/** Reads a source into memory, stopping where the signal says so. Duplicates are still in it. */
export async function collectSource(source: GraphSource, options: ReadOptions): Promise<SerializableGraph> {
  const nodes = await collectRows<SerializableNode>(source.nodes(), 'read nodes', options);
  const edges = await collectRows<SerializableEdge>(source.edges(), 'read edges', options);
  return { repoId: source.metadata.repoId, nodes, edges, metadata: source.metadata };
}

async function collectRows<Row>(
  rows: AsyncIterable<Row>,
  phase: string,
  options: ReadOptions,
): Promise<Row[]> {
  const collected: Row[] = [];
  for await (const row of rows) {
    collected.push(row);
    if (collected.length % ROWS_PER_STEP === 0) {
      throwIfAborted(options.signal);
      options.onProgress?.({ phase, done: collected.length });
    }
  }
  throwIfAborted(options.signal);
  options.onProgress?.({ phase, done: collected.length, total: collected.length });
  return collected;
}

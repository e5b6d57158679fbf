import { throwIfAborted } from '../../../errors/index.ts';
import type { SerializableEdge, SerializableNode } from '../../../graph/index.ts';
import { RowFingerprints } from '../../../hashes/row-fingerprints.ts';
import type { RowSource, WriteOptions } from '../../../storage/index.ts';
import { ScannedGraph } from './scanned-graph.ts';

/** Reads a graph once to learn what each file owns, by digests, keeping none of its rows. */
export async function scanSource(source: RowSource, options: WriteOptions): Promise<RowFingerprints> {
  let done = 0;
  const step = (rows: number): void => {
    throwIfAborted(options.signal);
    done += rows;
    options.onProgress?.({
      phase: 'compare',
      done,
      ...(source.rows === undefined ? {} : { total: source.rows }),
    });
  };
  if (source instanceof ScannedGraph) {
    step(source.rows);
    return source.fingerprints;
  }
  const fingerprints = new RowFingerprints({});
  for await (const chunk of source.nodes()) {
    for (const node of chunk) fingerprints.addNode(node, 0);
    step(chunk.length);
  }
  for await (const chunk of source.edges()) {
    for (const edge of chunk) fingerprints.addEdge(edge);
    step(chunk.length);
  }
  return fingerprints;
}

/** The rows of a source that some files own; duplicates are still there. */
export async function rowsOfFiles(
  source: RowSource,
  fingerprints: RowFingerprints,
  files: ReadonlySet<string>,
  options: WriteOptions,
): Promise<{ readonly nodes: SerializableNode[]; readonly edges: SerializableEdge[] }> {
  const nodes: SerializableNode[] = [];
  const edges: SerializableEdge[] = [];
  if (files.size === 0) return { nodes, edges };
  for await (const chunk of source.nodes()) {
    throwIfAborted(options.signal);
    for (const node of chunk) if (files.has(node.file)) nodes.push(node);
  }
  for await (const chunk of source.edges()) {
    throwIfAborted(options.signal);
    for (const edge of chunk) if (files.has(fingerprints.ownerOf(edge))) edges.push(edge);
  }
  return { nodes, edges };
}

import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { diskError } from '../errors/disk-error.ts';
import { StorageError } from '../errors/index.ts';
import type { SerializableGraph } from '../graph/index.ts';
import type { GraphSource, ReadOptions } from '../storage/index.ts';
import { dotChunks, dotText } from './dot.ts';
import { gexfChunks } from './gexf.ts';
import { graphmlChunks } from './graphml.ts';
import { jsonChunks, ndjsonChunks } from './json-chunks.ts';
import { mermaidText } from './mermaid.ts';
import type { Neighbourhood } from './neighbourhood.ts';

/**
 * Writes a graph as CodePrism's pretty JSON, without a final line feed, at the pace the
 * stream takes it. The stream is left open for its owner to end; after a failure it is
 * destroyed. A source's totals are written as its metadata has them.
 * @throws `ABORTED`, `UNAVAILABLE` if the stream fails, and what the source throws
 */
export async function writeGraphJson(
  graph: SerializableGraph | GraphSource,
  writable: Writable,
  options: ReadOptions = {},
): Promise<void> {
  await writeChunks(jsonChunks(graph, options), writable);
}

/**
 * Writes a graph as NDJSON, row by row, so that its size does not
 * matter; otherwise like {@link writeGraphJson}.
 */
export async function writeGraphNdjson(
  graph: SerializableGraph | GraphSource,
  writable: Writable,
  options: ReadOptions = {},
): Promise<void> {
  await writeChunks(ndjsonChunks(graph, options), writable);
}

/**
 * Writes a graph as GraphML: every field and attribute, the metadata as JSON; an unstored end of an edge is a
 * node with `unresolved`. A source is read in several passes.
 * @throws besides what {@link writeGraphJson} throws `UNSUPPORTED` for a source that can be read once,
 * `INVALID_GRAPH` for a source that gives a row twice
 */
export async function writeGraphMl(
  graph: SerializableGraph | GraphSource,
  writable: Writable,
  options: ReadOptions = {},
): Promise<void> {
  await writeChunks(graphmlChunks(graph, options), writable);
}

/** Writes a graph as GEXF 1.3, for Gephi; without metadata, otherwise like {@link writeGraphMl}. */
export async function writeGexf(
  graph: SerializableGraph | GraphSource,
  writable: Writable,
  options: ReadOptions = {},
): Promise<void> {
  await writeChunks(gexfChunks(graph, options), writable);
}

/** Writes a graph in DOT, Graphviz's language; without metadata, in one pass over any source. */
export async function writeDot(
  graph: SerializableGraph | GraphSource,
  writable: Writable,
  options: ReadOptions = {},
): Promise<void> {
  await writeChunks(dotChunks(graph, options), writable);
}

/** Writes a part of a graph in DOT. */
export async function writeNeighbourhoodDot(part: Neighbourhood, writable: Writable): Promise<void> {
  await writeChunks(dotText(part), writable);
}

/**
 * Writes a part of a graph as a Mermaid flowchart: names and kinds of edges alone.
 * @throws `UNSUPPORTED` above `MERMAID_LIMITS`
 */
export async function writeMermaid(part: Neighbourhood, writable: Writable): Promise<void> {
  const text = mermaidText(part);
  await writeChunks([text], writable);
}

/** Writes text at the pace the stream takes it, and leaves the stream open. */
export async function writeChunks(
  chunks: Iterable<string> | AsyncIterable<string>,
  writable: Writable,
): Promise<void> {
  try {
    await pipeline(Readable.from(chunks), writable, { end: false });
  } catch (error) {
    if (error instanceof StorageError) throw error;
    throw diskError(error, 'the output');
  }
}

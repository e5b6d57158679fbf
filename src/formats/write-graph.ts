import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StorageError } from '../errors/index.ts';
import type { SerializableGraph } from '../graph/index.ts';
import type { GraphSource, ReadOptions } from '../storage/index.ts';
import { diskError } from './disk-error.ts';
import { jsonChunks, ndjsonChunks } from './json-chunks.ts';

/**
 * Writes a graph as CodePrism's pretty JSON, without a final line feed, at the pace the stream takes it. The stream is left
 * open for its owner to end; after a failure it is destroyed. A source's totals are written as its metadata has them.
 * @throws `ABORTED`, `UNAVAILABLE` if the stream fails, and what the source throws
 */
export async function writeGraphJson(
  graph: SerializableGraph | GraphSource,
  writable: Writable,
  options: ReadOptions = {},
): Promise<void> {
  await write(jsonChunks(graph, options), writable);
}

/** Writes a graph as NDJSON, row by row, so that its size does not matter; otherwise like {@link writeGraphJson}. */
export async function writeGraphNdjson(
  graph: SerializableGraph | GraphSource,
  writable: Writable,
  options: ReadOptions = {},
): Promise<void> {
  await write(ndjsonChunks(graph, options), writable);
}

async function write(chunks: AsyncIterable<string>, writable: Writable): Promise<void> {
  try {
    await pipeline(Readable.from(chunks), writable, { end: false });
  } catch (error) {
    if (error instanceof StorageError) throw error;
    throw diskError(error, 'the output');
  }
}

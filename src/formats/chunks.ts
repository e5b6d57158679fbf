import { throwIfAborted } from '../errors/index.ts';
import type { ReadOptions } from '../storage/index.ts';

/** Characters gathered before they are handed on: few writes, little memory. */
const CHUNK_LENGTH = 256 * 1024;

/** The texts of rows, gathered into long ones. */
export async function* gathered<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  toText: (row: Row) => string,
): AsyncIterable<string> {
  let chunk = '';
  for await (const row of rows) {
    chunk += toText(row);
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** The same chunks, until the signal says stop. Progress: characters made so far. */
export async function* watched(chunks: AsyncIterable<string>, options: ReadOptions): AsyncIterable<string> {
  let done = 0;
  for await (const chunk of chunks) {
    throwIfAborted(options.signal);
    yield chunk;
    done += chunk.length;
    options.onProgress?.({ phase: 'write characters', done });
  }
}

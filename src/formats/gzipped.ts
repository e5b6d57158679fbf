import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** The bytes as gzip writes them; what their source throws is thrown. */
export async function* gzipped(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const gzip = createGzip();
  // The loop sees the same failure; this promise must only not be left unhandled.
  pipeline(Readable.from(chunks, { objectMode: true }), gzip).catch(() => undefined);
  yield* gzip as AsyncIterable<Uint8Array>;
}

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, type Gunzip } from 'node:zlib';
import { StorageError } from '../errors/index.ts';
import { unreadable } from './file-problem.ts';
import { PeekableBytes } from './peekable-bytes.ts';

const GZIP_MAGIC = [0x1f, 0x8b];

/** The bytes as they are, or decompressed if they begin as gzip does. @throws `CORRUPT` for broken gzip */
export async function* plainBytes(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncIterable<Uint8Array> {
  const bytes = new PeekableBytes(chunks);
  const start = await bytes.peek(GZIP_MAGIC.length);
  const gzipped = GZIP_MAGIC.every((byte, index) => start[index] === byte);
  yield* gzipped ? gunzipped(bytes.all(), name) : bytes.all();
}

async function* gunzipped(chunks: AsyncIterable<Uint8Array>, name: string): AsyncIterable<Uint8Array> {
  let given = 0;
  const counted = async function* (): AsyncIterable<Uint8Array> {
    for await (const chunk of chunks) {
      given += chunk.length;
      yield chunk;
    }
  };
  const gunzip: Gunzip = createGunzip();
  // The loop below sees the same failure; this promise must only not be left unhandled.
  const fed = pipeline(Readable.from(counted(), { objectMode: true }), gunzip).catch(() => undefined);
  let produced = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Uint8Array>) {
      produced += chunk.length;
      yield chunk;
    }
    await fed;
  } catch (error) {
    throw brokenGzip(name, error, produced);
  }
  // zlib silently leaves out whatever follows the last member.
  if (gunzip.bytesWritten < given) {
    throw unreadable(
      name,
      `holds something else behind the end of its gzip data (byte ${gunzip.bytesWritten})`,
      {
        remedy: 'Make the file again, or cut off what follows.',
        context: { byte: gunzip.bytesWritten },
      },
    );
  }
}

function brokenGzip(name: string, error: unknown, produced: number): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (error instanceof StorageError || typeof code !== 'string' || !code.startsWith('Z_')) return error;
  const problem =
    code === 'Z_BUF_ERROR'
      ? `is a gzip file that was cut off (after ${produced} bytes of its content)`
      : `is a damaged gzip file (${(error as Error).message}, after ${produced} bytes of its content)`;
  return unreadable(name, problem, {
    remedy: 'Make or transfer the file again.',
    context: { contentBytes: produced },
    cause: error,
  });
}

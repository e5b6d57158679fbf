import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, type Gunzip } from 'node:zlib';
import { StorageError } from '../errors/index.ts';
import { unreadable } from './file-problem.ts';
import { PeekableBytes } from './peekable-bytes.ts';

const GZIP_MAGIC = [0x1f, 0x8b];
const UTF8_MARK = [0xef, 0xbb, 0xbf];

/**
 * The bytes as they are, or decompressed if they begin as gzip does; without a byte order mark.
 * @throws `CORRUPT` for broken gzip and for UTF-16
 */
export async function* plainBytes(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncIterable<Uint8Array> {
  const bytes = new PeekableBytes(chunks);
  const start = await bytes.peek(GZIP_MAGIC.length);
  const gzipped = GZIP_MAGIC.every((byte, index) => start[index] === byte);
  yield* utf8(gzipped ? gunzipped(bytes.all(), name) : bytes.all(), name);
}

/** The bytes behind a byte order mark, which UTF-8 does not need. @throws `CORRUPT` for UTF-16 */
async function* utf8(chunks: AsyncIterable<Uint8Array>, name: string): AsyncIterable<Uint8Array> {
  const bytes = new PeekableBytes(chunks);
  const start = await bytes.peek(UTF8_MARK.length);
  if (isUtf16(start)) {
    await bytes.close();
    throw unreadable(name, 'is UTF-16 text, not UTF-8', { remedy: 'Save it as UTF-8.' });
  }
  let toSkip = UTF8_MARK.every((byte, index) => start[index] === byte) ? UTF8_MARK.length : 0;
  for await (const chunk of bytes.all()) {
    yield toSkip === 0 ? chunk : chunk.subarray(toSkip);
    toSkip = Math.max(0, toSkip - chunk.length);
  }
}

/** By its mark, or by a zero byte in its first character, which no graph begins with. */
function isUtf16([first, second]: Uint8Array): boolean {
  const hasMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return hasMark || (first === 0 && second !== undefined) || (first !== undefined && second === 0);
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

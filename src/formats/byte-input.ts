import { constants, openSync } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { diskError, systemCode } from '../errors/disk-error.ts';
import { onAbort, quote, StorageError, throwIfAborted } from '../errors/index.ts';
import type { ReadOptions } from '../storage/index.ts';

const CHUNK_BYTES = 1024 * 1024;

/** A path, a `file:` URL, or a stream of bytes such as `process.stdin`. */
export type GraphInput = string | URL | AsyncIterable<Uint8Array>;

/** Where bytes come from, opened as often as it allows. */
export interface ByteInput {
  /** For people: the path, or a name for the stream. */
  readonly name: string;
  /** Whether a second call of `chunks` is impossible. */
  readonly readOnce: boolean;
  /** A new pass over the bytes. Progress: bytes read, of the total where it is known. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** @throws `NOT_FOUND` or `UNAVAILABLE` naming the path */
export async function byteInput(given: GraphInput, name: string, options: ReadOptions): Promise<ByteInput> {
  const input = given instanceof URL ? fileURLToPath(given) : given;
  if (typeof input !== 'string') {
    return { name, readOnce: true, chunks: () => watched(input, undefined, options) };
  }
  if (await isPipe(input))
    return { name, readOnce: true, chunks: () => watched(pipeChunks(input, options), undefined, options) };
  const handle = await open(input, constants.O_RDONLY).catch((error) => {
    if (systemCode(error) === 'ENOENT') throw noSuchFile(input, error);
    throw diskError(error, input);
  });
  const found = await handle.stat({ bigint: true });
  if (!found.isFile()) {
    // A pipe or device such as /dev/stdin: opening it again would give other bytes.
    return { name, readOnce: true, chunks: () => watched(handleChunks(handle, input), undefined, options) };
  }
  await handle.close();
  const identity = `${found.ino}:${found.size}:${found.mtimeNs}`;
  const chunks = (): AsyncIterable<Uint8Array> =>
    watched(fileChunks(input, identity), Number(found.size), options);
  return { name, readOnce: false, chunks };
}

async function isPipe(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFIFO(),
    () => false,
  );
}

/**
 * What is written into a named pipe. Opening one waits for a writer, in a thread that nothing can call back;
 * opened without waiting it is read as soon as somebody writes, and waiting for that can be stopped.
 */
async function* pipeChunks(path: string, { signal }: ReadOptions): AsyncIterable<Uint8Array> {
  throwIfAborted(signal);
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const pipe = new Socket({ fd, readable: true, writable: false });
  const stop = signal && onAbort(signal, () => pipe.destroy(new Error('stopped')));
  try {
    for await (const chunk of pipe) yield chunk as Uint8Array;
    throwIfAborted(signal);
  } catch (error) {
    throwIfAborted(signal);
    throw diskError(error, path);
  } finally {
    stop?.();
    pipe.destroy();
  }
}

async function* fileChunks(path: string, identity: string): AsyncIterable<Uint8Array> {
  const handle = await open(path, constants.O_RDONLY).catch((error) => {
    throw diskError(error, path);
  });
  const found = await handle.stat({ bigint: true });
  if (`${found.ino}:${found.size}:${found.mtimeNs}` !== identity) {
    await handle.close();
    throw new StorageError(
      'CONFLICT',
      `File ${JSON.stringify(path)} changed while it was being read. Discard what was read and read it again.`,
      { retryable: true, context: { file: path } },
    );
  }
  yield* handleChunks(handle, path);
}

async function* handleChunks(handle: FileHandle, path: string): AsyncIterable<Uint8Array> {
  try {
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw diskError(error, path);
  } finally {
    await handle.close();
  }
}

async function* watched(
  chunks: AsyncIterable<Uint8Array>,
  total: number | undefined,
  options: ReadOptions,
): AsyncIterable<Uint8Array> {
  let done = 0;
  for await (const chunk of chunks) {
    throwIfAborted(options.signal);
    done += chunk.length;
    options.onProgress?.({ phase: 'read bytes', done, ...(total !== undefined && { total }) });
    yield chunk;
  }
}

function noSuchFile(path: string, cause: unknown): StorageError {
  return new StorageError('NOT_FOUND', `There is no file ${quote(path)}. Check the path.`, {
    context: { path },
    cause,
  });
}

import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { diskError, systemCode } from '../../errors/disk-error.ts';
import { quote, StorageError } from '../../errors/index.ts';

/**
 * Writes a file beside its place and moves it there when it is whole, so that a failure leaves what was there
 * before. A name that ends with `.gz` is compressed. Pipes and devices are written to directly.
 * @throws `UNAVAILABLE` naming the path, and what `write` throws
 */
export async function writeAside(path: string, write: (sink: Writable) => Promise<void>): Promise<void> {
  const target = await stat(path).catch(() => undefined);
  const direct = target !== undefined && !target.isFile();
  const place = direct ? path : `${path}.${process.pid}.partial`;
  try {
    await writeWhole(place, { gzip: path.endsWith('.gz'), flush: !direct }, write);
    if (!direct) await rename(place, path);
  } catch (error) {
    if (!direct) await rm(place, { force: true }).catch(() => undefined);
    if (systemCode(error) === 'ENOENT') throw noFolder(path, error);
    throw diskError(error, path);
  }
}

function noFolder(path: string, cause: unknown): StorageError {
  const folder = dirname(path);
  return new StorageError(
    'UNAVAILABLE',
    `The folder ${quote(folder)} for ${quote(basename(path))} does not exist. Make it first, or write somewhere else.`,
    { context: { path, folder }, cause },
  );
}

async function writeWhole(
  path: string,
  { gzip, flush }: { readonly gzip: boolean; readonly flush: boolean },
  write: (sink: Writable) => Promise<void>,
): Promise<void> {
  const file = createWriteStream(path, { flush });
  const sink = gzip ? createGzip() : file;
  const finished = gzip
    ? pipeline(sink as ReturnType<typeof createGzip>, file)
    : new Promise<void>((resolve, reject) => file.once('close', resolve).once('error', reject));
  // Watched from the start: a failure to open comes while `write` still runs, which then fails too.
  finished.catch(() => undefined);
  try {
    await write(sink);
    sink.end();
  } catch (error) {
    sink.destroy();
    file.destroy();
    throw file.errored ?? error; // the file's own failure, where that was the reason
  }
  await finished;
}

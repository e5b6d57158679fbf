import { mkdir, open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { diskError, systemCode } from '../../errors/disk-error.ts';
import { quote, StorageError } from '../../errors/index.ts';
import { gzipped } from '../../formats/gzipped.ts';
import { LONGEST_JSON } from '../../formats/read-graph-json.ts';
import { versionOf } from './graph-file.ts';
import { temporaryName } from './temporary-files.ts';

/** A little more than the coarsest clock step that utimes keeps. */
const TICK_NANOSECONDS = 10_000n;

/** A whole file, on the disk, that has not yet taken its place. */
export interface FileAside {
  readonly path: string;
  readonly version: string;
  /** Of the content, before it was compressed. */
  readonly bytes: number;
}

/** A file written aside, and the name that it is to take. */
export interface FileToPlace {
  readonly aside: FileAside;
  /** Its name in the folder. */
  readonly name: string;
}

/** What a new file takes over from the one it is to replace. */
export interface Predecessor {
  readonly mode: number;
  readonly mtimeNs: bigint;
}

/** Makes a folder and those above it. @throws `UNAVAILABLE` */
export async function makeDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true }).catch((error) => {
    throw diskError(error, directory);
  });
}

/** How a new file is written. */
export interface FileKind {
  readonly predecessor: Predecessor | undefined;
  readonly isCompressed?: boolean;
}

/** Writes a file aside, in the same folder, up to the disk. What fails leaves nothing behind. */
export async function writeAside(
  directory: string,
  chunks: AsyncIterable<string> | Iterable<string>,
  { predecessor, isCompressed = false }: FileKind,
): Promise<FileAside> {
  const path = join(directory, temporaryName());
  try {
    const handle = await open(path, 'wx');
    try {
      const size = { bytes: 0 };
      const plain = readable(chunks, path, size);
      for await (const chunk of isCompressed ? gzipped(plain) : plain) await handle.writeFile(chunk);
      if (predecessor !== undefined) await handle.chmod(predecessor.mode & 0o777);
      let stat = await handle.stat({ bigint: true });
      if (predecessor !== undefined && stat.mtimeNs <= predecessor.mtimeNs) {
        // Two writes within one step of the clock would else look alike.
        const mtime = Number(predecessor.mtimeNs + TICK_NANOSECONDS) / 1e9;
        await handle.utimes(mtime, mtime);
        stat = await handle.stat({ bigint: true });
      }
      await handle.sync();
      return { path, version: versionOf(stat), ...size };
    } finally {
      await handle.close();
    }
  } catch (error) {
    await discard(path);
    throw diskError(error, directory);
  }
}

/** Removes a file that was written aside. One that is gone already is no failure. */
export async function discard(path: string): Promise<void> {
  await unlink(path).catch(() => undefined);
}

/**
 * Lets files aside take their places, in the given order, and makes that
 * last; `check` is the last word against it.
 */
export async function putInPlace(
  directory: string,
  files: readonly FileToPlace[],
  check: () => Promise<void>,
): Promise<void> {
  try {
    await check();
    for (const { aside, name } of files) {
      const path = join(directory, name);
      await rename(aside.path, path).catch((error) => {
        throw diskError(error, path);
      });
    }
  } catch (error) {
    for (const { aside } of files) await discard(aside.path);
    throw error;
  }
  await syncDirectory(directory);
}

/** Removes a file; that it is gone already is no error. */
export async function remove(directory: string, name: string): Promise<void> {
  const path = join(directory, name);
  await unlink(path).catch((error) => {
    if (systemCode(error) !== 'ENOENT') throw diskError(error, path);
  });
}

/**
 * Makes renames and removals last. Where folders cannot be opened
 * (Windows) that is the file system's own care.
 */
export async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await open(directory, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'ENOENT'].includes(systemCode(error) ?? '')) throw diskError(error, directory);
  }
}

/** Refuses to write what could not be read again. */
async function* readable(
  chunks: AsyncIterable<string> | Iterable<string>,
  path: string,
  size: { bytes: number },
): AsyncIterable<Buffer> {
  for await (const chunk of chunks) {
    const encoded = Buffer.from(chunk);
    size.bytes += encoded.length;
    if (size.bytes > LONGEST_JSON) {
      throw new StorageError(
        'UNSUPPORTED',
        `The graph needs more than ${LONGEST_JSON} bytes of JSON, which could not be read again (folder of ${quote(path)}). ` +
          'Store graphs of this size in Neo4j.',
        { context: { limit: LONGEST_JSON } },
      );
    }
    yield encoded;
  }
}

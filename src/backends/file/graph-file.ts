import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, lstat, open, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync, constants as zlib } from 'node:zlib';
import { diskError, systemCode } from '../../errors/disk-error.ts';
import { quote, StorageError, throwIfAborted } from '../../errors/index.ts';
import { plainBytes } from '../../formats/plain-bytes.ts';
import { readGraphJson } from '../../formats/read-graph-json.ts';
import { EditableGraph, type ReadOptions } from '../../storage/index.ts';
import { COMPRESSED_SUFFIX, GRAPH_SUFFIXES, METADATA_SUFFIX } from './file-names.ts';
import type { Snapshot } from './snapshot-cache.ts';

const CHUNK_BYTES = 1024 * 1024;
/** More than `{"repo_id": …` can take: an id of 8,000 bytes, each written as six. */
const HEAD_BYTES = 64 * 1024;
const REPO_ID = /^\s*\{\s*"repo_id":\s*("(?:[^"\\]|\\.)*")/;
/**
 * Times a file is looked for or read again that another program
 * wrote to, or put in its other form, meanwhile.
 */
const ATTEMPTS = 3;

/** Says that a file is still the same: it is another after every write. */
export function versionOf(stat: BigIntStats): string {
  return `${stat.dev}:${stat.ino}:${stat.size}:${stat.mtimeNs}`;
}

/** The version of the stem's graph file, `undefined` if it is gone. */
export async function currentVersion(directory: string, stem: string): Promise<string | undefined> {
  const found = await graphFile(directory, stem);
  return found === undefined ? undefined : versionOf(found.stat);
}

/**
 * The content of the stem's graph file, `undefined` if it is gone. The repository is the given one, whatever
 * the file calls it: a copied file is a copy of the repository.
 * @throws `CORRUPT`, `INVALID_GRAPH`, `UNSUPPORTED`, `UNAVAILABLE`, `CONFLICT` if it changes all the time
 */
export async function readSnapshot(
  directory: string,
  stem: string,
  repoId: string,
  options: ReadOptions,
): Promise<Snapshot | undefined> {
  for (let attempt = 1; ; attempt++) {
    const found = await graphFile(directory, stem);
    if (found === undefined) return undefined;
    const handle = await openFile(found.path);
    if (handle === undefined && attempt < ATTEMPTS) continue;
    if (handle === undefined) return undefined;
    try {
      const before = await handle.stat({ bigint: true });
      const size = { bytes: 0 };
      const stored = chunksOf(handle, Number(before.size), options);
      const plain = found.name.endsWith(COMPRESSED_SUFFIX) ? plainBytes(stored, found.path) : stored;
      const read = readGraphJson(counted(plain, size), found.path);
      const [result] = await Promise.allSettled([read]);
      const version = versionOf(before);
      if (versionOf(await handle.stat({ bigint: true })) !== version && attempt < ATTEMPTS) continue;
      if (result.status === 'rejected') throw result.reason;
      const graph = new EditableGraph({ ...result.value, repoId });
      return { graph, version, bytes: size.bytes };
    } catch (error) {
      throw diskError(error, found.path);
    } finally {
      await handle.close();
    }
  }
}

/** The repository id that the stem's files say at their beginning, without reading more. */
export async function storedRepoId(directory: string, stem: string): Promise<string | undefined> {
  for (const name of [...(await graphNames(directory, stem)), stem + METADATA_SUFFIX]) {
    const found = await regularFile(directory, name);
    const handle = found === undefined ? undefined : await openFile(found.path);
    if (handle === undefined) continue;
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      const head = buffer.subarray(0, bytesRead);
      const text = name.endsWith(COMPRESSED_SUFFIX) ? beginning(head) : head;
      const literal = REPO_ID.exec(text.toString())?.[1];
      if (literal !== undefined) return JSON.parse(literal) as string;
    } catch {
      // Unreadable or no JSON: the other file may still say it.
    } finally {
      await handle.close();
    }
  }
  return undefined;
}

/**
 * The names of the stem's graph files, the one that counts first: that which was written last. There are two
 * where a crash, or another program, left the other form behind.
 */
export async function graphNames(directory: string, stem: string): Promise<string[]> {
  const found: { readonly name: string; readonly mtimeNs: bigint }[] = [];
  for (const suffix of GRAPH_SUFFIXES) {
    const stat = await lstat(join(directory, stem + suffix), { bigint: true }).catch((error) => {
      if (systemCode(error) === 'ENOENT') return undefined;
      throw diskError(error, join(directory, stem + suffix));
    });
    if (stat?.isFile() || stat?.isSymbolicLink()) found.push({ name: stem + suffix, mtimeNs: stat.mtimeNs });
  }
  return found.sort((one, other) => Number(other.mtimeNs - one.mtimeNs)).map(({ name }) => name);
}

/**
 * The stem's graph file; one form is not seen, and then the other, while a writer puts it in the other form.
 */
async function graphFile(directory: string, stem: string): Promise<FoundFile | undefined> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const [name] = await graphNames(directory, stem);
    const found = name === undefined ? undefined : await regularFile(directory, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The content's beginning, of a compressed file's beginning. */
function beginning(compressed: Buffer): Buffer {
  return gunzipSync(compressed, { finishFlush: zlib.Z_SYNC_FLUSH });
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  size: { bytes: number },
): AsyncIterable<Uint8Array> {
  for await (const chunk of chunks) {
    size.bytes += chunk.length;
    yield chunk;
  }
}

async function* chunksOf(handle: FileHandle, total: number, options: ReadOptions): AsyncIterable<Uint8Array> {
  for (let done = 0; ; ) {
    throwIfAborted(options.signal);
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, done);
    if (bytesRead === 0) return;
    done += bytesRead;
    options.onProgress?.({ phase: 'read bytes', done, total });
    yield buffer.subarray(0, bytesRead);
  }
}

/** `undefined` if it is gone. */
export async function openFile(path: string): Promise<FileHandle | undefined> {
  try {
    // Not following, not waiting: what was a plain file a moment ago may be a link or a pipe by now.
    return await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw diskError(error, path);
  }
}

/** A graph's file as it is found in the folder. */
export interface FoundFile {
  readonly name: string;
  readonly path: string;
  readonly stat: BigIntStats;
}

/**
 * The file of this name, through a link if that stays within the folder; `undefined` if it is gone.
 * @throws `CORRUPT` for a link that leads elsewhere, `UNAVAILABLE` for what is no file
 */
export async function regularFile(directory: string, name: string): Promise<FoundFile | undefined> {
  let path = join(directory, name);
  try {
    let stat = await lstat(path, { bigint: true });
    if (stat.isSymbolicLink()) {
      const target = await realpath(path);
      if (dirname(target) !== (await realpath(directory))) throw leadsOutside(path);
      path = target;
      stat = await lstat(path, { bigint: true });
    }
    if (stat.isFile()) return { name, path, stat };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw diskError(error, path);
  }
  throw new StorageError('UNAVAILABLE', `${quote(path)} is not a file. Move it out of the store's folder.`, {
    context: { path },
  });
}

function leadsOutside(path: string): StorageError {
  return new StorageError(
    'CORRUPT',
    `${quote(path)} is a link that leads out of its folder, and such links are not followed. Put the file itself there.`,
    { context: { path } },
  );
}

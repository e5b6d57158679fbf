import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pLimit from 'p-limit';
import { diskError, systemCode } from '../errors/disk-error.ts';
import { quote, StorageError, throwIfAborted } from '../errors/index.ts';
import { compareCodePoints, recordOf } from '../graph/index.ts';
import type { ReadOptions } from '../storage/index.ts';
import type { FileHashes } from './analyzer.ts';

/** Files that are read at once: enough to keep a disk busy, few enough for any limit on open files. */
const FILES_AT_ONCE = 16;

/** @returns the folder's absolute path without symbolic links @throws `NOT_FOUND`, `UNAVAILABLE` */
export async function existingFolder(folder: string): Promise<string> {
  try {
    const path = await realpath(folder);
    if ((await stat(path)).isDirectory()) return path;
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw diskError(error, folder);
  }
  throw new StorageError('NOT_FOUND', `There is no folder ${quote(folder)}. Check the path.`, {
    context: { folder },
  });
}

/**
 * The files below a folder that fit the globs, with a hash of their bytes. What
 * .gitignore excludes, hidden files, `.git` and `node_modules` are left out, and symbolic
 * links are not followed, so nothing outside the folder is read.
 * @throws `UNAVAILABLE`, `ABORTED`
 */
export async function hashFiles(
  folder: string,
  globs: readonly string[],
  options: ReadOptions,
): Promise<FileHashes> {
  const paths = await filesOf(folder, globs);
  const limit = pLimit(FILES_AT_ONCE);
  let done = 0;
  const hashes = await limit.map(paths, async (path): Promise<readonly [string, string] | undefined> => {
    throwIfAborted(options.signal);
    const hash = await hashOf(join(folder, path));
    options.onProgress?.({ phase: 'hash files', done: ++done, total: paths.length });
    return hash === undefined ? undefined : [path, hash];
  });
  return recordOf(hashes.filter((entry) => entry !== undefined));
}

async function filesOf(folder: string, globs: readonly string[]): Promise<string[]> {
  try {
    // Loaded where it is needed: who only asks a store imports this module too.
    const { globby } = await import('globby');
    const paths = await globby([...globs], {
      cwd: folder,
      gitignore: true,
      ignore: ['**/node_modules/**', '**/.git/**'],
      followSymbolicLinks: false,
      onlyFiles: true,
      expandDirectories: false,
    });
    return paths.sort(compareCodePoints);
  } catch (error) {
    throw diskError(error, folder);
  }
}

/** `undefined` for a file that went away since it was listed: it is not part of the repository any more. */
async function hashOf(file: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw diskError(error, file);
  }
  return hash.digest('hex');
}

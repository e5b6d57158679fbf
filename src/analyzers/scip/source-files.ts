import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { quote, StorageError } from '../../errors/index.ts';

/** Larger files are no source that anybody wrote. */
const FILE_BYTES = 64 * 1024 * 1024;

/** Reads sources below a folder, and nothing outside of it, whatever paths and links say. */
export class SourceFiles {
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
  }

  /** @throws `NOT_FOUND` for a folder that is not there */
  static async below(folder: string): Promise<SourceFiles> {
    try {
      const root = await realpath(folder);
      if ((await stat(root)).isDirectory()) return new SourceFiles(root);
    } catch (error) {
      throw notThere(folder, error);
    }
    throw notThere(folder);
  }

  /** The file's bytes; `undefined` where it is missing, no file, too large or not below the folder. */
  async read(path: string): Promise<Buffer | undefined> {
    try {
      const file = await realpath(join(this.#root, path));
      const prefix = this.#root.endsWith(sep) ? this.#root : `${this.#root}${sep}`;
      if (!file.startsWith(prefix)) return undefined;
      const { size } = await stat(file);
      return size > FILE_BYTES ? undefined : await readFile(file);
    } catch {
      // Whatever keeps a file from being read, the index is still worth reading without it.
      return undefined;
    }
  }
}

function notThere(folder: string, cause?: unknown): StorageError {
  return new StorageError(
    'NOT_FOUND',
    `There is no folder ${quote(folder)}. Name the one that the index was made in.`,
    { context: { folder }, cause },
  );
}

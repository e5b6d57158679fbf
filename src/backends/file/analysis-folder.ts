import { isUtf8 } from 'node:buffer';
import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { diskError, systemCode } from '../../errors/disk-error.ts';
import { quote, StorageError } from '../../errors/index.ts';
import { distinctStem } from './file-names.ts';

const FOLDER = 'analysis';
const SUFFIX = '.json';

/**
 * Where results of analyses lie below a store's folder: `analysis/REPOSITORY/ID.json`, both names made safe.
 */
export class AnalysisFolder {
  /** Of all repositories. */
  readonly directory: string;

  constructor(storeDirectory: string) {
    this.directory = join(storeDirectory, FOLDER);
  }

  of(repoId: string): string {
    return join(this.directory, distinctStem(repoId));
  }

  /**
   * Whether a repository's folder is there.
   * @throws `UNAVAILABLE` for anything else in a folder's place, a link too: nothing outside is looked at
   */
  async has(folder: string): Promise<boolean> {
    return (await isFolder(this.directory)) && isFolder(folder);
  }

  /**
   * The names in a repository's folder, `undefined` where there is none.
   * @throws as {@link AnalysisFolder.has}
   */
  async names(folder: string): Promise<string[] | undefined> {
    return (await this.has(folder))
      ? (await entriesOf(folder)).map(({ name }) => name.toString())
      : undefined;
  }

  /** The folders of all repositories. */
  async all(): Promise<string[]> {
    const entries = (await isFolder(this.directory)) ? await entriesOf(this.directory) : [];
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(this.directory, name.toString()));
  }
}

/** The name of the file of a result. */
export function analysisFileName(id: string): string {
  return distinctStem(id) + SUFFIX;
}

/** The names among these of files that results lie in. */
export function analysisFileNames(names: readonly string[]): string[] {
  return names.filter((name) => name.endsWith(SUFFIX));
}

async function entriesOf(folder: string): Promise<Dirent<Buffer>[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' });
    return entries.filter(({ name }) => isUtf8(name));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw diskError(error, folder);
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    if ((await lstat(path)).isDirectory()) return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw diskError(error, path);
  }
  throw new StorageError(
    'UNAVAILABLE',
    `${quote(path)} is not a folder, and links in its place are not followed. Move it away.`,
    { context: { path } },
  );
}

import { rmdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { oneAtATime, THIS_PROCESS } from '../../concurrency/one-at-a-time.ts';
import { diskError, systemCode } from '../../errors/disk-error.ts';
import { StorageError, throwIfAborted } from '../../errors/index.ts';
import type { Timestamp } from '../../graph/index.ts';
import {
  type AnalysisBackend,
  type AnalysisFilter,
  type AnalysisRow,
  analysisRowToJson,
  compareTimestamps,
  type ReadOptions,
  selectAnalyses,
  type WriteOptions,
} from '../../storage/index.ts';
import { currentAnalysisVersion, readAnalysis } from './analysis-file.ts';
import { AnalysisFolder, analysisFileName, analysisFileNames } from './analysis-folder.ts';
import { makeDirectory, putInPlace, syncDirectory, writeAside } from './replace-files.ts';
import { removeAbandoned } from './temporary-files.ts';
import { predecessorOf } from './write-both.ts';

/** Results of analyses in a folder beside the graphs, a file each in CodePrism's JSON form. */
export class FileAnalyses implements AnalysisBackend {
  readonly #folder: AnalysisFolder;

  constructor(storeDirectory: string) {
    this.#folder = new AnalysisFolder(storeDirectory);
  }

  async storeAnalysis(row: AnalysisRow, options: WriteOptions): Promise<void> {
    const folder = this.#folder.of(row.repoId);
    await alone(folder, async () => {
      const names = await this.#folder.names(folder);
      if (names === undefined) await makeFolder(folder);
      else await removeAbandoned(folder, names);
      const name = analysisFileName(row.id);
      const predecessor = await predecessorOf(join(folder, name));
      const aside = await writeAside(folder, [analysisRowToJson(row)], { predecessor });
      await putInPlace(folder, [{ aside, name }], async () => throwIfAborted(options.signal));
    });
  }

  async loadAnalysis(repoId: string, id: string): Promise<AnalysisRow | undefined> {
    const folder = this.#folder.of(repoId);
    if (!(await this.#folder.has(folder))) return undefined;
    return (await readAnalysis(folder, analysisFileName(id), repoId))?.row;
  }

  async findAnalysis(repoId: string, filter: AnalysisFilter, options: ReadOptions): Promise<AnalysisRow[]> {
    const folder = this.#folder.of(repoId);
    const rows: AnalysisRow[] = [];
    for (const name of analysisFileNames((await this.#folder.names(folder)) ?? [])) {
      throwIfAborted(options.signal);
      const file = await readAnalysis(folder, name, repoId);
      if (file !== undefined) rows.push(file.row);
    }
    return selectAnalyses(rows, filter);
  }

  deleteAnalysis(repoId: string, id: string): Promise<boolean> {
    const name = analysisFileName(id);
    return this.#delete(this.#folder.of(repoId), async (names) => (names.includes(name) ? [name] : [])).then(
      (deleted) => deleted > 0,
    );
  }

  async cleanupOldResults(
    before: Timestamp,
    repoId: string | undefined,
    options: WriteOptions,
  ): Promise<number> {
    const folders = repoId === undefined ? await this.#folder.all() : [this.#folder.of(repoId)];
    let deleted = 0;
    for (const folder of folders)
      deleted += await this.#delete(folder, (names) => oldNames(folder, names, before, options));
    return deleted;
  }

  deleteAnalysesOf(repoId: string): Promise<number> {
    return this.#delete(this.#folder.of(repoId), async (names) => names);
  }

  /**
   * Deletes files of a folder, and the folder where it is empty then.
   * @returns how many files there were to delete
   */
  #delete(folder: string, choose: (names: readonly string[]) => Promise<readonly string[]>): Promise<number> {
    return alone(folder, async () => {
      const names = await this.#folder.names(folder);
      if (names === undefined) return 0;
      let deleted = 0;
      for (const name of await choose(analysisFileNames(names)))
        if (await unlinked(join(folder, name))) deleted++;
      await removeAbandoned(folder, names);
      await syncDirectory(folder);
      // Not empty where other results, or another program's files, are in it.
      await rmdir(folder).catch(() => undefined);
      return deleted;
    });
  }
}

/** What cannot be read is not known to be old. It stays, so that whoever reads it gets the error. */
async function oldNames(
  folder: string,
  names: readonly string[],
  before: Timestamp,
  options: WriteOptions,
): Promise<string[]> {
  const old: string[] = [];
  for (const name of names) {
    throwIfAborted(options.signal);
    const file = await readAnalysis(folder, name, undefined).catch(unlessCorrupt);
    if (file === undefined || compareTimestamps(file.row.timestamp, before) >= 0) continue;
    // Another program may have stored a new one meanwhile.
    if ((await currentAnalysisVersion(folder, name)) === file.version) old.push(name);
  }
  return old;
}

function unlessCorrupt(error: unknown): undefined {
  if (!(error instanceof StorageError && error.code === 'CORRUPT')) throw error;
}

/** Writes of one folder wait for one another. */
function alone<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  return oneAtATime(THIS_PROCESS, `write ${folder}`, work);
}

async function makeFolder(folder: string): Promise<void> {
  await makeDirectory(folder);
  for (const parent of [dirname(folder), dirname(dirname(folder))]) await syncDirectory(parent);
}

/** Whether there was a file to remove. */
async function unlinked(path: string): Promise<boolean> {
  try {
    await unlink(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw diskError(error, path);
  }
}

import { join } from 'node:path';
import { oneAtATime, THIS_PROCESS } from '../../concurrency/one-at-a-time.ts';
import { nearest, StorageError, throwIfAborted } from '../../errors/index.ts';
import {
  type EditableGraph,
  type ReadOptions,
  repositoryNotFound,
  type WriteOptions,
  type WriteOutcome,
} from '../../storage/index.ts';
import { corruptGraph, lockedMeanwhile, writtenMeanwhile } from './errors.ts';
import { foldedName, METADATA_SUFFIX } from './file-names.ts';
import { StillLocked, whileLocked } from './folder-lock.ts';
import { currentVersion, graphNames, readSnapshot } from './graph-file.ts';
import type { GraphFolder } from './graph-folder.ts';
import { makeDirectory, putInPlace, remove, syncDirectory } from './replace-files.ts';
import type { Snapshot, SnapshotCache } from './snapshot-cache.ts';
import { removeAbandoned } from './temporary-files.ts';
import { changes, copyOf } from './working-copy.ts';
import { isMetadataWritten, writeBoth } from './write-both.ts';

/**
 * The two files of each repository. The graph file alone is the truth: it holds the
 * metadata too, and the metadata file is written after it, for CodePrism, and never
 * believed, since a crash between the two leaves an old one. A graph file of the other form
 * is removed last; after a crash the one that was written last counts.
 */
export class RepositoryFiles {
  readonly #folder: GraphFolder;
  readonly #cache: SnapshotCache;
  readonly #suffix: string;
  readonly #revisions = new Map<string, number>();

  constructor(folder: GraphFolder, cache: SnapshotCache, suffix: string) {
    this.#folder = folder;
    this.#cache = cache;
    this.#suffix = suffix;
  }

  /** Counts this store's own writes of the repository. */
  revision(repoId: string): number {
    return this.#revisions.get(repoId) ?? 0;
  }

  repositories(): Promise<string[]> {
    return this.#folder.repositories();
  }

  /** Identifies the state of the repository, `undefined` if it is not stored; reads no content. */
  async version(repoId: string): Promise<string | undefined> {
    const stem = await this.#folder.find(repoId);
    return stem === undefined ? undefined : currentVersion(this.#folder.directory, stem);
  }

  /** @throws `CORRUPT` for a file that cannot be read exactly */
  async read(repoId: string, options: ReadOptions): Promise<Snapshot | undefined> {
    const stem = await this.#folder.find(repoId);
    return stem === undefined ? undefined : this.#read(repoId, stem, options);
  }

  /** Stores the graph in place of the present one, whatever that is. */
  async replace(repoId: string, graph: EditableGraph, options: WriteOptions): Promise<WriteOutcome> {
    await makeDirectory(this.#folder.directory);
    return this.#alone(repoId, options, async () => {
      const previous = await this.#readableSnapshot(repoId, options);
      const outcome = graph.outcomeAfter(previous?.graph);
      const isNew = previous === undefined || changes(outcome, previous.graph, graph);
      if (isNew || (await this.#isToBePutRight(repoId, graph))) await this.#save(repoId, graph, options);
      return outcome;
    });
  }

  /** Stores a copy of the present graph after `change` was made to it. @throws `NOT_FOUND`, `CONFLICT` */
  async edit(
    repoId: string,
    options: WriteOptions,
    change: (graph: EditableGraph) => WriteOutcome,
  ): Promise<WriteOutcome> {
    return this.#aloneIfStored(repoId, options, async () => {
      const previous = await this.read(repoId, options);
      if (previous === undefined)
        throw repositoryNotFound(repoId, nearest(repoId, await this.repositories()));
      const graph = copyOf(repoId, previous.graph);
      const outcome = change(graph);
      if (changes(outcome, previous.graph, graph)) await this.#save(repoId, graph, options, previous.version);
      return outcome;
    });
  }

  /** Deletes the repository's files and gives what they held, as far as it could be read. */
  async remove(repoId: string, options: WriteOptions): Promise<EditableGraph | undefined> {
    return this.#aloneIfStored(repoId, options, async () => {
      const previous = await this.#readableSnapshot(repoId, options);
      const { directory } = this.#folder;
      const names = await this.#folder.names();
      const stems = await this.#folder.stemsOf(repoId, names);
      // An orphaned metadata file goes too.
      const own = stems.length > 0 ? stems : [await this.#folder.stemToWrite(repoId, names)];
      for (const stem of own) {
        // What does not count goes first, so that it never does.
        for (const name of (await graphNames(directory, stem)).reverse()) await remove(directory, name);
        if (names.all.has(stem + METADATA_SUFFIX)) await remove(directory, stem + METADATA_SUFFIX);
      }
      this.#cache.delete(repoId);
      this.#revisions.set(repoId, this.revision(repoId) + 1);
      await syncDirectory(directory);
      return previous?.graph;
    });
  }

  /** @returns how many files of crashed writers it removed */
  async removeAbandoned(): Promise<number> {
    return removeAbandoned(this.#folder.directory, (await this.#folder.names()).all);
  }

  /** The parsed content, from memory if the file is still the one it came from. */
  async #read(repoId: string, stem: string, options: ReadOptions): Promise<Snapshot | undefined> {
    const { directory } = this.#folder;
    // In turn, so that many readers of one cold file wait for one of them to parse it.
    return oneAtATime(THIS_PROCESS, `read ${join(directory, stem)}`, async () => {
      const known = this.#cache.get(repoId);
      if (known !== undefined && known.version === (await currentVersion(directory, stem))) return known;
      const snapshot = await readSnapshot(directory, stem, repoId, options).catch((error) => {
        throw corruptGraph(error, repoId);
      });
      if (snapshot !== undefined) this.#cache.set(repoId, snapshot);
      return snapshot;
    });
  }

  /** What cannot be read can still be replaced or deleted, which is how a person gets rid of it. */
  async #readableSnapshot(repoId: string, options: ReadOptions): Promise<Snapshot | undefined> {
    try {
      return await this.read(repoId, options);
    } catch (error) {
      if (error instanceof StorageError && (error.code === 'CORRUPT' || error.code === 'UNSUPPORTED'))
        return undefined;
      throw error;
    }
  }

  /**
   * The other form, and what a crash between the files leaves: put right when the same graph is stored again.
   */
  async #isToBePutRight(repoId: string, graph: EditableGraph): Promise<boolean> {
    const stem = await this.#folder.find(repoId);
    if (stem === undefined) return false;
    const { directory } = this.#folder;
    const [name, ...others] = await graphNames(directory, stem);
    if (name !== stem + this.#suffix || others.length > 0) return true;
    return !(await isMetadataWritten(directory, stem, graph.metadata));
  }

  /** @param expected the version that must still be there when the new one takes its place */
  async #save(repoId: string, graph: EditableGraph, options: WriteOptions, expected?: string): Promise<void> {
    const { directory } = this.#folder;
    const names = await this.#folder.names();
    const stem = await this.#folder.stemToWrite(repoId, names);
    const before = await graphNames(directory, stem);
    const files = await writeBoth({ directory, stem, suffix: this.#suffix, before }, repoId, graph, options);
    await putInPlace(directory, files, async () => {
      throwIfAborted(options.signal);
      if (expected !== undefined && (await this.version(repoId)) !== expected) throw writtenMeanwhile(repoId);
    });
    const [{ aside, name }] = files;
    for (const other of before) if (other !== name) await remove(directory, other);
    if (before.length > 0) await syncDirectory(directory);
    this.#cache.set(repoId, { graph, version: aside.version, bytes: aside.bytes });
    this.#revisions.set(repoId, this.revision(repoId) + 1);
  }

  /**
   * What is not stored cannot be changed, and a folder that may only be read need not take a lock for that.
   */
  async #aloneIfStored<Result>(
    repoId: string,
    options: WriteOptions,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const names = await this.#folder.names();
    const isThere = [...names.all].some((name) => name.endsWith(METADATA_SUFFIX)) || names.graphs.size > 0;
    return isThere ? this.#alone(repoId, options, work) : work();
  }

  /**
   * Alone in this process and among all that work on the folder. Ids that may
   * meet in a file name wait for one another too.
   * @throws `CONFLICT` where others kept coming first
   */
  #alone<Result>(repoId: string, { signal }: WriteOptions, work: () => Promise<Result>): Promise<Result> {
    const { directory } = this.#folder;
    const name = foldedName(repoId);
    return oneAtATime(THIS_PROCESS, `write ${join(directory, name)}`, async () => {
      try {
        return await whileLocked(directory, name, signal, async () => {
          await this.removeAbandoned();
          return work();
        });
      } catch (error) {
        throw error instanceof StillLocked ? lockedMeanwhile(repoId) : error;
      }
    });
  }
}

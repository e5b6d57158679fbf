import { nearest, quote, StorageError } from '../errors/index.ts';
import { checkGiven, type GraphStorage, type GraphWriteOptions, type WriteReport } from '../storage/index.ts';
import { BackupFile } from './backup-file.ts';
import type { BackedUpGraph } from './backup-form.ts';

/** What of a backup is restored, and how. */
export interface RestoreOptions extends GraphWriteOptions {
  /** Default: all that are in the backup. */
  readonly repoIds?: readonly string[] | undefined;
}

/**
 * What is in a backup, after all of it was read and compared with its checksum.
 * @throws `CORRUPT` where it is no backup, was cut off or altered, `NOT_FOUND` for
 * the file, and for a repository that is not in it
 */
export async function checkBackup(path: string, options: RestoreOptions = {}): Promise<BackedUpGraph[]> {
  checkGiven(options);
  const { repoIds, ...reading } = options;
  const contents = await (await BackupFile.open(path, reading)).check();
  const wanted = wantedOf(contents, repoIds, path);
  return contents.filter(({ repoId }) => wanted.has(repoId));
}

/**
 * Makes repositories equal to what a backup holds; others are left alone. The backup is checked whole before
 * the first is changed, and each is replaced atomically.
 * @throws what {@link checkBackup} throws, `NOT_FOUND` for a repository that is not in the backup
 */
export async function restoreBackup(
  storage: GraphStorage,
  path: string,
  options: RestoreOptions = {},
): Promise<WriteReport[]> {
  checkGiven(options);
  const { repoIds, ...writing } = options;
  const file = await BackupFile.open(path, writing);
  const wanted = wantedOf(await file.check(), repoIds, path);
  const reports: WriteReport[] = [];
  for await (const graph of file.graphs()) {
    if (wanted.has(graph.metadata.repoId)) reports.push(await storage.storeGraph(graph, writing));
  }
  return reports;
}

function wantedOf(
  contents: readonly BackedUpGraph[],
  repoIds: readonly string[] | undefined,
  path: string,
): ReadonlySet<string> {
  const there = contents.map(({ repoId }) => repoId);
  const missing = repoIds?.find((repoId) => !there.includes(repoId));
  if (missing === undefined) return new Set(repoIds ?? there);
  const near = nearest(missing, there).map(quote).join(', ');
  const hint = near === '' ? '' : ` It has ${near}.`;
  throw new StorageError(
    'NOT_FOUND',
    `The backup ${quote(path)} has no repository ${quote(missing)}.${hint}`,
    {
      repoId: missing,
      context: { near: nearest(missing, there) },
    },
  );
}

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quote, StorageError } from '../../errors/index.ts';
import { existingFolder } from '../../repository/folder-files.ts';
import { repositoryId } from '../../repository/index.ts';
import { foldersAround } from '../folders-around.ts';
import type { Session } from '../session.ts';

/** The most files that are looked at to recognise a folder. */
const FILES_LOOKED_AT = 5;

/**
 * The folder that a repository's sources lie in: the one that is given, else the one the program is run in or
 * below, where that is recognised by the repository's id or by the hashes of its files.
 *
 * @throws `NOT_FOUND` for a given folder that is not there,
 * `CONFIG_INVALID` where none is given or recognised
 */
export async function sourceFolder(
  session: Session,
  repoId: string,
  given: string | undefined,
): Promise<string> {
  if (given !== undefined) return existingFolder(given);
  const metadata = await session.store.graph.getGraphMetadata(repoId, session.running);
  const hashes = Object.entries(metadata?.fileHashes ?? {});
  for (const folder of foldersAround(await existingFolder(session.folder)))
    if (repositoryId(folder) === repoId || (await holdsOne(folder, hashes))) return folder;
  throw new StorageError(
    'CONFIG_INVALID',
    `This is not the folder that ${quote(repoId)} was analysed from. Name it: --source DIR`,
    { context: { repoId } },
  );
}

/** Whether a folder has one of some files just as it was analysed. */
async function holdsOne(folder: string, hashes: readonly (readonly [string, string])[]): Promise<boolean> {
  for (const [file, hash] of hashes.slice(0, FILES_LOOKED_AT)) {
    const bytes = await readFile(join(folder, file)).catch(() => undefined);
    if (bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === hash) return true;
  }
  return false;
}

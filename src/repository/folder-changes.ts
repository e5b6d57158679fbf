import type { GraphStorage, ReadOptions } from '../storage/index.ts';
import type { Analyzer } from './analyzer.ts';
import { type FileChanges, fileChanges } from './file-changes.ts';
import { existingFolder, hashFiles } from './folder-files.ts';

/**
 * How the files of a folder differ from those that a stored graph was made of: whether it has moved on since.
 * Every file is read, as by `analyzeRepository`, and nothing is stored.
 *
 * @param analyzer whose files count
 * @returns `undefined` where no graph of that name is stored
 * @throws `NOT_FOUND` for a folder that is not there, `UNAVAILABLE`, `ABORTED`
 */
export async function folderChanges(
  graph: Pick<GraphStorage, 'getGraphMetadata'>,
  repoId: string,
  folder: string,
  { files }: Pick<Analyzer, 'files'>,
  options: ReadOptions = {},
): Promise<FileChanges | undefined> {
  const metadata = await graph.getGraphMetadata(repoId, options);
  if (metadata === undefined) return undefined;
  return fileChanges(metadata.fileHashes, await hashFiles(await existingFolder(folder), files, options));
}

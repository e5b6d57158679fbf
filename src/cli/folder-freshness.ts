import { dirname } from 'node:path';
import { combinedAnalyzer } from '../analyzers/combined-analyzer.ts';
import { detectLanguages } from '../analyzers/detect.ts';
import {
  type AnalysisOrigin,
  existingFolder,
  type FileChanges,
  folderChanges,
  repositoryId,
} from '../repository/index.ts';
import type { Session } from './session.ts';

/** How the folder that a stored graph was made of differs from it by now. */
export interface FolderFreshness extends FileChanges {
  /** Absolute. */
  readonly folder: string;
}

/**
 * Whether a folder, or one around it, is what a stored graph was made of, and has moved on since.
 * @param current absolute
 * @returns `undefined` where the graph was not made of such a folder
 */
export async function folderFreshness(
  { store, running }: Pick<Session, 'store' | 'running'>,
  repoId: string,
  origins: readonly AnalysisOrigin[],
  current: string,
): Promise<FolderFreshness | undefined> {
  const known = new Set(origins.map(({ folder }) => folder));
  const folder = foldersAround(await existingFolder(current)).find((path) => known.has(repositoryId(path)));
  if (folder === undefined) return undefined;
  const languages = (await detectLanguages(folder)).filter(({ missing }) => missing === undefined);
  const [first, ...others] = languages.map(({ analyzer }) => analyzer);
  if (first === undefined) return undefined;
  const changes = await folderChanges(
    store.graph,
    repoId,
    folder,
    combinedAnalyzer(first, ...others),
    running,
  );
  return changes && { folder, ...changes };
}

function foldersAround(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersAround(parent)];
}

/** `2 changed, 1 new`; `undefined` where every file is as it was. */
export function changesSince({ added, changed, removed }: FileChanges): string | undefined {
  const parts = [
    [changed.length, 'changed'],
    [added.length, 'new'],
    [removed.length, 'gone'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return said.length === 0 ? undefined : said.join(', ');
}

import { relative } from 'node:path';
import { combinedAnalyzer } from '../analyzers/combined-analyzer.ts';
import { detectLanguages } from '../analyzers/detect.ts';
import {
  type AnalysisOrigin,
  existingFolder,
  type FileChanges,
  folderChanges,
  repositoryId,
} from '../repository/index.ts';
import { foldersAround } from './folders-around.ts';
import { formatParts } from './output/numbers.ts';
import { shellWord } from './output/shell-word.ts';
import type { Session } from './session.ts';

/** How the folder that a stored graph was made of differs from it by now. */
export interface FolderFreshness extends FileChanges {
  /** Absolute. */
  readonly folder: string;
}

/**
 * Whether the current folder, or one around it, is what a stored graph was made of, and has moved on since.
 * @returns `undefined` where the graph was not made of such a folder
 */
export async function folderFreshness(
  { store, running, folder: current }: Pick<Session, 'store' | 'running' | 'folder'>,
  repoId: string,
  origins: readonly AnalysisOrigin[],
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

/** `2 changed, 1 new`; `undefined` where every file is as it was. */
export function changesSince({ added, changed, removed }: FileChanges): string | undefined {
  const counts = formatParts([
    [changed.length, 'changed'],
    [added.length, 'new'],
    [removed.length, 'gone'],
  ]);
  return counts || undefined;
}

/** The command that brings the stored graph up to date with its folder. */
export function analyzeAgain({ folder }: FolderFreshness, from: Pick<Session, 'folder' | 'program'>): string {
  return `${from.program} analyze ${shellWord(relative(from.folder, folder) || '.')}`;
}

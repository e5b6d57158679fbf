import { compareCodePoints } from '../graph/index.ts';
import type { FileHashes } from './analyzer.ts';

/**
 * How the files of a folder differ from those that a stored graph was made of. Each list in code point order.
 */
export interface FileChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

/** How the files of a folder differ from those that were analysed last, by their hashes. */
export function fileChanges(stored: FileHashes, present: FileHashes): FileChanges {
  const before = new Map(Object.entries(stored));
  const after = new Map(Object.entries(present));
  const files = [...after.keys()].sort(compareCodePoints);
  const changed = files.filter((file) => before.has(file) && before.get(file) !== after.get(file));
  const added = files.filter((file) => !before.has(file));
  return {
    added,
    changed,
    removed: [...before.keys()].filter((file) => !after.has(file)).sort(compareCodePoints),
    unchanged: files.length - added.length - changed.length,
  };
}

/** Whether no file was added, changed or removed. */
export function isUnchanged({ added, changed, removed }: FileChanges): boolean {
  return added.length + changed.length + removed.length === 0;
}

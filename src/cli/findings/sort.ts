import { readFile } from 'node:fs/promises';
import { diskError } from '../../errors/disk-error.ts';
import type { DeadCodeItem } from '../../storage/index.ts';
import { parseBaseline } from './baseline.ts';
import { type IgnoreRule, parseIgnoreFile } from './ignore-file.ts';

/** An item, and whether anybody still has to look at it. */
export interface Finding {
  readonly item: DeadCodeItem;
  /** The rule that lets it stay. */
  readonly ignored: IgnoreRule | undefined;
  /** It is in the baseline. */
  readonly isKnown: boolean;
}

export interface SortedFindings {
  readonly all: readonly Finding[];
  /** Neither ignored nor in the baseline. */
  readonly fresh: readonly DeadCodeItem[];
  /** Rules of the ignore file that fit nothing any more. */
  readonly idleRules: readonly IgnoreRule[];
}

/**
 * Sorts items by an ignore file and a baseline.
 *
 * @throws `CONFIG_INVALID` for a file that is not what it should be; `UNAVAILABLE` for one that cannot be read
 */
export async function sortFindings(
  items: readonly DeadCodeItem[],
  files: { readonly ignore: string | undefined; readonly baseline: string | undefined },
): Promise<SortedFindings> {
  const rules = files.ignore === undefined ? [] : parseIgnoreFile(await textOf(files.ignore), files.ignore);
  const known =
    files.baseline === undefined ? new Set() : parseBaseline(await textOf(files.baseline), files.baseline);
  const all = items.map((item) => ({
    item,
    ignored: rules.find((rule) => rule.matches(item)),
    isKnown: known.has(item.id),
  }));
  const used = new Set(rules.filter((rule) => items.some((item) => rule.matches(item))));
  return {
    all,
    fresh: all.filter(({ ignored, isKnown }) => ignored === undefined && !isKnown).map(({ item }) => item),
    idleRules: rules.filter((rule) => !used.has(rule)),
  };
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw diskError(error, path);
  }
}

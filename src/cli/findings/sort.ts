import { readFile } from 'node:fs/promises';
import { diskError } from '../../errors/disk-error.ts';
import { parseBaseline } from './baseline.ts';
import type { CheckedItem } from './checked.ts';
import { type IgnoreRule, parseIgnoreFile } from './ignore-file.ts';

/** An item, and whether anybody still has to look at it. */
export interface Finding {
  readonly item: CheckedItem;
  /** The rule that lets it stay. */
  readonly ignored: IgnoreRule | undefined;
  /** It is in the baseline. */
  readonly isKnown: boolean;
}

/** Findings, apart by whether the ignore file or the baseline has them. */
export interface SortedFindings {
  readonly all: readonly Finding[];
  /** Neither ignored nor in the baseline. */
  readonly fresh: readonly CheckedItem[];
  /** Rules of the ignore file that fit nothing any more. */
  readonly idleRules: readonly IgnoreRule[];
}

/**
 * Sorts items by an ignore file and a baseline.
 *
 * @throws `CONFIG_INVALID` for a file that is not what it should be;
 * `UNAVAILABLE` for one that cannot be read
 */
export async function sortFindings(
  items: readonly CheckedItem[],
  files: { readonly ignore: string | undefined; readonly baseline: string | undefined },
): Promise<SortedFindings> {
  const rules = files.ignore === undefined ? [] : parseIgnoreFile(await textOf(files.ignore), files.ignore);
  const known =
    files.baseline === undefined ? new Set() : parseBaseline(await textOf(files.baseline), files.baseline);
  const used = new Set<IgnoreRule>();
  const rulesFor = rulesByFile(rules);
  const all = items.map((item) => {
    const fitting = rulesFor(item.file).filter((rule) => rule.isNamed(item.name));
    for (const rule of fitting) used.add(rule);
    return { item, ignored: fitting[0], isKnown: known.has(item.id) };
  });
  return {
    all,
    fresh: all.filter(({ ignored, isKnown }) => ignored === undefined && !isKnown).map(({ item }) => item),
    idleRules: rules.filter((rule) => !used.has(rule)),
  };
}

/** Many items share a file, and an ignore file may be long. */
function rulesByFile(rules: readonly IgnoreRule[]): (file: string) => readonly IgnoreRule[] {
  const known = new Map<string, readonly IgnoreRule[]>();
  return (file) => {
    const fitting = known.get(file) ?? rules.filter((rule) => rule.isIn(file));
    known.set(file, fitting);
    return fitting;
  };
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw diskError(error, path);
  }
}

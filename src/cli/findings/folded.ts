import type { CheckedItem } from './checked.ts';

/** The items that go together: what hangs under one root, or one item that has none. */
export interface Folded {
  /** The root itself where it is among the items, else the surest of them. */
  readonly head: CheckedItem;
  readonly items: readonly CheckedItem[];
  /** Lines of source that they take up, each counted once. */
  readonly lines: number;
}

/** Surest first, then by how much would go, then by id. */
export function ranked(items: readonly CheckedItem[]): CheckedItem[] {
  return items.toSorted(
    (a, b) =>
      b.confidence - a.confidence || (b.root?.size ?? 0) - (a.root?.size ?? 0) || (a.id < b.id ? -1 : 1),
  );
}

/** Items under their roots, in the order of the first of each. */
export function foldedByRoot(items: readonly CheckedItem[]): Folded[] {
  const groups = new Map<string, CheckedItem[]>();
  for (const item of items) {
    const root = item.root?.id ?? item.id;
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [item]);
    else group.push(item);
  }
  return Array.from(groups, ([root, group]) => ({
    head: group.find(({ id }) => id === root) ?? (group[0] as CheckedItem),
    items: group,
    lines: linesOf(group),
  }));
}

/** How many lines of source some items take up together. */
export function linesOf(items: readonly CheckedItem[]): number {
  const byFile = new Map<string, Set<number>>();
  for (const { file, span } of items) {
    if (span.startLine < 1 || span.endLine < span.startLine) continue;
    const lines = byFile.get(file) ?? new Set();
    byFile.set(file, lines);
    for (let line = span.startLine; line <= span.endLine; line++) lines.add(line);
  }
  return [...byFile.values()].reduce((sum, lines) => sum + lines.size, 0);
}

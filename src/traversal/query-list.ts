import type { Caveat, QueryList } from '../storage/index.ts';

/** The first of all items, as many as the limit allows. */
export function listOfFirst<Item, Shown = Item>(
  all: readonly Item[],
  limit: number,
  show: (item: Item) => Shown,
  caveats: readonly Caveat[] = [],
): QueryList<Shown> {
  return { items: all.slice(0, limit).map(show), total: all.length, truncated: all.length > limit, caveats };
}

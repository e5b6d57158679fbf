import type { Caveat, QueryList } from '../storage/index.ts';
import { mapped, type Work } from './turns.ts';

/** The first of all items, as many as the limit allows. */
export function listOfFirst<Item, Shown = Item>(
  all: readonly Item[],
  limit: number,
  show: (item: Item) => Shown,
  caveats: readonly Caveat[] = [],
): QueryList<Shown> {
  return { items: all.slice(0, limit).map(show), total: all.length, truncated: all.length > limit, caveats };
}

/** As {@link listOfFirst}, of what may be long. */
export function* longListOfFirst<Item, Shown = Item>(
  all: readonly Item[],
  limit: number,
  show: (item: Item) => Shown,
  caveats: readonly Caveat[] = [],
): Work<QueryList<Shown>> {
  const items = yield* mapped(all.slice(0, limit), show);
  return { items, total: all.length, truncated: all.length > limit, caveats };
}

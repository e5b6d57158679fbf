import type { QueryList, RelatedNode, WalkQuery } from '../../../../storage/index.ts';
import { danglingEndsCaveats } from '../../../../traversal/caveats.ts';
import type { RepositoryReader } from '../repository-reader.ts';
import { Expansion } from './expansion.ts';

/**
 * Callers or callees with the fewest steps to each, by steps, then by id.
 * @throws `NOT_FOUND`, `AMBIGUOUS`
 */
export async function walk(reader: RepositoryReader, query: WalkQuery): Promise<QueryList<RelatedNode>> {
  const start = await reader.select(query.start);
  const expansion = new Expansion(reader, [start.number], query);
  const items: RelatedNode[] = [];
  let total = 0;
  let notStored = 0;
  for await (const { distance, numbers } of expansion.levels(query)) {
    const unstored = reader.unstored(numbers).length;
    notStored += unstored;
    total += numbers.length - unstored;
    for (const { node } of firstOf(reader, numbers, query.limit - items.length))
      items.push({ ...node, distance });
  }
  return { items, total, truncated: total > items.length, caveats: danglingEndsCaveats(notStored) };
}

/** The first nodes of a level by id; none is looked at where none is wanted. */
export function firstOf(
  reader: RepositoryReader,
  numbers: readonly number[],
  limit: number,
): ReturnType<RepositoryReader['firstById']> {
  return limit <= 0 ? [] : reader.firstById(numbers, limit);
}

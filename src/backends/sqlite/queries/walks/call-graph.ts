import type { SerializableEdge } from '../../../../graph/index.ts';
import type { CallGraph, CallGraphQuery, QueryList, RelatedNode } from '../../../../storage/index.ts';
import { danglingEndsCaveats } from '../../../../traversal/caveats.ts';
import { type EdgeRow, edgeOf, type RepositoryReader } from '../repository-reader.ts';
import * as sql from '../statements.ts';
import { Expansion } from './expansion.ts';
import { firstOf } from './walk.ts';

/**
 * The nodes around some roots, by distance, then by id, and the edges among them.
 * @throws `NOT_FOUND`, `AMBIGUOUS`
 */
export async function callGraph(reader: RepositoryReader, query: CallGraphQuery): Promise<CallGraph> {
  const roots = await reader.selectAll(query.roots);
  const distances = await around(reader, roots, query);
  const unstored = reader.unstored([...distances.keys()]);
  for (const number of unstored) distances.delete(number);
  const { items, numbers } = nearest(reader, distances, query.limit);
  const caveats = danglingEndsCaveats(unstored.length);
  const total = distances.size;
  return {
    nodes: { items, total, truncated: items.length < total, caveats },
    edges: edgesAmong(reader, [...distances.keys()], numbers, query),
    caveats,
  };
}

/** The fewest steps from or to a root, by number. */
async function around(
  reader: RepositoryReader,
  roots: readonly number[],
  query: CallGraphQuery,
): Promise<Map<number, number>> {
  const distances = new Map(roots.map((root) => [root, 0]));
  for (const direction of ['callees', 'callers'] as const) {
    if (query.direction !== 'both' && query.direction !== direction) continue;
    const expansion = new Expansion(reader, roots, { ...query, direction });
    for await (const { distance, numbers } of expansion.levels(query)) {
      for (const number of numbers) {
        const known = distances.get(number);
        if (known === undefined || distance < known) distances.set(number, distance);
      }
    }
  }
  return distances;
}

function nearest(
  reader: RepositoryReader,
  distances: ReadonlyMap<number, number>,
  limit: number,
): { readonly items: readonly RelatedNode[]; readonly numbers: readonly number[] } {
  const levels: number[][] = [];
  for (const [number, distance] of distances) {
    levels[distance] ??= [];
    levels[distance].push(number);
  }
  const items: RelatedNode[] = [];
  const numbers: number[] = [];
  for (const [distance, level = []] of levels.entries()) {
    for (const { number, node } of firstOf(reader, level, limit - items.length)) {
      items.push({ ...node, distance });
      numbers.push(number);
    }
  }
  return { items, numbers };
}

/** Counts the edges among all that was found, and lists those among what is listed. */
function edgesAmong(
  reader: RepositoryReader,
  found: readonly number[],
  listed: readonly number[],
  { edgeKinds }: CallGraphQuery,
): QueryList<SerializableEdge> {
  const kinds = reader.kindList(edgeKinds);
  const total = reader.count(sql.COUNT_AMONG, JSON.stringify(found), kinds);
  const rows = reader.json<EdgeRow[]>(sql.EDGES_AMONG, JSON.stringify(listed), kinds) ?? [];
  return { items: rows.map(edgeOf), total, truncated: rows.length < total, caveats: [] };
}

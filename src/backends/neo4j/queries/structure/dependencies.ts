import { inCodePointOrder } from '../../../../graph/code-point-order.ts';
import type { DependenciesQuery, Dependency, QueryList } from '../../../../storage/index.ts';
import { type GroupPairs, groupNamed, listOfFirst, pause } from '../../../../traversal/index.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import type { GenerationReader } from '../generation-reader.ts';
import { edgesBehind } from './edges-behind.ts';
import { type FileReference, groupPairs, groupPath } from './file-references.ts';

/**
 * Which files or folders refer to which others, by weight, descending, then by paths.
 *
 * @throws `NOT_FOUND` for a file or folder in which nothing is stored
 */
export async function dependencies(
  reader: GenerationReader,
  references: readonly FileReference[],
  query: DependenciesQuery,
): Promise<QueryList<Dependency>> {
  const pairs = groupPairs(references, query.by);
  const [from, to] = await sidesOf(reader, pairs, query);
  await pause(query, 'groups', pairs.paths.length);
  const ranked = pairs.ranked(from, to);
  await pause(query, 'dependencies', ranked.length);
  const list = listOfFirst(ranked, query.limit, (pair) => pairs.dependencyOf(pair));
  return query.edges ? { ...list, items: await edgesBehind(reader, references, list.items, query) } : list;
}

/** A group that takes no part in any pair has the number -1, which no pair has. */
async function sidesOf(
  reader: GenerationReader,
  { paths }: GroupPairs,
  { from, to, by }: DependenciesQuery,
): Promise<(number | undefined)[]> {
  const sides = [from, to].map((path) => (path === undefined ? undefined : paths.indexOf(path)));
  if (!sides.includes(-1)) return sides;
  const { files } = await reader.tx.one(cypher.allFiles, reader.range);
  const all = inCodePointOrder([...new Set(files.map(groupPath(by)))]);
  groupNamed(all, from, by);
  groupNamed(all, to, by);
  return sides;
}

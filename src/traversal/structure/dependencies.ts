import { quote, StorageError } from '../../errors/index.ts';
import type { DependenciesQuery, Dependency, QueryList } from '../../storage/index.ts';
import type { CompactGraph } from '../graph/compact-graph.ts';
import { pause } from '../pause.ts';
import { listOfFirst, longListOfFirst } from '../query-list.ts';
import { nearNames } from '../selectors.ts';
import { inTurns, type Work } from '../turns.ts';
import { type GroupPair, GroupPairs } from './group-pairs.ts';
import { type CrossingEdge, eachCrossing, type Groups, groupsBy } from './groups.ts';

/**
 * Which files or folders refer to which others, by weight, descending, then by paths.
 *
 * @throws `NOT_FOUND` for a file or folder in which nothing is stored
 */
export async function dependencies(
  graph: CompactGraph,
  query: DependenciesQuery,
): Promise<QueryList<Dependency>> {
  await graph.prepare(query, 'outgoing');
  const groups = await inTurns(groupsBy(graph, query.by), query, 'groups');
  const from = groupNamed(groups.paths, query.from, query.by);
  const to = groupNamed(groups.paths, query.to, query.by);
  await pause(query, 'groups', groups.paths.length);
  const pairs = new GroupPairs(groups.paths);
  const crossing = eachCrossing(graph, groups, graph.kindMask(query.edgeKinds), (edge) => {
    const kind = graph.edgeKinds[graph.outgoing.kinds[edge.place] ?? 0] ?? '';
    const weight = graph.weightOf(graph.outgoing.edges[edge.place] ?? 0);
    pairs.add(edge.from, edge.to, kind, 1, weight);
  });
  await inTurns(crossing, query, 'groups');
  const ranked = await inTurns(pairs.rankedInTurns(from, to), query, 'dependencies');
  await pause(query, 'dependencies', ranked.length);
  const behind = query.edges
    ? await inTurns(edgesBehind(graph, groups, query, pairs, ranked.slice(0, query.limit)), query, 'edges')
    : undefined;
  const list = longListOfFirst(ranked, query.limit, (pair) => ({
    ...pairs.dependencyOf(pair),
    ...(behind !== undefined && {
      edges: listOfFirst(behind.get(pair) ?? [], query.limit, ({ source, place }) =>
        graph.edgeAt(source, place),
      ),
    }),
  }));
  return inTurns(list, query, 'dependencies');
}

/** @throws `NOT_FOUND` with near paths; no path is no group */
export function groupNamed(
  paths: readonly string[],
  path: string | undefined,
  level: string,
): number | undefined {
  if (path === undefined) return undefined;
  const group = paths.indexOf(path);
  if (group >= 0) return group;
  const near = nearNames(path, paths);
  const hint = near.length > 0 ? ` Similar: ${near.map(quote).join(', ')}.` : '';
  throw new StorageError('NOT_FOUND', `No node lies in the ${level} ${quote(path)}.${hint}`, {
    context: { near },
  });
}

function* edgesBehind(
  graph: CompactGraph,
  groups: Groups,
  { edgeKinds }: DependenciesQuery,
  pairs: GroupPairs,
  wanted: readonly GroupPair[],
): Work<Map<GroupPair, CrossingEdge[]>> {
  const byKey = new Map(wanted.map((pair) => [pairs.keyOf(pair.from, pair.to), pair]));
  const behind = new Map(wanted.map((pair): [GroupPair, CrossingEdge[]] => [pair, []]));
  yield* eachCrossing(graph, groups, graph.kindMask(edgeKinds), (edge) => {
    const pair = byKey.get(pairs.keyOf(edge.from, edge.to));
    if (pair !== undefined) behind.get(pair)?.push(edge);
  });
  return behind;
}

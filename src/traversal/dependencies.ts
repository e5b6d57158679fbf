import { quote, StorageError } from '../errors/index.ts';
import { compareCodePoints } from '../graph/index.ts';
import type { DependenciesQuery, Dependency, KindCount, QueryList } from '../storage/index.ts';
import type { CompactGraph } from './compact-graph.ts';
import { edgeWeight } from './edge-weights.ts';
import { type CrossingEdge, eachCrossing, type Groups, groupsBy } from './groups.ts';
import { pause } from './judgement.ts';
import { listOfFirst } from './query-list.ts';
import { nearNames } from './selectors.ts';

/** All edges from one group to another. */
interface Pair {
  readonly from: number;
  readonly to: number;
  weight: number;
  readonly edges: CrossingEdge[];
}

/**
 * Which files or folders refer to which others, by weight, descending, then by paths.
 *
 * @throws `NOT_FOUND` for a file or folder in which nothing is stored
 */
export async function dependencies(
  graph: CompactGraph,
  query: DependenciesQuery,
): Promise<QueryList<Dependency>> {
  const groups = groupsBy(graph, query.by);
  const from = groupNamed(groups, query.from, query.by);
  const to = groupNamed(groups, query.to, query.by);
  await pause(query, 'groups', groups.paths.length);
  const pairs = new Map<number, Pair>();
  eachCrossing(graph, groups, graph.kindMask(query.edgeKinds), (edge) => {
    if ((from !== undefined && edge.from !== from) || (to !== undefined && edge.to !== to)) return;
    const key = edge.from * groups.paths.length + edge.to;
    let pair = pairs.get(key);
    if (pair === undefined) {
      pair = { from: edge.from, to: edge.to, weight: 0, edges: [] };
      pairs.set(key, pair);
    }
    pair.edges.push(edge);
    pair.weight += edgeWeight(graph.attributesOf(graph.outgoing.edges[edge.place] ?? 0));
  });
  await pause(query, 'dependencies', pairs.size);
  const ranked = [...pairs.values()].sort((a, b) => b.weight - a.weight || a.from - b.from || a.to - b.to);
  return listOfFirst(ranked, query.limit, (pair) => dependencyOf(graph, groups, pair, query));
}

function groupNamed({ paths }: Groups, path: string | undefined, level: string): number | undefined {
  if (path === undefined) return undefined;
  const group = paths.indexOf(path);
  if (group >= 0) return group;
  const near = nearNames(path, paths);
  const hint = near.length > 0 ? ` Similar: ${near.map(quote).join(', ')}.` : '';
  throw new StorageError('NOT_FOUND', `No node lies in the ${level} ${quote(path)}.${hint}`, {
    context: { near },
  });
}

function dependencyOf(
  graph: CompactGraph,
  { paths }: Groups,
  { from, to, weight, edges }: Pair,
  query: DependenciesQuery,
): Dependency {
  const dependency = {
    from: paths[from] ?? '',
    to: paths[to] ?? '',
    weight,
    kinds: kindCounts(graph, edges),
  };
  if (!query.edges) return dependency;
  return {
    ...dependency,
    edges: listOfFirst(edges, query.limit, ({ source, place }) => graph.edgeAt(source, place)),
  };
}

function kindCounts({ outgoing, edgeKinds }: CompactGraph, edges: readonly CrossingEdge[]): KindCount[] {
  const counts = new Map<string, number>();
  for (const { place } of edges) {
    const kind = edgeKinds[outgoing.kinds[place] ?? 0] ?? '';
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return Array.from(counts, ([kind, count]) => ({ kind, count })).sort(
    (a, b) => b.count - a.count || compareCodePoints(a.kind, b.kind),
  );
}

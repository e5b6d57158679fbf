import { groupBy } from '../../graph/index.ts';
import type { Cycle, CyclesQuery, QueryList } from '../../storage/index.ts';
import { adjacency } from '../graph/adjacency.ts';
import type { CompactGraph } from '../graph/compact-graph.ts';
import { type Successors, stronglyConnected } from '../graph/components.ts';
import { pause } from '../pause.ts';
import { atOnce, inTurns, isDue, sorted, type Work } from '../turns.ts';
import { type Links, shortestPath } from '../walks/call-path.ts';
import { eachCrossing, groupsBy } from './groups.ts';

/** A graph of symbols, files or folders to find cycles in, numbered in code point order of their names. */
export interface CycleGraph extends Links {
  readonly count: number;
  /** Asked for of those alone that are shown. */
  readonly nameOf: (vertex: number) => string;
  /** 1 for each that is listed; the others only pass the way on. */
  readonly isListed: Uint8Array;
  readonly kindMask: Uint8Array;
}

/** What leads back to itself, by size, descending, then by least member. */
export async function cycles(graph: CompactGraph, query: CyclesQuery): Promise<QueryList<Cycle>> {
  if (query.by === 'symbol') await graph.prepare(query, 'outgoing', 'incoming');
  else await graph.prepare(query, 'outgoing');
  const searched =
    query.by === 'symbol'
      ? symbolGraph(graph, query.edgeKinds)
      : await inTurns(groupGraph(graph, query.by, query.edgeKinds), query, 'groups');
  return cyclesIn(searched, query);
}

/** The same in what has been made of a graph. */
export async function cyclesIn(
  searched: CycleGraph,
  query: Omit<CyclesQuery, 'by' | 'edgeKinds'>,
): Promise<QueryList<Cycle>> {
  await pause(query, 'graph', searched.count);
  const found = await inTurns(cyclicComponents(searched, query.selfLoops), query, 'cycles');
  await pause(query, 'cycles', found.length);
  return inTurns(listed(searched, found, query.limit), query, 'cycles');
}

function* listed(searched: CycleGraph, found: readonly number[][], limit: number): Work<QueryList<Cycle>> {
  const ranked = yield* sorted(found, (a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
  const items: Cycle[] = [];
  for (const members of ranked.slice(0, limit)) {
    items.push(yield* cycleOf(searched, members, limit));
    yield items.length;
  }
  return { items, total: ranked.length, truncated: ranked.length > limit, caveats: [] };
}

function symbolGraph(graph: CompactGraph, edgeKinds: readonly string[] | undefined): CycleGraph {
  return {
    outgoing: graph.outgoing,
    incoming: graph.incoming,
    count: graph.nodes.length,
    nameOf: (vertex) => graph.idOf(vertex),
    isListed: Uint8Array.from(graph.nodes, (node) => (node === undefined ? 0 : 1)),
    kindMask: graph.kindMask(edgeKinds),
  };
}

function* groupGraph(
  graph: CompactGraph,
  level: 'file' | 'folder',
  edgeKinds: readonly string[] | undefined,
): Work<CycleGraph> {
  const groups = yield* groupsBy(graph, level);
  const count = groups.paths.length;
  const pairs = new Set<number>();
  yield* eachCrossing(graph, groups, graph.kindMask(edgeKinds), ({ from, to }) =>
    pairs.add(from * count + to),
  );
  const sources = Uint32Array.from(pairs, (pair) => Math.floor(pair / count));
  const targets = Uint32Array.from(pairs, (pair) => pair % count);
  return cycleGraph(groups.paths, sources, targets);
}

/** A graph of which every edge is followed. @param isListed default: every vertex */
export function cycleGraph(
  names: readonly string[],
  sources: Uint32Array,
  targets: Uint32Array,
  isListed: Uint8Array = new Uint8Array(names.length).fill(1),
): CycleGraph {
  const kinds = new Uint32Array(sources.length);
  return {
    outgoing: atOnce(adjacency(names.length, sources, targets, kinds)),
    incoming: atOnce(adjacency(names.length, targets, sources, kinds)),
    count: names.length,
    nameOf: (vertex) => names[vertex] ?? '',
    isListed,
    kindMask: Uint8Array.of(1),
  };
}

/** The listed members of each component that holds a cycle, ascending. */
function* cyclicComponents(searched: CycleGraph, selfLoops: boolean): Work<number[][]> {
  const { outgoing, isListed, kindMask } = searched;
  const { count, of } = yield* stronglyConnected(yield* followed(searched));
  const sizes = new Uint32Array(count);
  for (const component of of) sizes[component] = (sizes[component] ?? 0) + 1;
  const hasLoop = (vertex: number): boolean => {
    const stop = outgoing.offsets[vertex + 1] ?? 0;
    for (let edge = outgoing.offsets[vertex] ?? 0; edge < stop; edge++) {
      if (outgoing.ends[edge] === vertex && kindMask[outgoing.kinds[edge] ?? 0] === 1) return true;
    }
    return false;
  };
  const isCyclic = (vertex: number): boolean =>
    isListed[vertex] === 1 && ((sizes[of[vertex] ?? 0] ?? 0) > 1 || (selfLoops && hasLoop(vertex)));
  const members: number[] = [];
  for (let vertex = 0; vertex < of.length; vertex++) {
    if (isDue(vertex)) yield vertex;
    if (isCyclic(vertex)) members.push(vertex);
  }
  return [...groupBy(members, (vertex) => of[vertex]).values()];
}

/** The edges of the followed kinds alone. */
function* followed({ outgoing, kindMask }: CycleGraph): Work<Successors> {
  if (kindMask.every((flag) => flag === 1)) return outgoing;
  const offsets = new Uint32Array(outgoing.offsets.length);
  const ends = new Uint32Array(outgoing.ends.length);
  let free = 0;
  for (let vertex = 0; vertex + 1 < offsets.length; vertex++) {
    if (isDue(vertex)) yield vertex;
    const stop = outgoing.offsets[vertex + 1] ?? 0;
    for (let edge = outgoing.offsets[vertex] ?? 0; edge < stop; edge++) {
      if (kindMask[outgoing.kinds[edge] ?? 0] === 1) ends[free++] = outgoing.ends[edge] ?? 0;
    }
    offsets[vertex + 1] = free;
  }
  return { offsets, ends: ends.subarray(0, free) };
}

function* cycleOf(searched: CycleGraph, members: readonly number[], limit: number): Work<Cycle> {
  const { nameOf, outgoing, kindMask } = searched;
  const least = members[0] ?? 0;
  const wayBack = (selfLoops: boolean): ReturnType<typeof shortestPath> =>
    shortestPath(searched, least, least, Number.POSITIVE_INFINITY, kindMask, selfLoops);
  // A self loop says nothing of how several lead to one another.
  const way = (yield* wayBack(false)) ?? (yield* wayBack(true)) ?? [];
  return {
    size: members.length,
    members: members.slice(0, limit).map(nameOf),
    example: [least, ...way.map((place) => outgoing.ends[place] ?? 0)].map(nameOf),
  };
}

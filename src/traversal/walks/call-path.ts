import type { EdgeReference, SerializableEdge } from '../../graph/index.ts';
import type { CallPath, PathQuery, PathStep } from '../../storage/index.ts';
import type { Adjacency } from '../graph/adjacency.ts';
import { CompactGraph } from '../graph/compact-graph.ts';
import { nodeSummary, vertexSummary } from '../node-summary.ts';
import { selectVertex } from '../select-vertex.ts';
import { atOnce, inTurns, isDue, mapped, type Work } from '../turns.ts';

/**
 * A shortest path of at least one step: of several the least by its sequence of ids, then of kinds.
 *
 * @throws `NOT_FOUND`, `AMBIGUOUS`
 */
export async function callPath(graph: CompactGraph, query: PathQuery): Promise<CallPath | undefined> {
  const start = await selectVertex(graph, query.from);
  const goal = await selectVertex(graph, query.to);
  await graph.prepare(query, 'outgoing', 'incoming');
  return inTurns(pathBetween(graph, start, goal, query), query, 'walk');
}

function* pathBetween(
  graph: CompactGraph,
  start: number,
  goal: number,
  query: PathQuery,
): Work<CallPath | undefined> {
  const kindMask = graph.kindMask(query.edgeKinds);
  const places = yield* shortestPath(graph, start, goal, query.depth, kindMask);
  if (places === undefined) return undefined;
  let source = start;
  const steps = yield* mapped(places, (place): PathStep => {
    const target = graph.outgoing.ends[place] ?? 0;
    const edge = graph.edgeAt(source, place);
    source = target;
    return { edge, to: vertexSummary(graph, target) };
  });
  return { from: nodeSummary(graph.stored(start)), steps };
}

/**
 * The path that {@link callPath} would give from one id to another, at least one
 * step, in a graph of these edges; empty if there is none.
 */
export function leastPath(edges: readonly EdgeReference[], from: string, to: string): SerializableEdge[] {
  const graph = new CompactGraph({ nodes: [], edges: edges.map((edge) => ({ ...edge, attributes: {} })) });
  const [start, goal] = [graph.vertexOf(from), graph.vertexOf(to)];
  if (start === undefined || goal === undefined) return [];
  const kindMask = graph.kindMask(undefined);
  const places = atOnce(shortestPath(graph, start, goal, Number.POSITIVE_INFINITY, kindMask)) ?? [];
  let source = start;
  return places.map((place) => {
    const edge = graph.edgeAt(source, place);
    source = graph.outgoing.ends[place] ?? 0;
    return edge;
  });
}

/** The part of a graph that a path is looked for in. */
export type Links = Pick<CompactGraph, 'outgoing' | 'incoming'>;

/**
 * The path's edges by their positions in `outgoing`; `undefined` if there is none of at most `depth` steps.
 *
 * @param selfLoops whether it may pass an edge from a vertex to itself, as only a path of one step does
 */
export function* shortestPath(
  { outgoing, incoming }: Links,
  start: number,
  goal: number,
  depth: number,
  kindMask: Uint8Array,
  selfLoops = true,
): Work<readonly number[] | undefined> {
  const { length, distances } = yield* stepsTo(incoming, start, goal, depth, kindMask, selfLoops);
  if (length === undefined) return undefined;
  const places: number[] = [];
  for (let vertex = start, remaining = length - 1; remaining >= 0; remaining--) {
    if (isDue(remaining)) yield remaining;
    const place = firstEdgeTo(outgoing, vertex, (end) => distances.get(end) === remaining, kindMask);
    places.push(place);
    vertex = outgoing.ends[place] ?? 0;
  }
  return places;
}

/** Walks back from the goal until the start is met, and reports the steps from all that lies nearer. */
function* stepsTo(
  { offsets, ends, kinds }: Adjacency,
  start: number,
  goal: number,
  depth: number,
  kindMask: Uint8Array,
  selfLoops: boolean,
): Work<{ readonly length: number | undefined; readonly distances: ReadonlyMap<number, number> }> {
  const distances = new Map([[goal, 0]]);
  let level = [goal];
  let passed = 0;
  for (let distance = 1; distance <= depth && level.length > 0; distance++) {
    const next: number[] = [];
    let isMet = false;
    for (const vertex of level) {
      if (isDue(++passed)) yield passed;
      const stop = offsets[vertex + 1] ?? 0;
      for (let edge = offsets[vertex] ?? 0; edge < stop; edge++) {
        if (kindMask[kinds[edge] ?? 0] !== 1) continue;
        const end = ends[edge] ?? 0;
        if (end === vertex && !selfLoops) continue;
        if (end === start) isMet = true;
        if (distances.has(end)) continue;
        distances.set(end, distance);
        next.push(end);
      }
    }
    if (isMet) return { length: distance, distances };
    level = next;
  }
  return { length: undefined, distances };
}

/** Edges stand by end, then by kind, so the first that fits is the least. */
function firstEdgeTo(
  { offsets, ends, kinds }: Adjacency,
  vertex: number,
  isWanted: (end: number) => boolean,
  kindMask: Uint8Array,
): number {
  const stop = offsets[vertex + 1] ?? 0;
  let place = offsets[vertex] ?? 0;
  while (place < stop && !(kindMask[kinds[place] ?? 0] === 1 && isWanted(ends[place] ?? 0))) place++;
  return place;
}

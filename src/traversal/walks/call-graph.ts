import type { SerializableEdge } from '../../graph/index.ts';
import type { CallGraph, CallGraphQuery, QueryList } from '../../storage/index.ts';
import { danglingEndsCaveats } from '../caveats.ts';
import { breadthFirst, type Reached } from '../graph/breadth-first.ts';
import type { CompactGraph } from '../graph/compact-graph.ts';
import { stepsBackward, stepsForward } from '../graph/steps.ts';
import { nodeSummary } from '../node-summary.ts';
import { longListOfFirst } from '../query-list.ts';
import { selectVertices } from '../select-vertex.ts';
import { inTurns, isDue, sorted, type Work } from '../turns.ts';

const NOT_FOUND = -1;

/**
 * The nodes around some roots, by distance, then by id, and the edges among them.
 *
 * @throws `NOT_FOUND`, `AMBIGUOUS`
 */
export async function callGraph(graph: CompactGraph, query: CallGraphQuery): Promise<CallGraph> {
  const roots = await selectVertices(graph, query.roots);
  await graph.prepare(query, 'outgoing', 'incoming');
  return inTurns(graphAround(graph, roots, query), query, 'walk');
}

function* graphAround(graph: CompactGraph, roots: readonly number[], query: CallGraphQuery): Work<CallGraph> {
  const kindMask = graph.kindMask(query.edgeKinds);
  const { found, notStored } = yield* around(graph, roots, kindMask, query);
  const caveats = danglingEndsCaveats(notStored);
  const show = ({ vertex, distance }: Reached) => ({ ...nodeSummary(graph.stored(vertex)), distance });
  const nodes = yield* longListOfFirst(found, query.limit, show, caveats);
  return { nodes, edges: yield* edgesAmong(graph, found, query.limit, kindMask), caveats };
}

function* around(
  graph: CompactGraph,
  roots: readonly number[],
  kindMask: Uint8Array,
  { direction, depth }: CallGraphQuery,
): Work<{ readonly found: readonly Reached[]; readonly notStored: number }> {
  const vertices = graph.nodes.length;
  const rules = { kindMask, throughOverrides: false };
  const distances = new Int32Array(vertices).fill(NOT_FOUND);
  for (const root of roots) distances[root] = 0;
  const walks = [
    ...(direction === 'callers' ? [] : [stepsForward(graph, rules)]),
    ...(direction === 'callees' ? [] : [stepsBackward(graph, rules)]),
  ];
  for (const steps of walks) {
    for (const { vertex, distance } of yield* breadthFirst(vertices, roots, depth, steps)) {
      const known = distances[vertex] ?? NOT_FOUND;
      if (known === NOT_FOUND || distance < known) distances[vertex] = distance;
    }
  }
  const found: Reached[] = [];
  let notStored = 0;
  for (let vertex = 0; vertex < vertices; vertex++) {
    if (isDue(vertex)) yield vertex;
    const distance = distances[vertex] ?? NOT_FOUND;
    if (distance === NOT_FOUND) continue;
    if (graph.nodes[vertex] === undefined) notStored++;
    else found.push({ vertex, distance });
  }
  const inOrder = yield* sorted(found, (a, b) => a.distance - b.distance || a.vertex - b.vertex);
  return { found: inOrder, notStored };
}

/** Counts the edges among all that was found, and lists those among the first `limit`. */
function* edgesAmong(
  graph: CompactGraph,
  found: readonly Reached[],
  limit: number,
  kindMask: Uint8Array,
): Work<QueryList<SerializableEdge>> {
  const isFound = new Uint8Array(graph.nodes.length);
  const isListed = new Uint8Array(graph.nodes.length);
  for (const { vertex } of found) isFound[vertex] = 1;
  for (const { vertex } of found.slice(0, limit)) isListed[vertex] = 1;
  const { offsets, ends, kinds } = graph.outgoing;
  const items: SerializableEdge[] = [];
  let total = 0;
  for (let source = 0; source < isFound.length; source++) {
    if (isDue(source)) yield source;
    if (isFound[source] === 0) continue;
    const stop = offsets[source + 1] ?? 0;
    for (let place = offsets[source] ?? 0; place < stop; place++) {
      const end = ends[place] ?? 0;
      if (kindMask[kinds[place] ?? 0] !== 1 || isFound[end] === 0) continue;
      total++;
      if (isListed[source] === 1 && isListed[end] === 1 && isDue(items.push(graph.edgeAt(source, place)))) {
        yield source;
      }
    }
  }
  return { items, total, truncated: items.length < total, caveats: [] };
}

import type { Fan, Hotspot, HotspotsQuery, QueryList } from '../../storage/index.ts';
import type { Adjacency } from '../graph/adjacency.ts';
import type { CompactGraph } from '../graph/compact-graph.ts';
import { nodeSummary } from '../node-summary.ts';
import { longListOfFirst } from '../query-list.ts';
import { inTurns, isDue, sorted, type Work } from '../turns.ts';

interface Ranked {
  readonly vertex: number;
  readonly score: number;
}

/** The nodes with the most neighbours, by score, descending, then by id. */
export async function hotspots(graph: CompactGraph, query: HotspotsQuery): Promise<QueryList<Hotspot>> {
  await graph.prepare(query, 'incoming', 'outgoing', 'external');
  return inTurns(mostConnected(graph, query), query, 'nodes');
}

function* mostConnected(graph: CompactGraph, query: HotspotsQuery): Work<QueryList<Hotspot>> {
  const kindMask = graph.kindMask(query.edgeKinds);
  const kinds = query.kinds === undefined ? undefined : new Set(query.kinds);
  const ranked: Ranked[] = [];
  for (const [vertex, node] of graph.nodes.entries()) {
    if (isDue(vertex)) yield vertex;
    if (node === undefined || graph.external[vertex] === 1 || kinds?.has(node.kind) === false) continue;
    const score = hotspotScore(
      query,
      () => fanOf(graph, graph.incoming, vertex, kindMask),
      () => fanOf(graph, graph.outgoing, vertex, kindMask),
    );
    if (score > 0) ranked.push({ vertex, score });
  }
  const inOrder = yield* sorted(ranked, (a, b) => b.score - a.score || a.vertex - b.vertex);
  return yield* longListOfFirst(inOrder, query.limit, ({ vertex, score }) => ({
    ...nodeSummary(graph.stored(vertex)),
    fanIn: fanOf(graph, graph.incoming, vertex, kindMask),
    fanOut: fanOf(graph, graph.outgoing, vertex, kindMask),
    score,
  }));
}

/** What a node is ranked by, of which only the sides that count are asked for. */
export function hotspotScore(
  { by, weighted }: Pick<HotspotsQuery, 'by' | 'weighted'>,
  fanIn: () => Fan,
  fanOut: () => Fan,
): number {
  const measure = weighted ? 'weighted' : 'unique';
  return (by === 'fan-out' ? 0 : fanIn()[measure]) + (by === 'fan-in' ? 0 : fanOut()[measure]);
}

/** Edges stand by their other ends, so those of one neighbour follow one another. */
function fanOf(graph: CompactGraph, edges: Adjacency, vertex: number, kindMask: Uint8Array): Fan {
  let unique = 0;
  let weighted = 0;
  let last = vertex;
  const stop = edges.offsets[vertex + 1] ?? 0;
  for (let place = edges.offsets[vertex] ?? 0; place < stop; place++) {
    const end = edges.ends[place] ?? 0;
    if (end === vertex || kindMask[edges.kinds[place] ?? 0] !== 1) continue;
    if (end !== last) unique++;
    last = end;
    weighted += graph.weightOf(edges.edges[place] ?? 0);
  }
  return { unique, weighted };
}

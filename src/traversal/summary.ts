import { compareCodePoints } from '../graph/index.ts';
import type { GraphSummary, KindCount, ReadOptions } from '../storage/index.ts';
import type { CompactGraph } from './graph/compact-graph.ts';
import { inTurns, isDue, type Work } from './turns.ts';

/** What a repository holds, counted. */
export async function summary(
  repoId: string,
  graph: CompactGraph,
  options: ReadOptions,
): Promise<GraphSummary> {
  await graph.prepare(options, 'outgoing');
  return inTurns(counted(repoId, graph), options, 'nodes');
}

function* counted(repoId: string, graph: CompactGraph): Work<GraphSummary> {
  const files = new Set<string>();
  const nodeKinds = new Map<string, number>();
  for (const [vertex, node] of graph.nodes.entries()) {
    if (isDue(vertex)) yield vertex;
    if (node === undefined) continue;
    if (node.file !== '') files.add(node.file);
    nodeKinds.set(node.kind, (nodeKinds.get(node.kind) ?? 0) + 1);
  }
  return {
    repoId,
    totalNodes: graph.nodeCount,
    totalEdges: graph.edgeCount,
    danglingEdges: yield* danglingEdges(graph),
    files: files.size,
    nodesByKind: ranked(nodeKinds),
    edgesByKind: ranked(edgeKindCounts(graph)),
  };
}

function* danglingEdges({ nodes, outgoing }: CompactGraph): Work<number> {
  let dangling = 0;
  for (let source = 0; source < nodes.length; source++) {
    if (isDue(source)) yield source;
    const stop = outgoing.offsets[source + 1] ?? 0;
    for (let edge = outgoing.offsets[source] ?? 0; edge < stop; edge++) {
      if (nodes[source] === undefined || nodes[outgoing.ends[edge] ?? 0] === undefined) dangling++;
    }
  }
  return dangling;
}

function edgeKindCounts({ edgeKinds, outgoing }: CompactGraph): Map<string, number> {
  const counts = new Uint32Array(edgeKinds.length);
  for (const kind of outgoing.kinds) counts[kind] = (counts[kind] ?? 0) + 1;
  return new Map(edgeKinds.map((kind, number) => [kind, counts[number] ?? 0]));
}

function ranked(counts: ReadonlyMap<string, number>): KindCount[] {
  return Array.from(counts, ([kind, count]) => ({ kind, count })).sort(
    (a, b) => b.count - a.count || compareCodePoints(a.kind, b.kind),
  );
}

import { compareEdges, type EdgeReference, type SerializableEdge } from '../../../../graph/index.ts';
import type { CallGraph, CallGraphQuery, QueryList, WalkDirection } from '../../../../storage/index.ts';
import { danglingEndsCaveats } from '../../../../traversal/index.ts';
import { edgeTypes } from '../edge-types.ts';
import type { GenerationReader } from '../generation-reader.ts';
import { numbersOfSelected } from '../numbers/node-numbers.ts';
import { edgesFrom } from '../numbers/numbered-edges.ts';
import {
  firstOf,
  type ListedNode,
  type ReachedNode,
  reachedNodes,
  related,
  stepsFrom,
} from './reached-nodes.ts';

const BOTH: readonly WalkDirection[] = ['callees', 'callers'];

/** The nodes around some roots, and the edges among them. @throws `NOT_FOUND`, `AMBIGUOUS` */
export async function callGraph(reader: GenerationReader, query: CallGraphQuery): Promise<CallGraph> {
  const types = await edgeTypes(reader, query.edgeKinds);
  const { nodes, notStored } = await reachedNodes(reader, await stepsAround(reader, query, types));
  const listed = await firstOf(reader, nodes, query.limit);
  const items = await related(reader, listed);
  const caveats = danglingEndsCaveats(notStored);
  return {
    nodes: { items, total: nodes.length, truncated: nodes.length > listed.length, caveats },
    edges: await edgesAmong(reader, nodes, listed, types),
    caveats,
  };
}

async function stepsAround(
  reader: GenerationReader,
  { roots, direction, depth }: CallGraphQuery,
  types: readonly string[],
): Promise<Map<number, number>> {
  const starts = await numbersOfSelected(reader, roots);
  const nearest = new Map<number, number>();
  for (const way of direction === 'both' ? BOTH : [direction]) {
    for (const [number, steps] of await stepsFrom(reader, starts, { direction: way, types, depth })) {
      nearest.set(number, Math.min(steps, nearest.get(number) ?? steps));
    }
  }
  return nearest;
}

/** Counts the edges among all nodes, and lists those among the listed. */
async function edgesAmong(
  reader: GenerationReader,
  nodes: readonly ReachedNode[],
  listed: readonly ListedNode[],
  types: readonly string[],
): Promise<QueryList<SerializableEdge>> {
  const found = new Set(nodes.map(({ number }) => number));
  const ids = new Map(listed.map(({ number, id }) => [number, id]));
  const wanted: EdgeReference[] = [];
  let total = 0;
  for (const { source, target, type, kind } of await edgesFrom(reader, [...found], types)) {
    if (!found.has(target)) continue;
    total++;
    const [from, to] = [ids.get(source), ids.get(target)];
    if (from !== undefined && to !== undefined) wanted.push({ source: from, target: to, kind: kind ?? type });
  }
  const items = (await reader.rows.edges(wanted)).sort(compareEdges);
  return { items, total, truncated: items.length < total, caveats: [] };
}

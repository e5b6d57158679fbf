import type { SerializableNode } from '../graph/index.ts';
import type { NodeName, NodeSelector, NodeSummary } from '../storage/index.ts';
import type { CompactGraph } from './graph/compact-graph.ts';
import { nodeSummary } from './node-summary.ts';
import { CANDIDATES_KEPT, type Candidates, onlyCandidate, selectorTerms } from './selectors.ts';

/** The vertex of the one stored node that a selector names. @throws `NOT_FOUND`, `AMBIGUOUS` */
export async function selectVertex(graph: CompactGraph, selector: NodeSelector): Promise<number> {
  const node = await onlyCandidate(selector, candidatesFor(graph, selector), {
    names: () => namesOf(graph),
    named: (name) => namedNodes(graph, { name }),
  });
  return graph.vertexOf(node.id) ?? 0;
}

/** The vertices of several selectors, ascending, each once. @throws `NOT_FOUND`, `AMBIGUOUS` */
export async function selectVertices(
  graph: CompactGraph,
  selectors: readonly NodeSelector[],
): Promise<number[]> {
  const vertices = new Set<number>();
  for (const selector of selectors) vertices.add(await selectVertex(graph, selector));
  return [...vertices].sort((a, b) => a - b);
}

function candidatesFor(graph: CompactGraph, selector: NodeSelector): Candidates {
  const known = graph.candidates(selector);
  if (known !== undefined) return known;
  const { id, name } = selectorTerms(selector);
  const byId = id === undefined ? undefined : graph.storedNode(id)?.node;
  if (byId !== undefined) return { items: [nodeSummary(byId)], total: 1 };
  return name === undefined ? { items: [], total: 0 } : namedNodes(graph, name);
}

function namedNodes(graph: CompactGraph, wanted: NodeName): Candidates {
  const items: NodeSummary[] = [];
  let total = 0;
  for (const node of graph.nodes) {
    if (node === undefined || !isNamed(node, wanted)) continue;
    if (total++ < CANDIDATES_KEPT) items.push(nodeSummary(node));
  }
  return { items, total };
}

function isNamed(node: SerializableNode, { name, kind, file }: NodeName): boolean {
  return (
    node.name === name &&
    (kind === undefined || node.kind === kind) &&
    (file === undefined || node.file === file)
  );
}

function* namesOf(graph: CompactGraph): Generator<string> {
  for (const node of graph.nodes) if (node !== undefined) yield node.name;
}

import { nameMatcher } from '../globs/glob-matcher.ts';
import { attribute, compareCodePoints, type SerializableNode } from '../graph/index.ts';
import { encodeCursor, type FindQuery, type NodeFilter, type NodePage } from '../storage/index.ts';
import type { CompactGraph } from './graph/compact-graph.ts';
import { nodeSummary } from './node-summary.ts';
import { inTurns, isDue, mapped, type Work } from './turns.ts';

/** A page of the nodes that fit a filter, by id. Its total counts all that fit, wherever the page begins. */
export function findNodes(graph: CompactGraph, query: FindQuery): Promise<NodePage> {
  return inTurns(pageOf(graph, query), query, 'nodes');
}

function* pageOf(graph: CompactGraph, { filter, limit, after }: FindQuery): Work<NodePage> {
  const fits = nodeMatcher(filter);
  const page: SerializableNode[] = [];
  let total = 0;
  let remaining = 0;
  let passed = 0;
  for (const node of candidates(graph, filter)) {
    if (isDue(++passed)) yield passed;
    if (node === undefined || !fits(node)) continue;
    total++;
    if (after !== undefined && compareCodePoints(node.id, after) <= 0) continue;
    remaining++;
    if (page.length < limit) page.push(node);
  }
  const truncated = remaining > page.length;
  const last = page.at(-1);
  const answer = { items: yield* mapped(page, nodeSummary), total, truncated, caveats: [] };
  return truncated && last !== undefined ? { ...answer, nextCursor: encodeCursor(last.id) } : answer;
}

function candidates(graph: CompactGraph, filter: NodeFilter): readonly (SerializableNode | undefined)[] {
  return filter.id === undefined ? graph.nodes : [graph.storedNode(filter.id)?.node];
}

/** Whether a node fits all conditions of a filter. */
export function nodeMatcher(filter: NodeFilter): (node: SerializableNode) => boolean {
  const { id, name, file, line } = filter;
  const matchesGlob = filter.glob === undefined ? undefined : nameMatcher(filter.glob);
  const kinds = kindSet(filter.kind);
  const attributes = Object.entries(filter.attributes ?? {});
  return (node) =>
    (id === undefined || node.id === id) &&
    (name === undefined || node.name === name) &&
    (kinds === undefined || kinds.has(node.kind)) &&
    (file === undefined || node.file === file) &&
    (line === undefined || (node.span.startLine <= line && line <= node.span.endLine)) &&
    attributes.every(([key, value]) => attribute(node.attributes, key) === value) &&
    (matchesGlob === undefined || matchesGlob(node.name));
}

function kindSet(kind: NodeFilter['kind']): ReadonlySet<string> | undefined {
  if (kind === undefined) return undefined;
  return new Set(typeof kind === 'string' ? [kind] : kind);
}

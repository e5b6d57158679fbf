import type { Attributes, SerializableEdge, SerializableNode } from '../../../src/graph/index.ts';
import {
  deadCodeQuery,
  ifDeletedQuery,
  whyAliveQuery,
} from '../../../src/storage/front-door/liveness-options.ts';
import { findQuery, walkQuery } from '../../../src/storage/front-door/query-options.ts';
import { pathQuery } from '../../../src/storage/front-door/walk-options.ts';
import type {
  CallOptions,
  CallPath,
  DeadCodeOptions,
  DeadCodeReport,
  FindOptions,
  IfDeletedOptions,
  IfDeletedReport,
  NodeFilter,
  NodePage,
  NodeSelector,
  PathOptions,
  QueryList,
  RelatedNode,
  WhyAlive,
  WhyAliveOptions,
} from '../../../src/storage/index.ts';
import { findNodes } from '../../../src/traversal/find-nodes.ts';
import { CompactGraph } from '../../../src/traversal/graph/compact-graph.ts';
import { deadCode } from '../../../src/traversal/liveness/dead-code.ts';
import { ifDeleted } from '../../../src/traversal/liveness/if-deleted.ts';
import { whyAlive } from '../../../src/traversal/liveness/why-alive.ts';
import { callPath } from '../../../src/traversal/walks/call-path.ts';
import { walk } from '../../../src/traversal/walks/walk.ts';

interface NodeParts {
  readonly name?: string;
  readonly kind?: string;
  readonly file?: string;
  readonly bytes?: readonly [number, number];
  readonly lines?: readonly [number, number];
  readonly attributes?: Attributes;
}

/** A function in `src/a.ts` named like its id, unless said otherwise. */
export function node(id: string, parts: NodeParts = {}): SerializableNode {
  const [startByte, endByte] = parts.bytes ?? [0, 0];
  const [startLine, endLine] = parts.lines ?? [1, 1];
  return {
    id,
    name: parts.name ?? id,
    kind: parts.kind ?? 'Function',
    file: parts.file ?? 'src/a.ts',
    span: { startByte, endByte, startLine, endLine, startColumn: 0, endColumn: 0 },
    attributes: parts.attributes ?? {},
  };
}

/** Edges as `a -CALLS-> b`, or `a -> b` for a call. */
export function edges(...arrows: readonly string[]): SerializableEdge[] {
  return arrows.map((arrow) => {
    const [, source = '', kind = 'CALLS', target = ''] = /^(.*?) -(?:(\w+)-)?> (.*)$/.exec(arrow) ?? [];
    return { source, target, kind, attributes: {} };
  });
}

export function graphOf(
  nodes: readonly SerializableNode[],
  rows: readonly SerializableEdge[] = [],
): CompactGraph {
  return new CompactGraph({ nodes, edges: rows });
}

export function find(graph: CompactGraph, filter: NodeFilter, options: FindOptions = {}): Promise<NodePage> {
  return findNodes(graph, findQuery(filter, options));
}

export function callers(
  graph: CompactGraph,
  start: NodeSelector,
  options: CallOptions = {},
): Promise<QueryList<RelatedNode>> {
  return walk(graph, walkQuery('callers', start, options));
}

export function callees(
  graph: CompactGraph,
  start: NodeSelector,
  options: CallOptions = {},
): Promise<QueryList<RelatedNode>> {
  return walk(graph, walkQuery('callees', start, options));
}

export function path(
  graph: CompactGraph,
  from: NodeSelector,
  to: NodeSelector,
  options: PathOptions = {},
): Promise<CallPath | undefined> {
  return callPath(graph, pathQuery(from, to, options));
}

export function dead(graph: CompactGraph, options: DeadCodeOptions = {}): Promise<DeadCodeReport> {
  return deadCode(graph, deadCodeQuery(options));
}

export function why(
  graph: CompactGraph,
  start: NodeSelector,
  options: WhyAliveOptions = {},
): Promise<WhyAlive> {
  return whyAlive(graph, whyAliveQuery(start, options));
}

export function deleted(
  graph: CompactGraph,
  nodes: readonly NodeSelector[],
  options: IfDeletedOptions = {},
): Promise<IfDeletedReport> {
  return ifDeleted(graph, ifDeletedQuery(nodes, options));
}

/** Every listable verdict with its reasons, as `id: verdict (reasons)`. */
export async function judgements(graph: CompactGraph, options: DeadCodeOptions = {}): Promise<string[]> {
  const report = await dead(graph, { verdicts: ['dead', 'test-only', 'unknown'], ...options });
  return report.items.map((item) => `${item.id}: ${item.verdict} (${item.reasons.join(', ')})`);
}

/** Ids with distances, as `id 2`. */
export function reached(list: QueryList<RelatedNode>): string[] {
  return list.items.map((item) => `${item.id} ${item.distance}`);
}

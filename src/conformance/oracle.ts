import {
  attribute,
  compareCodePoints,
  compareIds,
  DECLARATION_KINDS,
  type SerializableEdge,
  type SerializableGraph,
  type SerializableNode,
} from '../graph/index.ts';
import type { DeadCodeItem, NodeSummary, RelatedNode, WalkDirection } from '../storage/index.ts';

// The definitions of the queries as directly as they can be written, whatever that costs: the truth on tiny graphs.

export function summaryOf({ id, name, kind, file, span }: SerializableNode): NodeSummary {
  return { id, name, kind, file, span };
}

/** All that a path of 1 to `depth` edges of the kinds leads to, with the fewest steps. */
export function related(
  { nodes, edges }: SerializableGraph,
  start: string,
  direction: WalkDirection,
  depth: number,
  kinds: readonly string[],
): RelatedNode[] {
  const distances = new Map<string, number>();
  let level = new Set([start]);
  for (let distance = 1; distance <= depth && level.size > 0; distance++) {
    const next = new Set<string>();
    for (const { source, target, kind } of edges) {
      const [from, to] = direction === 'callees' ? [source, target] : [target, source];
      if (kinds.includes(kind) && level.has(from) && !distances.has(to)) next.add(to);
    }
    for (const id of next) distances.set(id, distance);
    level = next;
  }
  return nodes
    .flatMap((node) => {
      const distance = distances.get(node.id);
      return distance === undefined ? [] : [{ ...summaryOf(node), distance }];
    })
    .sort((a, b) => a.distance - b.distance || compareIds(a, b));
}

/** What is dead, test-only or unknown among functions, methods and classes, with every edge kind giving life. */
export function unliving(
  graph: SerializableGraph,
  isEntry: (node: SerializableNode, isNamespace: boolean) => boolean,
  isTest: (file: string) => boolean,
): { readonly items: readonly DeadCodeItem[]; readonly entryPoints: number } {
  const { nodes, edges } = graph;
  const containers = new Map(nodes.map((node) => [node.id, containerOf(node, nodes)] as const));
  const entries = nodes.filter(
    (node) => !isExternal(node) && isEntry(node, containers.get(node.id) !== undefined),
  );
  const alive = closure(
    entries.map(({ id }) => id),
    edges,
    containers,
  );
  const outside = entries.filter(({ file }) => !isTest(file)).map(({ id }) => id);
  const aliveOutsideTests = closure(outside, edges, containers);
  const items = nodes
    .filter((node) => ['Function', 'Method', 'Class'].includes(node.kind) && !isExternal(node))
    .filter((node) => !aliveOutsideTests.has(node.id) || doubts(node, graph, entries).length > 0)
    .map((node): DeadCodeItem => {
      const reasons = doubts(node, graph, entries);
      if (reasons.length > 0) return { ...summaryOf(node), verdict: 'unknown', reasons };
      const verdict = alive.has(node.id) ? 'test-only' : 'dead';
      const incoming = edges.filter(({ target }) => target === node.id).map(({ source }) => source);
      const others = incoming.filter((source) => source !== node.id);
      if (others.some((source) => alive.has(source) && !aliveOutsideTests.has(source))) {
        return { ...summaryOf(node), verdict, reasons: ['referenced-by-tests'] };
      }
      if (others.length > 0) return { ...summaryOf(node), verdict, reasons: ['referenced-by-dead'] };
      return {
        ...summaryOf(node),
        verdict,
        reasons: [incoming.length > 0 ? 'self-referenced' : 'unreferenced'],
      };
    })
    .sort(compareIds);
  return { items, entryPoints: entries.length };
}

function doubts(
  node: SerializableNode,
  { nodes, edges }: SerializableGraph,
  entries: readonly SerializableNode[],
): DeadCodeItem['reasons'] {
  const language = languageOf(node);
  const reasons: DeadCodeItem['reasons'][number][] = [];
  if (!entries.some((entry) => languageOf(entry) === language)) reasons.push('no-entry-point');
  const own = new Set(nodes.filter((other) => languageOf(other) === language).map(({ id }) => id));
  if (!edges.some(({ source }) => own.has(source))) reasons.push('no-liveness-edges');
  return reasons;
}

/** Rules 1 to 3 until nothing is added. */
function closure(
  entries: readonly string[],
  edges: readonly SerializableEdge[],
  containers: ReadonlyMap<string, string | undefined>,
): ReadonlySet<string> {
  const alive = new Set(entries);
  for (let size = -1; size !== alive.size; ) {
    size = alive.size;
    for (const { source, target } of edges) if (alive.has(source)) alive.add(target);
    for (const [id, container] of containers) {
      if (container !== undefined && alive.has(id)) alive.add(container);
    }
  }
  return alive;
}

function containerOf(node: SerializableNode, nodes: readonly SerializableNode[]): string | undefined {
  const parent = attribute(node.attributes, 'parent');
  if (parent !== undefined && parent !== node.id && nodes.some(({ id }) => id === parent)) return parent;
  if (node.file === '') return undefined;
  const { startByte, endByte } = node.span;
  const size = ({ span }: SerializableNode): number => span.endByte - span.startByte;
  return nodes
    .filter(({ id, kind, file, span }) => {
      const isDeclaration =
        DECLARATION_KINDS.some((known) => known === kind) && span.endByte > span.startByte;
      const holds = span.startByte <= startByte && span.endByte >= endByte;
      return (
        isDeclaration && holds && size({ ...node, span }) > size(node) && file === node.file && id !== node.id
      );
    })
    .sort(
      (a, b) => size(a) - size(b) || b.span.startByte - a.span.startByte || compareCodePoints(a.id, b.id),
    )[0]?.id;
}

function isExternal({ file, attributes }: SerializableNode): boolean {
  return file === '' || attribute(attributes, 'external') === 'true';
}

function languageOf({ file, attributes }: SerializableNode): string {
  const extension = /(?<=[^/])\.([^./]*)$/.exec(file)?.[1] ?? '';
  return attribute(attributes, 'language') || extension;
}

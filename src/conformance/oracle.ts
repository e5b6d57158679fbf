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

// The definitions of the queries as directly as they can be written,
// whatever that costs: the truth on tiny graphs.

/** A node as answers show it. */
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

/** An item but for what only doubts and roots say. */
export type JudgedNode = Omit<DeadCodeItem, 'doubts' | 'confidence' | 'root'>;

/**
 * What is dead, test-only or unknown among functions, methods and classes, with every edge kind giving life.
 */
export function unliving(
  graph: SerializableGraph,
  isEntry: (node: SerializableNode, isNamespace: boolean) => boolean,
  isTest: (file: string) => boolean,
): { readonly items: readonly JudgedNode[]; readonly entryPoints: number } {
  const { nodes, edges } = graph;
  const containers = new Map(nodes.map((node) => [node.id, containerOf(node, nodes)] as const));
  const entries = nodes.filter(
    (node) => !isExternal(node) && isEntry(node, containers.get(node.id) !== undefined),
  );
  const alive = closure(
    entries.map(({ id }) => id),
    graph,
    containers,
  );
  const outside = entries.filter(({ file }) => !isTest(file)).map(({ id }) => id);
  const aliveOutsideTests = closure(outside, graph, containers);
  const items = nodes
    .filter((node) => ['Function', 'Method', 'Class'].includes(node.kind) && !isExternal(node))
    .filter(({ attributes }) => attribute(attributes, 'subkind') !== 'interface')
    .filter((node) => !aliveOutsideTests.has(node.id) || doubts(node, graph, entries).length > 0)
    .map((node): JudgedNode => {
      const unknown = doubts(node, graph, entries);
      if (unknown.length > 0) return { ...summaryOf(node), verdict: 'unknown', reasons: unknown };
      const verdict = alive.has(node.id) ? 'test-only' : 'dead';
      const living = verdict === 'dead' ? alive : aliveOutsideTests;
      const reasons = [referenceReason(node, edges, alive, aliveOutsideTests)];
      const waits = nodes.some((other) => living.has(other.id) && overrides(node, other, graph, containers));
      return { ...summaryOf(node), verdict, reasons: waits ? [...reasons, 'class-not-alive'] : reasons };
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

function referenceReason(
  { id }: SerializableNode,
  edges: readonly SerializableEdge[],
  alive: ReadonlySet<string>,
  aliveOutsideTests: ReadonlySet<string>,
): JudgedNode['reasons'][number] {
  const incoming = edges.filter(({ target }) => target === id).map(({ source }) => source);
  const others = incoming.filter((source) => source !== id);
  if (others.some((source) => alive.has(source) && !aliveOutsideTests.has(source)))
    return 'referenced-by-tests';
  if (others.length > 0) return 'referenced-by-dead';
  return incoming.length > 0 ? 'self-referenced' : 'unreferenced';
}

type Containers = ReadonlyMap<string, string | undefined>;

/** Rules 1 to 5 until nothing is added. */
function closure(
  entries: readonly string[],
  graph: SerializableGraph,
  containers: Containers,
): ReadonlySet<string> {
  const { nodes, edges } = graph;
  const alive = new Set(entries);
  for (let size = -1; size !== alive.size; ) {
    size = alive.size;
    for (const { source, target } of edges) if (alive.has(source)) alive.add(target);
    for (const [id, container] of containers) {
      if (container !== undefined && alive.has(id)) alive.add(container);
    }
    for (const member of nodes) {
      const owner = nodes.find(({ id }) => id === containers.get(member.id));
      if (owner === undefined || !alive.has(owner.id)) continue;
      const isOverride = nodes.some(
        (other) => alive.has(other.id) && overrides(member, other, graph, containers),
      );
      if (comesWith(member, owner) || isOverride) alive.add(member.id);
    }
  }
  return alive;
}

/** Whether a member lives as soon as its container does. */
function comesWith(member: SerializableNode, owner: SerializableNode): boolean {
  const { kind, attributes } = member;
  const subkind = attribute(attributes, 'subkind') ?? '';
  const isFunction = ['Method', 'Function'].includes(kind);
  if (owner.kind !== 'Class') {
    const isScript = ['ts', 'typescript'].includes(languageOf(member).toLowerCase());
    if (kind === 'Variable') return isScript && subkind === 'property';
    return isFunction && isScript && ['method', 'getter', 'setter', 'property-fn'].includes(subkind);
  }
  if (kind === 'Method') return isConstructor(member, owner);
  return kind === 'Variable' && !['interface', 'type'].includes(attribute(owner.attributes, 'subkind') ?? '');
}

/** The class of a function or method, or where asked for of a field. */
function classOf(
  member: SerializableNode,
  nodes: readonly SerializableNode[],
  containers: Containers,
  kinds: readonly string[] = ['Method', 'Function'],
): SerializableNode | undefined {
  const owner = nodes.find(({ id }) => id === containers.get(member.id));
  return kinds.includes(member.kind) && owner?.kind === 'Class' ? owner : undefined;
}

function isConstructor({ name, file, attributes }: SerializableNode, owner: SerializableNode): boolean {
  if (attribute(attributes, 'subkind') === 'constructor') return true;
  const language = languageOf({ file, attributes }).toLowerCase();
  if (['ts', 'typescript'].includes(language)) return name === 'constructor';
  if (['py', 'python'].includes(language)) return ['__init__', '__new__'].includes(name);
  return ['constructor', '__init__', 'new', owner.name].includes(name);
}

/**
 * Whether a method overrides a member: it says so, or same name, and its class
 * inherits from the other's in one or more steps.
 */
function overrides(
  method: SerializableNode,
  other: SerializableNode,
  { nodes, edges }: SerializableGraph,
  containers: Containers,
): boolean {
  const own = classOf(method, nodes, containers);
  const base = classOf(other, nodes, containers, ['Method', 'Function', 'Variable']);
  if (own === undefined || method === other) return false;
  const constructs = (one: SerializableNode, owner: SerializableNode): boolean =>
    one.kind === 'Method' && isConstructor(one, owner);
  if (constructs(method, own)) return false;
  const saysSo = edges.some(
    ({ source, target, kind }) =>
      source === method.id && target === other.id && ['EXTENDS', 'IMPLEMENTS'].includes(kind),
  );
  if (saysSo) return true;
  if (base === undefined || method.name !== other.name || constructs(other, base)) return false;
  const classes = new Set(nodes.filter(({ kind }) => kind === 'Class').map(({ id }) => id));
  const reached = new Set<string>();
  for (let size = -1; size !== reached.size; ) {
    size = reached.size;
    for (const { source, target, kind } of edges) {
      const isStep = ['EXTENDS', 'IMPLEMENTS'].includes(kind) && classes.has(target);
      if (isStep && (source === own.id || reached.has(source))) reached.add(target);
    }
  }
  return reached.has(base.id);
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

function languageOf({ file, attributes }: Pick<SerializableNode, 'file' | 'attributes'>): string {
  const extension = /(?<=[^/])\.([^./]*)$/.exec(file)?.[1] ?? '';
  return attribute(attributes, 'language') || extension;
}

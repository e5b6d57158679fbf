import { attribute, compareCodePoints, DECLARATION_KINDS, type SerializableNode } from '../../graph/index.ts';
import { atOnce, isDue, mapped, sorted, type Work } from '../turns.ts';

/** What decides a node's container. */
export type PlacedNode = Pick<SerializableNode, 'id' | 'kind' | 'file' | 'attributes'> & {
  readonly span: Pick<SerializableNode['span'], 'startByte' | 'endByte'>;
};

/** A byte span whose end is not before its start. */
interface Extent {
  readonly node: PlacedNode;
  readonly start: number;
  readonly end: number;
}

/**
 * The containers of the nodes of one file, by id (liveness, "container"): the stored node that the `parent`
 * attribute names; without one, the declaration of the same non-empty file with the smallest span that
 * strictly contains the node's (begins no later and ends no earlier, and is not equal); ties go to the larger
 * start, then to the lesser id. A node is never its own container. A span that ends before its start counts
 * as empty, and an empty span contains nothing.
 *
 * @param nodes all nodes of the file
 * @param isStored whether a node of this id is stored, in whatever file
 */
export function containersInFile(
  nodes: readonly PlacedNode[],
  isStored: (id: string) => boolean,
): Map<string, string> {
  return atOnce(containersOfFile(nodes, isStored));
}

/** As {@link containersInFile}. */
export function* containersOfFile(
  nodes: readonly PlacedNode[],
  isStored: (id: string) => boolean,
): Work<Map<string, string>> {
  const containers = new Map<string, string>();
  const orphans: PlacedNode[] = [];
  for (const [index, node] of nodes.entries()) {
    if (isDue(index)) yield index;
    const parent = attribute(node.attributes, 'parent');
    if (parent !== undefined && parent !== node.id && isStored(parent)) containers.set(node.id, parent);
    else if (node.file !== '') orphans.push(node);
  }
  if (orphans.length === 0) return containers;
  const declarations: Extent[] = [];
  for (const [index, node] of nodes.entries()) {
    if (isDue(index)) yield index;
    if (isDeclaration(node.kind) && node.span.endByte > node.span.startByte)
      declarations.push(extentOf(node));
  }
  const inner = yield* mapped(orphans, extentOf);
  yield* containersBySpan(inner, declarations, (node, container) => containers.set(node.id, container.id));
  return containers;
}

/** Whether nodes of a kind may contain others by their spans. */
export function isDeclaration(kind: string): boolean {
  return DECLARATION_KINDS.some((known) => known === kind);
}

function extentOf(node: PlacedNode): Extent {
  const { startByte, endByte } = node.span;
  return { node, start: startByte, end: Math.max(startByte, endByte) };
}

/**
 * Sweeps over the file once; the declarations that may still contain
 * something stand on a stack, the latest start on top.
 */
function* containersBySpan(
  nodes: readonly Extent[],
  declarations: readonly Extent[],
  visit: (node: PlacedNode, container: PlacedNode) => void,
): Work<void> {
  const waiting = yield* sorted(declarations, (a, b) => a.start - b.start || b.end - a.end);
  const open: Extent[] = [];
  let next = 0;
  let passed = 0;
  for (const inner of yield* sorted(nodes, (a, b) => a.start - b.start)) {
    for (
      let outer = waiting[next];
      outer !== undefined && outer.start <= inner.start;
      outer = waiting[next]
    ) {
      closeBefore(open, outer.start);
      open.push(outer);
      next++;
    }
    closeBefore(open, inner.start);
    const container = smallestAround(inner, open);
    if (container !== undefined) visit(inner.node, container.node);
    // Where many declarations lie in one another, each node may be compared with all of them.
    passed += 1 + (open.length >> 5);
    if (passed > 1_024) {
      passed = 0;
      yield next;
    }
  }
}

function closeBefore(open: Extent[], position: number): void {
  for (let top = open.at(-1); top !== undefined && top.end < position; top = open.at(-1)) open.pop();
}

function smallestAround(inner: Extent, open: readonly Extent[]): Extent | undefined {
  let best: Extent | undefined;
  for (let index = open.length - 1; index >= 0; index--) {
    const outer = open[index];
    if (outer === undefined) break;
    // From here downward starts only get smaller, so what reaches the node's end is longer than the best.
    if (best !== undefined && inner.end - outer.start > best.end - best.start) break;
    if (containsStrictly(outer, inner) && (best === undefined || isTighter(outer, best))) best = outer;
  }
  return best;
}

function containsStrictly(outer: Extent, inner: Extent): boolean {
  const isLarger = outer.start !== inner.start || outer.end !== inner.end;
  return isLarger && outer.start <= inner.start && outer.end >= inner.end && outer.node.id !== inner.node.id;
}

function isTighter(a: Extent, b: Extent): boolean {
  const difference = a.end - a.start - (b.end - b.start);
  if (difference !== 0) return difference < 0;
  if (a.start !== b.start) return a.start > b.start;
  return compareCodePoints(a.node.id, b.node.id) < 0;
}

import { attribute, type SerializableNode } from '../../../../graph/index.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import { RowReader } from '../../read/row-reader.ts';
import { nodeSize, textSize } from '../../rows/batches.ts';
import type { ChangeSet } from './change-set.ts';
import { containmentOf } from './derive-containment.ts';
import { ensureEnds, inBatches, keyOf, type Target } from './target.ts';

/**
 * What is derived for a node: the keys of its container and of the
 * parent it waits for; empty where there is none.
 */
interface Place {
  readonly container: string;
  readonly parent: string;
}

const NOWHERE: Place = { container: '', parent: '' };

/** Nodes elsewhere whose container depends on the nodes that come or go. Asked before the change is made. */
export async function touchedChildren(target: Target, changes: ChangeSet): Promise<string[]> {
  const children: string[] = [];
  const comingOrGoing = [...changes.createdNodes, ...changes.deletedNodes];
  await inBatches(target, comingOrGoing, nodeSize, async (nodes) => {
    const key = nodes.map((node) => keyOf(target, node.id));
    const row = await target.tx.one(cypher.children, { key });
    for (const id of row.id) children.push(id);
  });
  return children;
}

/**
 * Derives again where the nodes of every touched file, and the given
 * children, are declared, and writes what changed.
 * @returns the keys of parents that are no longer waited for
 */
export async function refreshContainment(
  target: Target,
  changes: ChangeSet,
  children: readonly string[],
): Promise<string[]> {
  const { nodes, former } = placedAnew(changes);
  const rows = new RowReader(target.tx, target.generation, target.settings);
  const touched = [...(await rows.nodes(children)), ...nodes];
  if (touched.length + former.length === 0) return [];
  return place(target, await withSiblings(target, touched, former));
}

/** The nodes that come, go, or change in what decides about containers, as they are and as they were. */
function placedAnew(changes: ChangeSet): {
  readonly nodes: readonly SerializableNode[];
  readonly former: readonly SerializableNode[];
} {
  const nodes = [...changes.createdNodes];
  const former = [...changes.deletedNodes];
  for (const [index, node] of changes.changedNodes.entries()) {
    const old = changes.formerNodes[index] as SerializableNode;
    if (isPlacedAlike(old, node)) continue;
    nodes.push(node);
    former.push(old);
  }
  return { nodes, former };
}

function isPlacedAlike(a: SerializableNode, b: SerializableNode): boolean {
  return (
    a.kind === b.kind &&
    a.file === b.file &&
    a.span.startByte === b.span.startByte &&
    a.span.endByte === b.span.endByte &&
    attribute(a.attributes, 'parent') === attribute(b.attributes, 'parent')
  );
}

/** Derives where the nodes of some files are declared, and writes it. */
export async function deriveContainment(target: Target, files: Iterable<string>): Promise<void> {
  await place(target, await nodesOfFiles(target, files));
}

/**
 * @param nodes all nodes of every file that is looked at
 * @returns the keys of parents that are no longer waited for
 */
async function place(target: Target, nodes: readonly SerializableNode[]): Promise<string[]> {
  const stored = await storedAmong(target, parentsNamed(nodes));
  const { containers, awaited } = containmentOf(nodes, (id) => stored.has(id));
  const before = await placesOf(target, nodes);
  const key = (id: string | undefined): string => (id === undefined ? '' : keyOf(target, id));
  const moved: string[] = [];
  const formerParents: string[] = [];
  for (const { id } of nodes) {
    const old = before.get(id) ?? NOWHERE;
    if (old.container === key(containers.get(id)) && old.parent === key(awaited.get(id))) continue;
    moved.push(id);
    if (old.parent !== '') formerParents.push(old.parent);
  }
  await writePlaces(target, moved, containers, awaited);
  return formerParents;
}

async function writePlaces(
  target: Target,
  moved: readonly string[],
  containers: ReadonlyMap<string, string>,
  awaited: ReadonlyMap<string, string>,
): Promise<void> {
  const key = (id: string): string => keyOf(target, id);
  const contained = moved.flatMap((id) => pairOf(id, containers.get(id)));
  const waiting = moved.flatMap((id) => pairOf(id, awaited.get(id)));
  await inBatches(target, moved, textSize, (ids) =>
    target.tx.run(cypher.deleteContainment, { key: ids.map(key) }),
  );
  await insertContainment(target, contained);
  await ensureEnds(target, new Set(waiting.map(([, parent]) => parent)));
  await inBatches(
    target,
    waiting,
    ([child]) => textSize(child),
    (pairs) =>
      target.tx.run(cypher.insertAwaitedParents, {
        child: pairs.map(([child]) => key(child)),
        parent: pairs.map(([, parent]) => key(parent)),
      }),
  );
}

/** Adds which declaration holds which node. */
export async function insertContainment(
  target: Target,
  pairs: readonly (readonly [child: string, container: string])[],
): Promise<void> {
  await inBatches(
    target,
    pairs,
    ([child]) => textSize(child),
    (batch) =>
      target.tx.run(cypher.insertContainment, {
        child: batch.map(([child]) => keyOf(target, child)),
        container: batch.map(([, container]) => keyOf(target, container)),
      }),
  );
}

/** The given nodes and all others of their files; nodes without a file have no siblings. */
async function withSiblings(
  target: Target,
  touched: readonly SerializableNode[],
  former: readonly SerializableNode[],
): Promise<SerializableNode[]> {
  const nodes = new Map(touched.map((node) => [node.id, node]));
  const files = new Set([...touched, ...former].map((node) => node.file));
  files.delete('');
  for (const node of await nodesOfFiles(target, files)) nodes.set(node.id, node);
  return [...nodes.values()];
}

function nodesOfFiles(target: Target, files: Iterable<string>): Promise<SerializableNode[]> {
  return new RowReader(target.tx, target.generation, target.settings).nodesOfFiles(files);
}

async function storedAmong(target: Target, ids: Iterable<string>): Promise<Set<string>> {
  const stored = new Set<string>();
  await inBatches(target, ids, textSize, async (batch) => {
    const key = batch.map((id) => keyOf(target, id));
    const row = await target.tx.one(cypher.storedIds, { key });
    for (const id of row.id) stored.add(id);
  });
  return stored;
}

async function placesOf(target: Target, nodes: readonly SerializableNode[]): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  await inBatches(target, nodes, nodeSize, async (batch) => {
    const key = batch.map((node) => keyOf(target, node.id));
    const row = await target.tx.one(cypher.containment, { key });
    const container = row.container;
    const parent = row.parent;
    for (const [index, child] of row.child.entries()) {
      places.set(child, { container: container[index] ?? '', parent: parent[index] ?? '' });
    }
  });
  return places;
}

function parentsNamed(nodes: readonly SerializableNode[]): Set<string> {
  const parents = new Set<string>();
  for (const node of nodes) {
    const parent = attribute(node.attributes, 'parent');
    if (parent !== undefined) parents.add(parent);
  }
  return parents;
}

function pairOf(id: string, other: string | undefined): (readonly [string, string])[] {
  return other === undefined ? [] : [[id, other]];
}

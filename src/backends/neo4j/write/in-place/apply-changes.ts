import { attribute, type SerializableNode } from '../../../../graph/index.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import { countDangling } from '../../read/metadata.ts';
import { nodeSize, textSize } from '../../rows/batches.ts';
import type { ChangeSet } from '../shared/change-set.ts';
import { refreshContainment, touchedChildren } from '../shared/containment.ts';
import { createEdges, deleteEdges } from '../shared/edge-writes.ts';
import { call, inBatches, keyOf, type Target } from '../shared/target.ts';
import { type NodeChange, setChangedProperties } from './changed-properties.ts';
import { writeHashes } from './source-files.ts';

/**
 * Writes a change set into a generation, but for the digests of its files.
 * @param token names the change in the repository's own record
 * @returns the generation's dangling edges afterwards
 */
export async function applyChanges(target: Target, changes: ChangeSet, token: string): Promise<number> {
  const { tx, repoId, generation } = target;
  const children = await touchedChildren(target, changes);
  await deleteEdges(target, changes.removedEdges);
  await inBatches(target, changes.deletedNodes, nodeSize, (nodes) =>
    tx.run(cypher.unresolveNodes, { key: nodes.map((node) => keyOf(target, node.id)) }),
  );
  await writeNodes(target, changes);
  await createEdges(target, changes.insertedEdges);
  const formerParents = await refreshContainment(target, changes, children);
  await deleteIsolatedEnds(target, changes, formerParents);
  await writeHashes(target, changes);
  const { nodeCount, edgeCount } = changes;
  const [dangling] = await Promise.all([
    countDangling(tx, generation),
    tx.run(cypher.recordChange, { repoId, token, nodeCount, edgeCount }),
  ]);
  return dangling;
}

/** Nodes that come, or become another kind, are written whole; of the others only what changed. */
async function writeNodes(target: Target, changes: ChangeSet): Promise<void> {
  const whole = [...changes.createdNodes];
  const alike: NodeChange[] = [];
  for (const [index, node] of changes.changedNodes.entries()) {
    const former = changes.formerNodes[index] as SerializableNode;
    if (former.kind === node.kind) alike.push({ former, node });
    else whole.push(node);
  }
  await inBatches(
    target,
    alike,
    ({ node }) => nodeSize(node),
    async (batch) => {
      const properties = setChangedProperties(target, batch, target.numbers);
      if (properties === undefined) for (const { node } of batch) whole.push(node);
      else await setProperties(target, batch, properties);
    },
  );
  await inBatches(target, whole, nodeSize, (nodes) =>
    call(target, target.encoder.upsertNodes(target, nodes)),
  );
}

async function setProperties(
  target: Target,
  changes: readonly NodeChange[],
  properties: NonNullable<ReturnType<typeof setChangedProperties>>,
): Promise<void> {
  const [row] = await call(target, properties);
  if (row === undefined || row.found === changes.length) return;
  const byKey = setChangedProperties(target, changes);
  if (byKey !== undefined) await call(target, byKey);
}

async function deleteIsolatedEnds(
  target: Target,
  changes: ChangeSet,
  formerParents: readonly string[],
): Promise<void> {
  const ends = new Set(formerParents);
  for (const { id, attributes } of changes.deletedNodes) {
    ends.add(keyOf(target, id));
    // It may have been the last to wait for this parent.
    const parent = attribute(attributes, 'parent');
    if (parent !== undefined) ends.add(keyOf(target, parent));
  }
  for (const edge of changes.removedEdges) {
    ends.add(keyOf(target, edge.source));
    ends.add(keyOf(target, edge.target));
  }
  await inBatches(target, ends, textSize, (key) => target.tx.run(cypher.deleteIsolatedEnds, { key }));
}

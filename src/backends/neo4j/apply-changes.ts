import { attribute, type SerializableEdge } from '../../graph/index.ts';
import { edgeSize, nodeSize, textSize } from './batches.ts';
import type { ChangeSet } from './change-set.ts';
import { edgeColumns, nodeColumns, referenceColumns } from './columns.ts';
import { refreshContainment, touchedChildren } from './containment-refresh.ts';
import { sourceFileKey } from './keys.ts';
import * as cypher from './statements.generated.ts';
import { countDangling, ensureEnds, inBatches, keyOf, type Target } from './target.ts';

/** Writes a change set into a generation. @returns the generation's dangling edges afterwards */
export async function applyChanges(target: Target, changes: ChangeSet): Promise<number> {
  const { tx, repoId, generation, token } = target;
  const children = await touchedChildren(target, changes);
  await deleteEdges(target, changes.removedEdges);
  await inBatches(target, changes.deletedNodes, nodeSize, (nodes) =>
    tx.run(cypher.unresolveNodes, { key: nodes.map((node) => keyOf(target, node.id)) }),
  );
  await inBatches(target, changes.nodes, nodeSize, (nodes) =>
    tx.run(cypher.upsertNodes, { ...nodeColumns(nodes, generation), generation, repoId }),
  );
  await insertEdges(target, changes.insertedEdges);
  const formerParents = await refreshContainment(target, changes, children);
  await deleteIsolatedEnds(target, changes, formerParents);
  await writeHashes(target, changes);
  const { nodeCount, edgeCount } = changes;
  await tx.run(cypher.recordChange, { repoId, token, nodeCount, edgeCount });
  return countDangling(tx, generation);
}

async function deleteEdges(target: Target, edges: readonly SerializableEdge[]): Promise<void> {
  await inBatches(target, edges, edgeSize, (batch) =>
    target.tx.run(cypher.deleteEdges, { ...referenceColumns(batch, target.generation) }),
  );
}

async function insertEdges(target: Target, edges: readonly SerializableEdge[]): Promise<void> {
  await ensureEnds(target, new Set(edges.flatMap((edge) => [edge.source, edge.target])));
  await inBatches(target, edges, edgeSize, (batch) =>
    target.tx.run(cypher.insertEdges, { ...edgeColumns(batch, target.generation) }),
  );
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

async function writeHashes(target: Target, changes: ChangeSet): Promise<void> {
  const { repoId, generation } = target;
  const fileKey = (path: string): string => sourceFileKey(generation, path);
  await inBatches(target, changes.goneHashes, textSize, (paths) =>
    target.tx.run(cypher.deleteSourceFiles, { key: paths.map(fileKey) }),
  );
  await inBatches(
    target,
    changes.hashes,
    ([path]) => textSize(path),
    (files) =>
      target.tx.run(cypher.upsertSourceFiles, {
        key: files.map(([path]) => fileKey(path)),
        path: files.map(([path]) => path),
        hash: files.map(([, hash]) => hash),
        repoId,
        generation,
      }),
  );
}

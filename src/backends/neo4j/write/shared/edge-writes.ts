import { StorageError } from '../../../../errors/index.ts';
import type { SerializableEdge } from '../../../../graph/index.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import { edgeSize } from '../../rows/batches.ts';
import { referenceColumns } from '../../rows/encode-columns.ts';
import { call, ensureEnds, inBatches, type Target } from './target.ts';

/** Deletes those of some edges that are there. */
export async function deleteEdges(target: Target, edges: readonly SerializableEdge[]): Promise<void> {
  await inBatches(target, edges, edgeSize, (batch) =>
    target.tx.run(cypher.deleteEdges, { ...referenceColumns(batch, target.generation) }),
  );
}

/**
 * Adds edges that are not there.
 * @param isStored whether an end is known to be there; the others are made, as unresolved, where they are not
 */
export async function createEdges(
  target: Target,
  edges: readonly SerializableEdge[],
  isStored: (id: string) => boolean = () => false,
): Promise<void> {
  await inBatches(target, edges, edgeSize, async (batch) => {
    const ends = endsOf(batch);
    await ensureEnds(
      target,
      [...ends].filter((id) => !isStored(id)),
    );
    const created = await createBatch(target, batch);
    if (created === batch.length) return;
    // What looked stored by its hash was not.
    await ensureEnds(target, ends);
    const again = await createBatch(target, batch);
    if (again !== batch.length) throw lostEdges(batch.length - again);
  });
}

async function createBatch(target: Target, edges: readonly SerializableEdge[]): Promise<number> {
  const [row] = await call(target, target.encoder.createEdges(target, edges));
  return row?.created ?? 0;
}

function endsOf(edges: readonly SerializableEdge[]): Set<string> {
  const ends = new Set<string>();
  for (const { source, target } of edges) ends.add(source).add(target);
  return ends;
}

function lostEdges(count: number): StorageError {
  return new StorageError('UNEXPECTED', `${count} edges were not written, although their ends are there.`);
}

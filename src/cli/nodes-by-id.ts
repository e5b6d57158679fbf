import { forEachConcurrently } from '../concurrency/side-by-side.ts';
import type { NodeSummary } from '../storage/index.ts';
import { formatLocation } from './output/numbers.ts';
import type { Session } from './session.ts';

const AT_ONCE = 8;

/** The stored nodes among some ids, for answers that give ids alone. */
export async function nodesById(
  { store, asking }: Session,
  repoId: string,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, NodeSummary>> {
  const nodes = new Map<string, NodeSummary>();
  await forEachConcurrently(new Set(ids), AT_ONCE, async (id) => {
    const [node] = (await store.queries.findNodes(repoId, { id }, { ...asking, limit: 1 })).items;
    if (node !== undefined) nodes.set(id, node);
  });
  return nodes;
}

/** `save (src/store.ts:3)`; what is not stored has its id alone. */
export function nameAndPlace(id: string, nodes: ReadonlyMap<string, NodeSummary>): string {
  const node = nodes.get(id);
  return node === undefined ? id : `${node.name} (${formatLocation(node)})`;
}

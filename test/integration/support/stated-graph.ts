import { edge, graphOf, node } from '../../../src/conformance/fixtures.ts';
import type { SerializableGraph } from '../../../src/graph/index.ts';

const LENGTH = 300;

/**
 * A chain of calls in which every row and every answer tells the state that the graph is in: names,
 * attributes of edges, metadata, and some more nodes for each state but `old`.
 */
export function statedGraph(repoId: string, state: string): SerializableGraph {
  const length = state === 'old' ? LENGTH : LENGTH + state.length;
  const ids = Array.from({ length }, (_, index) => `n${String(index).padStart(5, '0')}`);
  return graphOf(
    repoId,
    ids.map((id) => node(id, { name: `${state} ${id}`, attributes: { state } })),
    ids.slice(1).map((id, index) => edge(ids[index] ?? '', 'CALLS', id, { state })),
    { schemaVersion: state, fileHashes: { 'src/a.ts': state } },
  );
}

/** Reached by a chain of this length, so that its callers are as many rows. */
export const CHAIN_END: string = `n${String(LENGTH - 1).padStart(5, '0')}`;

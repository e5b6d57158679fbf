import { chainGraph } from '../../../src/conformance/fixtures.ts';
import type { SerializableGraph } from '../../../src/graph/index.ts';

export const REPOSITORY = 'states';
/** Where all nodes of every state lie. */
export const FILE = 'src/a.ts';

const SIZES = [2_500, 1_800, 2_200];

/** One of a few graphs of the same repository; each row tells by an attribute which it is of. */
export function stateGraph(round: number): SerializableGraph {
  const state = round % SIZES.length;
  const graph = chainGraph(REPOSITORY, SIZES[state] ?? 1, `state ${state}`);
  return {
    ...graph,
    metadata: { ...graph.metadata, schemaVersion: '1.0', fileHashes: { [FILE]: `state ${state}` } },
  };
}

import { bytes, edge, metadataOf, node } from '../../src/conformance/fixtures.ts';
import type { SerializableEdge, SerializableNode } from '../../src/graph/index.ts';
import type { GraphSource } from '../../src/storage/index.ts';

const NODES_OF_A_FILE = 100;

/**
 * A graph of any size, made while it is read: each file a class with
 * its methods, each node calling the next two.
 */
export function generatedGraph(repoId: string, count: number, state: string): GraphSource {
  return {
    metadata: metadataOf(repoId, { schemaVersion: state }),
    async *nodes() {
      for (let index = 0; index < count; index++) yield generatedNode(index, state);
    },
    async *edges() {
      for (let index = 0; index < count; index++) {
        for (const step of [1, 2]) yield generatedEdge(index, (index + step) % count);
      }
    },
  };
}

export function generatedNode(index: number, state: string): SerializableNode {
  const place = index % NODES_OF_A_FILE;
  return node(`n${index}`, {
    kind: place === 0 ? 'Class' : 'Method',
    file: `src/${Math.floor(index / NODES_OF_A_FILE)}.ts`,
    span: place === 0 ? bytes(0, 10_000) : bytes(place * 10, place * 10 + 9),
    attributes: { state },
  });
}

function generatedEdge(source: number, target: number): SerializableEdge {
  return edge(`n${source}`, 'CALLS', `n${target}`);
}

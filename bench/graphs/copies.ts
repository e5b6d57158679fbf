import type { GraphSource, SerializableEdge, SerializableNode } from '../../src/index.ts';

/** One edge in so many has a twin that leads into the next copy. */
const EDGES_PER_BRIDGE = 100;

/**
 * A graph several times as large: copies with names of their own, joined by some edges. It is made row by row
 * from passes over `source`, so that no more of it is in memory than of that.
 */
export function copiesOf(source: GraphSource, copies: number, repoId: string): GraphSource {
  const numbers = Array.from({ length: copies }, (_, copy) => copy);
  const hashes = Object.entries(source.metadata.fileHashes);
  const fileHashes = numbers.flatMap((copy) => hashes.map(([path, hash]) => [inCopy(copy, path), hash]));
  return {
    metadata: { ...source.metadata, repoId, fileHashes: Object.fromEntries(fileHashes) },
    async *nodes() {
      for (const copy of numbers) {
        for await (const node of source.nodes()) yield copiedNode(node, copy);
      }
    },
    async *edges() {
      for (const copy of numbers) {
        let count = 0;
        for await (const edge of source.edges()) {
          yield copiedEdge(edge, copy, copy);
          const isBridge = count++ % EDGES_PER_BRIDGE === 0 && copies > 1;
          if (isBridge) yield copiedEdge(edge, copy, (copy + 1) % copies);
        }
      }
    },
  };
}

function copiedNode(node: SerializableNode, copy: number): SerializableNode {
  const { parent } = node.attributes;
  return {
    ...node,
    id: inCopy(copy, node.id),
    file: node.file === '' ? '' : inCopy(copy, node.file),
    // The attribute is a node's id.
    attributes: parent === undefined ? node.attributes : { ...node.attributes, parent: inCopy(copy, parent) },
  };
}

function copiedEdge(edge: SerializableEdge, source: number, target: number): SerializableEdge {
  return { ...edge, source: inCopy(source, edge.source), target: inCopy(target, edge.target) };
}

function inCopy(copy: number, name: string): string {
  return `copy-${copy}/${name}`;
}

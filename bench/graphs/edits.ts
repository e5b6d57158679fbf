import type {
  FileReplacement,
  SerializableEdge,
  SerializableGraph,
  SerializableNode,
} from '../../src/index.ts';

/** The same graph in a repository of another name. */
export function inRepository(graph: SerializableGraph, repoId: string): SerializableGraph {
  return { ...graph, repoId, metadata: { ...graph.metadata, repoId } };
}

/** The node as an edit further up in its file leaves it. */
export function movedDown(node: SerializableNode, lines: number): SerializableNode {
  const { span } = node;
  return {
    ...node,
    span: { ...span, startLine: span.startLine + lines, endLine: span.endLine + lines },
  };
}

/** Files that declare nodes, in order. */
export function filesOf(graph: SerializableGraph): string[] {
  return [...new Set(graph.nodes.map((node) => node.file))].filter((file) => file !== '').sort();
}

/** `count` of the items, or all of them, spread evenly. */
export function spread<Item>(items: readonly Item[], count: number): Item[] {
  const step = Math.max(1, items.length / count);
  const picked = Array.from(
    { length: Math.min(count, items.length) },
    (_, index) => items[Math.floor(index * step)],
  );
  return picked.filter((item) => item !== undefined);
}

/**
 * The graph after an edit of one file in a hundred, at least one: their
 * nodes move down a line, and one edge changes.
 */
export function withEditedFiles(graph: SerializableGraph): {
  readonly graph: SerializableGraph;
  readonly files: number;
} {
  const all = filesOf(graph);
  const files = new Set(spread(all, Math.max(1, Math.round(all.length / 100))));
  const nodes = graph.nodes.map((node) => (files.has(node.file) ? movedDown(node, 1) : node));
  const sources = new Set(nodes.filter((node) => files.has(node.file)).map((node) => node.id));
  const edges = withOneEdited(graph.edges, (edge) => sources.has(edge.source));
  return { graph: { ...graph, nodes, edges }, files: files.size };
}

function withOneEdited(
  edges: readonly SerializableEdge[],
  fits: (edge: SerializableEdge) => boolean,
): readonly SerializableEdge[] {
  const at = edges.findIndex(fits);
  return edges.map((edge, index) =>
    index === at ? { ...edge, attributes: { ...edge.attributes, bench: 'edited' } } : edge,
  );
}

/** What each file declares, every node of it further down. */
export function replacementsOf(
  graph: SerializableGraph,
  files: readonly string[],
  lines: number,
): FileReplacement[] {
  const fileOf = new Map(graph.nodes.map((node) => [node.id, node.file]));
  return files.map((file) => ({
    files: [file],
    nodes: graph.nodes.filter((node) => node.file === file).map((node) => movedDown(node, lines)),
    edges: graph.edges.filter((edge) => fileOf.get(edge.source) === file),
  }));
}

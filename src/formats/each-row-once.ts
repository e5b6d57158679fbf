import { quote, StorageError, throwIfAborted } from '../errors/index.ts';
import {
  edgeKey,
  lastOfEach,
  type SerializableEdge,
  type SerializableGraph,
  type SerializableNode,
  validateGraph,
} from '../graph/index.ts';
import { SeenTexts } from '../hashes/seen-texts.ts';
import {
  type GraphSource,
  isGraphSource,
  type ReadOptions,
  type RowSource,
  rowsOfGraph,
  rowsOfSource,
} from '../storage/index.ts';

/** The rows of a graph, checked; of a graph in memory each once, the last one of duplicates. */
export function checkedRows(graph: SerializableGraph | GraphSource): RowSource {
  if (isGraphSource(graph)) return rowsOfSource(graph);
  const { nodes, edges, ...rest } = validateGraph(graph);
  return rowsOfGraph({
    ...rest,
    nodes: [...lastOfEach(nodes, (node) => node.id).values()],
    edges: [...lastOfEach(edges, edgeKey).values()],
  });
}

/** The rows one by one. */
export async function* each<Row>(chunks: AsyncIterable<readonly Row[]>): AsyncIterable<Row> {
  for await (const chunk of chunks) yield* chunk;
}

/** What a form must know of all rows before it can write the first. */
export interface Survey {
  /** The names of all attributes, in the order of their appearance. */
  readonly nodeAttributes: readonly string[];
  readonly edgeAttributes: readonly string[];
  /** Ends of edges that are not stored, each once. */
  readonly unresolved: readonly string[];
}

/**
 * Reads all rows once and keeps only hashes of them.
 * @throws `UNSUPPORTED` for rows that cannot be read again, `INVALID_GRAPH` for a row that is given twice
 */
export async function surveyOf(rows: RowSource, { signal }: ReadOptions = {}): Promise<Survey> {
  if (rows.readOnce) throw readOnce();
  const nodes = new SeenTexts();
  const edges = new SeenTexts();
  const nodeAttributes = new Set<string>();
  const edgeAttributes = new Set<string>();
  const unresolved = new Set<string>();
  for await (const chunk of rows.nodes()) {
    throwIfAborted(signal);
    for (const node of chunk) {
      if (!nodes.add(node.id)) throw givenTwice(nodeLabel(node));
      for (const name of Object.keys(node.attributes)) nodeAttributes.add(name);
    }
  }
  for await (const chunk of rows.edges()) {
    throwIfAborted(signal);
    for (const edge of chunk) {
      if (!edges.add(edgeKey(edge))) throw givenTwice(edgeLabel(edge));
      for (const end of [edge.source, edge.target]) if (!nodes.has(end)) unresolved.add(end);
      for (const name of Object.keys(edge.attributes)) edgeAttributes.add(name);
    }
  }
  return {
    nodeAttributes: [...nodeAttributes],
    edgeAttributes: [...edgeAttributes],
    unresolved: [...unresolved],
  };
}

/** A node for a message. */
export function nodeLabel({ id }: SerializableNode): string {
  return `node ${quote(id)}`;
}

/** An edge for a message. */
export function edgeLabel({ source, kind, target }: SerializableEdge): string {
  return `edge ${quote(`${source} -${kind}-> ${target}`)}`;
}

/** The refusal of duplicates in a source that is too large to look back in. */
export function givenTwice(label: string): StorageError {
  return new StorageError(
    'INVALID_GRAPH',
    `${label} is given twice. Store the graph and write it from the store, which keeps the last one.`,
  );
}

/** The refusal of a source that cannot be read as often as the form needs. */
export function readOnce(): StorageError {
  return new StorageError(
    'UNSUPPORTED',
    'This form needs several passes over the graph, but its source can be read once. Store it or save it as a file first.',
  );
}

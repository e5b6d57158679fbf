import {
  edgeToJson,
  type GraphMetadata,
  metadataToJson,
  nodeToJson,
  type SerializableEdge,
  type SerializableGraph,
  type SerializableNode,
} from '../graph/index.ts';
import { type GraphSource, isGraphSource, type ReadOptions } from '../storage/index.ts';
import { gathered, watched } from './chunks.ts';
import { NDJSON_FORMAT } from './ndjson-form.ts';

/**
 * The graph as CodePrism's pretty JSON, piece by piece; together exactly
 * `JSON.stringify(graphToJson(graph), null, 2)`.
 */
export function jsonChunks(
  graph: SerializableGraph | GraphSource,
  options: ReadOptions = {},
): AsyncIterable<string> {
  // Of a graph whose metadata names another repository the graph's own id is written in its place.
  const repoId = isGraphSource(graph) ? graph.metadata.repoId : graph.repoId;
  return watched(prettyParts(rowsOf(graph), repoId), options);
}

/** The graph in the NDJSON form, piece by piece. */
export function ndjsonChunks(
  graph: SerializableGraph | GraphSource,
  options: ReadOptions = {},
): AsyncIterable<string> {
  return watched(ndjsonParts(rowsOf(graph)), options);
}

/** Rows to write: of a graph in memory its own, since nothing of them is handed out. */
interface Rows {
  readonly metadata: GraphMetadata;
  nodes(): Iterable<SerializableNode> | AsyncIterable<SerializableNode>;
  edges(): Iterable<SerializableEdge> | AsyncIterable<SerializableEdge>;
}

function rowsOf(graph: SerializableGraph | GraphSource): Rows {
  if (isGraphSource(graph)) return graph;
  return { metadata: graph.metadata, nodes: () => graph.nodes, edges: () => graph.edges };
}

async function* prettyParts(rows: Rows, repoId: string): AsyncIterable<string> {
  yield `{\n  "repo_id": ${JSON.stringify(repoId)},\n  "nodes": `;
  yield* prettyList(rows.nodes(), nodeToJson);
  yield ',\n  "edges": ';
  yield* prettyList(rows.edges(), edgeToJson);
  yield `,\n  "metadata": ${pretty(metadataToJson(rows.metadata), '\n  ')}\n}`;
}

async function* prettyList<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  toJson: (row: Row) => object,
): AsyncIterable<string> {
  let before = '[\n    ';
  yield* gathered(rows, (row) => {
    const text = before + pretty(toJson(row), '\n    ');
    before = ',\n    ';
    return text;
  });
  yield before.startsWith('[') ? '[]' : '\n  ]';
}

/** A line feed in the output is always layout: in strings JSON escapes it. */
function pretty(value: object, lineStart: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', lineStart);
}

async function* ndjsonParts(rows: Rows): AsyncIterable<string> {
  const metadata = metadataToJson(rows.metadata);
  yield `${JSON.stringify({ codeprism: 'graph', format: NDJSON_FORMAT, metadata })}\n`;
  let nodes = 0;
  let edges = 0;
  yield* gathered(rows.nodes(), (node) => {
    nodes++;
    return `{"node":${JSON.stringify(nodeToJson(node))}}\n`;
  });
  yield* gathered(rows.edges(), (edge) => {
    edges++;
    return `{"edge":${JSON.stringify(edgeToJson(edge))}}\n`;
  });
  yield `${JSON.stringify({ end: { nodes, edges } })}\n`;
}

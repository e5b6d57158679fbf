import type { SerializableEdge, SerializableGraph } from '../graph/index.ts';
import type { GraphSource, NodeSummary, ReadOptions } from '../storage/index.ts';
import { gathered, watched } from './chunks.ts';
import { CONTROLS, controlPicture, escapedControl } from './control-characters.ts';
import { checkedRows, each } from './each-row-once.ts';
import type { Neighbourhood } from './neighbourhood.ts';
import { ATTRIBUTE_PREFIX, NODE_FIELDS } from './node-fields.ts';

/**
 * The graph in Graphviz's language, piece by piece: one pass, nothing is kept. A node's name is its label,
 * and to Graphviz an empty value is none; of the metadata the repository's id is in it.
 */
export function dotChunks(
  graph: SerializableGraph | GraphSource,
  options: ReadOptions = {},
): AsyncIterable<string> {
  const rows = checkedRows(graph);
  return watched(parts(rows.metadata.repoId, each(rows.nodes()), each(rows.edges())), options);
}

/** A part of a graph in Graphviz's language; its nodes have no attributes. */
export function dotText({ repoId, nodes, edges }: Neighbourhood): AsyncIterable<string> {
  return parts(repoId, nodes, edges);
}

/** The name is the label. */
const FIELDS = NODE_FIELDS.filter(({ name }) => name !== 'name');

type DotNode = NodeSummary & { readonly attributes?: Readonly<Record<string, string>> };

async function* parts(
  repoId: string,
  nodes: Iterable<DotNode> | AsyncIterable<DotNode>,
  edges: Iterable<SerializableEdge> | AsyncIterable<SerializableEdge>,
): AsyncIterable<string> {
  yield `// A backslash is written twice; \\uHHHH is a character that the language cannot hold.\n`;
  yield `digraph ${quoted(repoId)} {\nnode [shape=box];\n`;
  yield* gathered(nodes, (node) => {
    const fields = FIELDS.map(({ name, of }) => `${name}=${quoted(String(of(node)))}`);
    const attributes = attributeList(node.attributes ?? {});
    return `${quoted(node.id)} [${[`label=${label(node.name)}`, ...fields, ...attributes].join(', ')}];\n`;
  });
  yield* gathered(edges, ({ source, target, kind, attributes }) => {
    const list = [`label=${label(kind)}`, `kind=${quoted(kind)}`, ...attributeList(attributes)];
    return `${quoted(source)} -> ${quoted(target)} [${list.join(', ')}];\n`;
  });
  yield '}\n';
}

function attributeList(attributes: Readonly<Record<string, string>>): string[] {
  return Object.entries(attributes).map(
    ([name, value]) => `${quoted(ATTRIBUTE_PREFIX + name)}=${quoted(value)}`,
  );
}

/**
 * A text in quotes. Graphviz takes all backslashes as they stand except before a quote, so each is doubled;
 * control characters, which end the text or the line, are spelt out behind a single one.
 */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replace(CONTROLS, escapedControl)}"`;
}

/**
 * A text to be shown: there escapes and HTML's entities mean something, and control characters have pictures.
 */
function label(text: string): string {
  return `"${text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('&', '&amp;')
    .replaceAll('\n', '\\n')
    .replace(CONTROLS, controlPicture)}"`;
}

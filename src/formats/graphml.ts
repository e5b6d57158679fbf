import {
  metadataToJson,
  type SerializableEdge,
  type SerializableGraph,
  type SerializableNode,
} from '../graph/index.ts';
import type { GraphSource, ReadOptions, RowSource } from '../storage/index.ts';
import { gathered, watched } from './chunks.ts';
import { checkedRows, each, type Survey, surveyOf } from './each-row-once.ts';
import { ATTRIBUTE_PREFIX, NODE_FIELDS } from './node-fields.ts';
import { xmlText } from './xml-text.ts';

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
<desc>Attributes begin with attr_; an end of an edge that is not stored is a node with unresolved = true. A character that XML cannot hold is written _xHHHH_.</desc>
`;

/** The graph as GraphML, piece by piece. Its metadata are JSON in the graph's own data. */
export function graphmlChunks(
  graph: SerializableGraph | GraphSource,
  options: ReadOptions = {},
): AsyncIterable<string> {
  return watched(parts(checkedRows(graph), options), options);
}

async function* parts(rows: RowSource, options: ReadOptions): AsyncIterable<string> {
  const survey = await surveyOf(rows, options);
  const nodeKeys = new Keys('n', NODE_FIELDS.length, survey.nodeAttributes);
  const edgeKeys = new Keys('e', 1, survey.edgeAttributes);
  yield HEAD + declarations(survey);
  const metadata = JSON.stringify(metadataToJson(rows.metadata));
  yield `<graph edgedefault="directed">\n<data key="metadata">${xmlText(metadata)}</data>\n`;
  yield* gathered(each(rows.nodes()), (node) => nodeText(node, nodeKeys));
  yield* gathered(
    survey.unresolved,
    (id) => `<node id="${xmlText(id)}"><data key="unresolved">true</data></node>\n`,
  );
  yield* gathered(each(rows.edges()), (edge) => edgeText(edge, edgeKeys));
  yield '</graph>\n</graphml>\n';
}

/** The keys of attributes: their positions behind the fields'. */
class Keys {
  readonly #prefix: string;
  readonly #positions: ReadonlyMap<string, number>;

  constructor(prefix: string, fields: number, attributes: readonly string[]) {
    this.#prefix = prefix;
    this.#positions = new Map(attributes.map((name, index) => [name, fields + index]));
  }

  data(attributes: Readonly<Record<string, string>>): string {
    let text = '';
    for (const [name, value] of Object.entries(attributes)) {
      text += `<data key="${this.#prefix}${this.#positions.get(name)}">${xmlText(value)}</data>`;
    }
    return text;
  }
}

function declarations({ nodeAttributes, edgeAttributes }: Survey): string {
  const attribute = (name: string) => ({ name: ATTRIBUTE_PREFIX + name, type: 'string' });
  const nodeKeys = [...NODE_FIELDS, ...nodeAttributes.map(attribute)];
  const edgeKeys = [{ name: 'kind', type: 'string' }, ...edgeAttributes.map(attribute)];
  return [
    key('metadata', 'graph', 'metadata', 'string'),
    key('unresolved', 'node', 'unresolved', 'boolean'),
    ...nodeKeys.map(({ name, type }, index) => key(`n${index}`, 'node', name, type)),
    ...edgeKeys.map(({ name, type }, index) => key(`e${index}`, 'edge', name, type)),
  ].join('');
}

function key(id: string, owner: string, name: string, type: string): string {
  return `<key id="${id}" for="${owner}" attr.name="${xmlText(name)}" attr.type="${type}"/>\n`;
}

function nodeText(node: SerializableNode, keys: Keys): string {
  let fields = '';
  for (const [index, { of }] of NODE_FIELDS.entries()) {
    fields += `<data key="n${index}">${xmlText(String(of(node)))}</data>`;
  }
  return `<node id="${xmlText(node.id)}">${fields}${keys.data(node.attributes)}</node>\n`;
}

function edgeText(edge: SerializableEdge, keys: Keys): string {
  const ends = `source="${xmlText(edge.source)}" target="${xmlText(edge.target)}"`;
  return `<edge ${ends}><data key="e0">${xmlText(edge.kind)}</data>${keys.data(edge.attributes)}</edge>\n`;
}

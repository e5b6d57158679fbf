import type { SerializableGraph, SerializableNode } from '../graph/index.ts';
import type { GraphSource, ReadOptions, RowSource } from '../storage/index.ts';
import { gathered, watched } from './chunks.ts';
import { checkedRows, each, type Survey, surveyOf } from './each-row-once.ts';
import { ATTRIBUTE_PREFIX, NODE_FIELDS } from './node-fields.ts';
import { xmlText } from './xml-text.ts';

/**
 * The graph as GEXF 1.3, the form of Gephi, piece by piece. Of the
 * metadata only the repository's id is in it.
 */
export function gexfChunks(
  graph: SerializableGraph | GraphSource,
  options: ReadOptions = {},
): AsyncIterable<string> {
  return watched(parts(checkedRows(graph), options), options);
}

async function* parts(rows: RowSource, options: ReadOptions): AsyncIterable<string> {
  const survey = await surveyOf(rows, options);
  const nodeAttributes = positions(survey.nodeAttributes, NODE_FIELDS.length + 1);
  const edgeAttributes = positions(survey.edgeAttributes, 1);
  yield head(rows.metadata.repoId) + declarations(survey);
  yield '<nodes>\n';
  yield* gathered(each(rows.nodes()), (node) => {
    const values = attributeValues(node.attributes, nodeAttributes);
    return nodeText(node.id, node.name, fieldValues(node) + values);
  });
  yield* gathered(survey.unresolved, (id) => nodeText(id, id, value(NODE_FIELDS.length, 'true')));
  yield '</nodes>\n<edges>\n';
  let edges = 0;
  yield* gathered(each(rows.edges()), ({ source, target, kind, attributes }) => {
    const ends = `source="${xmlText(source)}" target="${xmlText(target)}"`;
    const values = value(0, kind) + attributeValues(attributes, edgeAttributes);
    return `<edge id="${edges++}" ${ends} kind="${xmlText(kind)}"><attvalues>${values}</attvalues></edge>\n`;
  });
  yield '</edges>\n</graph>\n</gexf>\n';
}

function head(repoId: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<meta><creator>codeprism-neo4j</creator><description>${xmlText(repoId)}</description></meta>
<graph defaultedgetype="directed">
`;
}

function declarations({ nodeAttributes, edgeAttributes }: Survey): string {
  const attribute = (name: string) => ({ name: ATTRIBUTE_PREFIX + name, type: 'string' });
  const ofNodes = [...NODE_FIELDS, { name: 'unresolved', type: 'boolean' }, ...nodeAttributes.map(attribute)];
  const ofEdges = [{ name: 'kind', type: 'string' }, ...edgeAttributes.map(attribute)];
  return columns('node', ofNodes) + columns('edge', ofEdges);
}

function columns(owner: string, list: readonly { readonly name: string; readonly type: string }[]): string {
  const lines = list.map(
    ({ name, type }, index) => `<attribute id="${index}" title="${xmlText(name)}" type="${type}"/>\n`,
  );
  return `<attributes class="${owner}">\n${lines.join('')}</attributes>\n`;
}

function nodeText(id: string, label: string, values: string): string {
  return `<node id="${xmlText(id)}" label="${xmlText(label)}"><attvalues>${values}</attvalues></node>\n`;
}

function fieldValues(node: SerializableNode): string {
  return NODE_FIELDS.map(({ of }, index) => value(index, String(of(node)))).join('');
}

function attributeValues(
  attributes: Readonly<Record<string, string>>,
  places: ReadonlyMap<string, number>,
): string {
  return Object.entries(attributes)
    .map(([name, text]) => value(places.get(name), text))
    .join('');
}

function value(column: number | undefined, text: string): string {
  return `<attvalue for="${column}" value="${xmlText(text)}"/>`;
}

function positions(names: readonly string[], first: number): ReadonlyMap<string, number> {
  return new Map(names.map((name, index) => [name, first + index]));
}

import type { SerializableEdge, SerializableGraph, SerializableNode } from '../../../src/graph/index.ts';
import { AWKWARD } from './helpers.ts';

/** Texts that some form cannot hold as they are. */
export const HOSTILE_TEXTS = [
  '',
  ' ',
  '\u0000',
  '\u0001\u001f\u007f\u0085\u2028',
  '\ufffe\uffff',
  'tab\tline\nreturn\rboth\r\n',
  ' leading and trailing ',
  '<b attr="1">&amp;&lt;</b> ]]> <!-- -->',
  '\'single\' "double" `back`',
  'back\\slash \\n \\N \\" \\\\ \\u0041 ends with \\',
  '_x0000_ _x005F_ _x00e9_',
  '🦀 é 漢 \u202e',
  '__proto__',
  'constructor',
  'node',
  '-->|x| {} [] () # ; // */ $param',
] as const;

/**
 * A graph with every hostile text as id, name, kind, file, attribute's name and value, of nodes and of edges.
 */
export function hostileGraph(): SerializableGraph {
  const nodes: SerializableNode[] = HOSTILE_TEXTS.map((text, index) => ({
    id: text,
    name: text,
    kind: text,
    file: text,
    span: { startByte: index, endByte: 2 ** 53 - 1, startLine: 1, endLine: 2, startColumn: 3, endColumn: 4 },
    attributes: Object.fromEntries(HOSTILE_TEXTS.map((name) => [name, text])),
  }));
  const edges: SerializableEdge[] = HOSTILE_TEXTS.flatMap((text) => [
    { source: text, target: `not stored ${text}`, kind: text || 'CALLS', attributes: { [text]: text } },
    { source: text, target: '', kind: 'CALLS', attributes: {} },
  ]);
  const { metadata } = AWKWARD;
  return { repoId: metadata.repoId, nodes, edges, metadata };
}

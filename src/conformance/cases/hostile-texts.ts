import type { SerializableGraph } from '../../graph/index.ts';
import { edge, graphOf, node } from '../fixtures.ts';

/**
 * Texts that some store, driver, file system or query language has got
 * wrong, each under the name a title shows.
 */
export const HOSTILE_TEXTS: ReadonlyMap<string, string> = new Map([
  ['the empty string', ''],
  ['a space', ' '],
  ['spaces at both ends', '  x  '],
  ['emoji', '\u{1F600}\u{1F469}\u200D\u{1F4BB}'],
  ['NUL', '\0'],
  ['NUL in the middle', 'a\0b'],
  ['control characters', '\u0001\u001b\u007f\u0085'],
  ['line ends', 'a\nb\r\nc\rd\u2028e\u2029f'],
  ['a tab', '\t'],
  ['back-ticks', '`a``b`'],
  ['quotes', `'"\\'\\"`],
  ['backslashes', '\\ \\\\ \\n \\'],
  ['an escaped back-tick', '\\u0060'],
  ['a colon, a bar and an exclamation mark', ':A|B&!C'],
  ['a Cypher injection by relationship type', 'X`]->() DETACH DELETE n //'],
  ['a Cypher injection by label', 'X`) DETACH DELETE n //'],
  ['a Cypher injection by string', `' OR 1=1 MATCH (n) DETACH DELETE n //`],
  ['a Cypher parameter', '$repoId'],
  ['two kinds in one', 'CALLS|READS'],
  ['an SQL injection', `'); DROP TABLE nodes; --`],
  ['path separators', '../../etc/passwd\\..\\x'],
  ['percent escapes', '%00%2F%25'],
  ['glob characters', '*?[a-z]{x,y}\\*'],
  ['__proto__', '__proto__'],
  ['constructor', 'constructor'],
  ['toString', 'toString'],
  ['hasOwnProperty', 'hasOwnProperty'],
  ['null as text', 'null'],
  ['a number as text', '00012.0'],
  ['JSON', '{"a":[1,"\\n"]}'],
  ['é composed', '\u00e9'],
  ['é decomposed', 'e\u0301'],
  ['right-to-left marks', '\u202eabc\u200f'],
  ['a byte order mark', '\ufeffx'],
  ['noncharacters', '\ufffe\uffff\u{10ffff}'],
  ['the replacement character', '\ufffd'],
]);

/** One text in every field that takes text; an edge kind must not be empty. */
export function graphFullOf(repoId: string, text: string): SerializableGraph {
  const attributes = Object.fromEntries([[text, text]]);
  return graphOf(
    repoId,
    [
      node(text, { name: text, kind: text, file: text, attributes }),
      node(`${text}2`, { name: text, kind: text, file: `${text}2`, attributes }),
    ],
    [
      edge(text, text || 'CALLS', text, attributes),
      edge(text, text || 'CALLS', `${text}2`),
      edge(`${text}2`, text || 'CALLS', `${text}3`, attributes),
    ],
    { fileHashes: Object.fromEntries([[text, text]]), schemaVersion: text },
  );
}

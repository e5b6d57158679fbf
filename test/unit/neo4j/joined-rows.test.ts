import { describe, expect, it } from 'vitest';
import { propertyOf } from '../../../src/backends/neo4j/cypher/names.ts';
import { splitEdges, splitNodes } from '../../../src/backends/neo4j/rows/decode-joined.ts';
import { edge, node } from '../../../src/conformance/fixtures.ts';

const span = ['0', '1', '2', '3', '4', '5'];
const joined = (...parts: readonly string[]): string => parts.join('\0');

describe('joined rows', () => {
  it('are nodes, with the attributes that their number announces', () => {
    const attributes = ['attr_line', '7', propertyOf('__proto__'), ''];
    const text = joined('2', 'a', 'A', 'Class', 'f.ts', ...span, ...attributes);
    const [read] = splitNodes([{ nodes: [text] }])?.items ?? [];
    expect(Object.entries(read?.attributes ?? {})).toEqual([
      ['line', '7'],
      ['__proto__', ''],
    ]);
    expect(splitNodes([{ nodes: [joined('0', 'a', 'A', 'Class', 'f.ts', ...span)] }])?.items).toEqual([
      node('a', {
        name: 'A',
        kind: 'Class',
        file: 'f.ts',
        span: { startByte: 0, endByte: 1, startLine: 2, endLine: 3, startColumn: 4, endColumn: 5 },
        attributes: {},
      }),
    ]);
  });

  it('are edges of the source beside them, empty texts included', () => {
    const rows = [{ source: '', edges: [joined('0', '', 'CALLS'), joined('1', 'b', 'CALLS', 'attr_a', '')] }];
    expect(splitEdges(rows)?.items).toEqual([
      edge('', 'CALLS', ''),
      { ...edge('', 'CALLS', 'b'), attributes: { a: '' } },
    ]);
  });

  it.each([
    ['a name', joined('0', 'a', 'x\0y', 'Class', 'f.ts', ...span)],
    ['a value', joined('1', 'a', 'A', 'Class', 'f.ts', ...span, 'attr_a', 'x\0y')],
    ['two values', joined('1', 'a\0', 'A', 'Class', 'f.ts', ...span, 'attr_a', '\0')],
  ])('are given up where %s holds the separator', (_where, text) => {
    expect(splitNodes([{ nodes: [text] }])).toBeUndefined();
  });

  it('are given up where the id of an edge’s end holds the separator', () => {
    expect(splitEdges([{ source: 'a', edges: [joined('0', 'b\0c', 'CALLS')] }])).toBeUndefined();
  });
});

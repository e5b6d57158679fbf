import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgeColumns, nodeColumns } from '../../../src/backends/neo4j/columns.ts';
import { decodeEdges, decodeNodes } from '../../../src/backends/neo4j/decode.ts';
import { edge, node } from '../../../src/conformance/fixtures.ts';
import { recordOf, type SerializableEdge, type SerializableNode } from '../../../src/graph/index.ts';

const text = fc.constantFrom('', 'a', '__proto__', 'constructor', 'x y', '\u{1F980}', 'X_', '\0', 'line');
const attributes = fc.array(fc.tuple(text, text), { maxLength: 4 }).map((pairs) => recordOf(pairs));
const integer = fc.maxSafeNat();
const plain = { noNullPrototype: true };
const nodes = fc.array(
  fc.record(
    {
      id: text,
      name: text,
      kind: text,
      file: text,
      span: fc.record(
        {
          startByte: integer,
          endByte: integer,
          startLine: integer,
          endLine: integer,
          startColumn: integer,
          endColumn: integer,
        },
        plain,
      ),
      attributes,
    },
    plain,
  ),
);
const edges = fc.array(fc.record({ source: text, target: text, kind: text, attributes }, plain));

/** What the statements that read give for what those that write were given. */
function attributesAsRead(
  columns: { attributeName: readonly string[]; attributeColumn: readonly (readonly (string | null)[])[] },
  rows: number,
) {
  const there = Array.from({ length: rows }, (_, row) =>
    columns.attributeName.flatMap((name, column) => {
      const value = columns.attributeColumn[column]?.[row];
      return value === null || value === undefined ? [] : [{ name, value }];
    }),
  );
  return {
    attributeNames: there.map((row) => row.map(({ name }) => name)),
    attributeValues: there.map((row) => row.map(({ value }) => value)),
  };
}

describe('rows as columns', () => {
  it('are the same rows when read back', () => {
    fc.assert(
      fc.property(nodes, (rows) => {
        const columns = nodeColumns(rows, 7);
        expect(decodeNodes({ ...columns, ...attributesAsRead(columns, rows.length) })).toStrictEqual(rows);
      }),
    );
    fc.assert(
      fc.property(edges, (rows) => {
        const columns = edgeColumns(rows, 7);
        const read = {
          ...attributesAsRead(columns, rows.length),
          source: columns.source.map((key) => key.slice('7|'.length)),
          target: columns.target.map((key) => key.slice('7|'.length)),
          kind: columns.kind.map((kind, index) => kind ?? columns.type[index]),
        };
        expect(decodeEdges(read)).toStrictEqual(rows);
      }),
    );
  });

  it('hold a column for every attribute that some row has, and null where a row has none', () => {
    const rows: SerializableNode[] = [
      node('a', { attributes: { one: '' } }),
      node('b', { attributes: { two: '2' } }),
    ];
    const { attributeName, attributeColumn, ...columns } = nodeColumns(rows, 3);
    expect(attributeName).toEqual(['attr_one', 'attr_two']);
    expect(attributeColumn).toEqual([
      ['', null],
      [null, '2'],
    ]);
    for (const column of Object.values(columns)) expect(column).toHaveLength(rows.length);
    expect(columns.key).toEqual(['3|a', '3|b']);
  });

  it('hold the kind of an edge only where its type cannot be the kind', () => {
    const rows: SerializableEdge[] = [
      edge('a', 'CALLS', 'b'),
      edge('a', 'DECLARED_IN', 'b'),
      edge('a', 'x y', 'b'),
    ];
    const { type, kind } = edgeColumns(rows, 3);
    expect(kind).toEqual([null, 'DECLARED_IN', 'x y']);
    expect(type[0]).toBe('CALLS');
  });
});

it('unresolved ends are no nodes', () => {
  const columns = nodeColumns([node('a'), node('b')], 1);
  const read = { ...columns, ...attributesAsRead(columns, 2), unresolved: [true, false] };
  expect(decodeNodes(read).map(({ id }) => id)).toEqual(['b']);
});

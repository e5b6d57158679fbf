import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withAttributes } from '../../../src/backends/neo4j/cypher/attribute-text.ts';
import {
  type AttributeColumns,
  CommonAttributes,
} from '../../../src/backends/neo4j/rows/attribute-columns.ts';
import { decodeEdges, decodeNodes } from '../../../src/backends/neo4j/rows/decode-columns.ts';
import { edgeColumns, nodeColumns } from '../../../src/backends/neo4j/rows/encode-columns.ts';
import { edge, node } from '../../../src/conformance/fixtures.ts';
import { recordOf, type SerializableEdge, type SerializableNode } from '../../../src/graph/index.ts';
import { Numbering } from '../../../src/traversal/index.ts';

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
function attributesAsRead(common: CommonAttributes, { columns, rare }: AttributeColumns, rows: number) {
  const there = Array.from({ length: rows }, (_, row) => {
    const ofColumns = common.properties.map(
      (name, column) => [name, columns[column]?.[row] ?? null] as const,
    );
    return [...ofColumns, ...Object.entries(rare[row] ?? {})].flatMap(([name, value]) =>
      value === null ? [] : [[name, value] as const],
    );
  });
  return {
    attributeNames: there.map((row) => row.map(([name]) => name)),
    attributeValues: there.map((row) => row.map(([, value]) => value)),
  };
}

function readNodes(rows: readonly SerializableNode[], common: CommonAttributes): SerializableNode[] {
  const { path, file, ...columns } = nodeColumns(rows);
  const attributesRead = attributesAsRead(common, common.columnsOf(rows), rows.length);
  return decodeNodes({ ...columns, ...attributesRead, file: file.map((position) => path[position] ?? '') });
}

describe('rows as columns', () => {
  it('are the same rows when read back', () => {
    const common = new CommonAttributes();
    fc.assert(
      fc.property(nodes, (rows) => {
        expect(readNodes(rows, common)).toStrictEqual(rows);
      }),
    );
    const ofEdges = new CommonAttributes();
    fc.assert(
      fc.property(edges, (rows) => {
        const ends = new Numbering();
        const columns = edgeColumns(rows, (id) => ends.numberOf(id));
        const read = {
          ...attributesAsRead(ofEdges, ofEdges.columnsOf(rows), rows.length),
          source: columns.source.map((position) => ends.texts[position] ?? ''),
          target: columns.target.map((position) => ends.texts[position] ?? ''),
          kind: columns.type.map((type, index) => columns.edgeKind[index] ?? type),
        };
        expect(decodeEdges(read)).toStrictEqual(rows);
      }),
    );
  });

  it('name each file once', () => {
    const { path, file } = nodeColumns([
      node('a', { file: 'x' }),
      node('b', { file: 'y' }),
      node('c', { file: 'x' }),
    ]);
    expect(path).toEqual(['x', 'y']);
    expect(file).toEqual([0, 1, 0]);
  });

  it('hold the kind of an edge only where its type cannot be the kind', () => {
    const rows: SerializableEdge[] = [
      edge('a', 'CALLS', 'b'),
      edge('a', 'DECLARED_IN', 'b'),
      edge('a', 'x y', 'b'),
    ];
    const { type, edgeKind } = edgeColumns(rows, () => 0);
    expect(edgeKind).toEqual([null, 'DECLARED_IN', 'x y']);
    expect(type[0]).toBe('CALLS');
    expect(edgeColumns(rows.slice(0, 1), () => 0).edgeKind).toEqual([]);
  });
});

describe('attributes', () => {
  const withAttribute = (name: string): SerializableNode => node(name, { attributes: { [name]: '1' } });

  it('that many rows have travel as columns, the others as maps', () => {
    const many = Array.from({ length: 199 }, () => withAttribute('many'));
    const common = new CommonAttributes();
    const { columns, rare } = common.columnsOf([...many, withAttribute('few')]);
    expect(common.properties).toEqual(['attr_many']);
    expect(columns[0]?.filter((value) => value === '1')).toHaveLength(199);
    expect(rare.at(-1)).toEqual({ attr_few: '1' });
    expect(rare.filter((map) => map !== null)).toHaveLength(1);
  });

  it('once common stay so, and travel as an empty column where no row has them', () => {
    const common = new CommonAttributes();
    common.columnsOf([withAttribute('one')]);
    const { columns, rare } = common.columnsOf([withAttribute('two')]);
    expect(common.properties).toEqual(['attr_one', 'attr_two']);
    expect(columns).toEqual([[], ['1']]);
    expect(rare).toEqual([]);
  });

  it('of any number make no more than a few columns', () => {
    const common = new CommonAttributes();
    for (let index = 0; index < 1_000; index++) common.columnsOf([withAttribute(`name${index}`)]);
    expect(common.properties.length).toBeLessThan(100);
    const last = common.columnsOf([withAttribute('name999')]);
    expect(last.rare).toEqual([{ attr_name999: '1' }]);
  });

  it('are written into a statement by their safe names', () => {
    const statement = {
      name: 's',
      text: 'CREATE (n {attr_node: $nodeAttribute[0][i]})\nSET n += $rareNodeAttributes[i]\n',
    };
    const none = { properties: [], hasRare: false };
    const { text } = withAttributes(
      statement,
      { properties: ['attr_line', 'attr_X_'], hasRare: false },
      none,
    );
    expect(text).toBe('CREATE (n {attr_line: $nodeAttribute[0][i], attr_X_: $nodeAttribute[1][i]})\n');
    expect(withAttributes(statement, { properties: [], hasRare: true }, none).text).toBe(
      'CREATE (n {attr_: null})\nSET n += $rareNodeAttributes[i]\n',
    );
  });
});

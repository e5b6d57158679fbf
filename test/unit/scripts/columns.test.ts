import { describe, expect, test } from 'vitest';
import { columnsOf, withoutColumnLines } from '../../../scripts/cypher/columns.ts';

function columns(text: string): string[] {
  return columnsOf({ path: 'a.cypher', name: 'a', text }).map(([name, type]) => `${name}: ${type}`);
}

describe('the type of a column', () => {
  test.each([
    ['n.name AS it', 'string'],
    ['n.startLine AS it', 'number'],
    ['r.totalNodes + 1 AS it', undefined],
    ['count(DISTINCT n) AS it', 'number'],
    ['elementId(n) AS it', 'string'],
    ["coalesce(n.changer, '') AS it", 'string'],
    ['r.pending IS NOT NULL AS it', 'boolean'],
    ['r.applied = $token AS it', 'boolean'],
    ["collect(coalesce(n.attr_api, '') = 'true') AS it", 'readonly boolean[]'],
    ['collect(n.id) AS it', 'readonly string[]'],
    ['[n IN reached | n.id] AS it', 'readonly string[]'],
    ["collect([name IN keys(n) WHERE name STARTS WITH 'a']) AS it", 'readonly (readonly string[])[]'],
    ['n { .id, .startLine } AS it', '{ readonly id: string; readonly startLine: number }'],
    ['startNode(r).id AS it', 'string'],
    ['$file[i] AS it', undefined],
  ])('follows from %s', (expression, type) => {
    const text = `// A title\nMATCH (n)-[r]->()\nRETURN ${expression}\n`;
    if (type === undefined) expect(() => columns(text)).toThrow('// Column it: …');
    else expect(columns(text)).toEqual([`it: ${type}`]);
  });

  test('follows from where its name was given, the nearest place', () => {
    const text =
      '// A title\nMATCH (n)\nWITH n.id AS it\nWITH count(it) AS it, n.file AS file\nRETURN it, file\n';
    expect(columns(text)).toEqual(['it: number', 'file: string']);
  });

  test('is what a line says, where a line says it', () => {
    const text = '// A title\n// Column file: string | null\nMATCH (n)\nRETURN n.file AS file\n';
    expect(columns(text)).toEqual(['file: string | null']);
    expect(withoutColumnLines(text)).toBe('// A title\nMATCH (n)\nRETURN n.file AS file\n');
  });

  test('is never said of a column that is not there', () => {
    expect(() => columns('// A title\n// Column fill: string\nMATCH (n)\nRETURN n.file AS file\n')).toThrow(
      'a.cypher gives no column fill',
    );
  });
});

test('a statement that gives no rows has no columns', () => {
  expect(columns('// A title\nMATCH (n)\nWITH n.id AS id\nCREATE (:Thing {id: id})\n')).toEqual([]);
});

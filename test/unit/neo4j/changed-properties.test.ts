import { describe, expect, test } from 'vitest';
import { setChangedProperties } from '../../../src/backends/neo4j/write/in-place/changed-properties.ts';
import { node } from '../../../src/conformance/fixtures.ts';
import type { SerializableNode } from '../../../src/graph/index.ts';

const HERE = { repoId: 'r', generation: 7 };

function assignmentsOf(
  former: SerializableNode,
  changed: SerializableNode,
): readonly [string | undefined, unknown] {
  const call = setChangedProperties(HERE, [{ former, node: changed }]);
  return [call?.statement.text.split('SET ')[1]?.trim(), call?.parameters.value];
}

describe('of nodes that change, what is written', () => {
  const base = node('a', { name: 'n', file: 'f', attributes: { line: '1', gone: '2' } });

  test('is what differs, by name', () => {
    expect(assignmentsOf(base, { ...base, attributes: { line: '3', gone: '2' } })).toEqual([
      'n.attr_line = $value[0][i]',
      [['3']],
    ]);
    expect(assignmentsOf(base, { ...base, name: 'm', span: { ...base.span, endLine: 9 } })).toEqual([
      'n.endLine = toInteger($value[0][i]), n.name = $value[1][i], n.nameKey = $value[2][i]',
      [[9], ['m'], ['m']],
    ]);
  });

  test('is found by the database’s own ids where all of them are known', () => {
    const changes = [{ former: base, node: { ...base, name: 'm' } }];
    const known = setChangedProperties(HERE, changes, new Map([['a', 5]]));
    expect(known?.statement.text).toContain('id(n) = toInteger($number[i])');
    expect(known?.parameters.number).toEqual([5]);
    const unknown = setChangedProperties(HERE, changes, new Map([['b', 5]]));
    expect(unknown?.parameters).toMatchObject({ prefix: '7|', id: ['a'] });
  });

  test('takes away what is gone', () => {
    expect(assignmentsOf(base, { ...base, attributes: { line: '1' } })).toEqual([
      'n.attr_gone = $value[0][i]',
      [[null]],
    ]);
  });

  test('is the same text whatever changes first', () => {
    const renamed = { ...base, name: 'm' };
    const moved = { ...base, file: 'g' };
    const changes = [
      { former: base, node: renamed },
      { former: base, node: moved },
    ];
    const texts = [changes, changes.toReversed()].map(
      (one) => setChangedProperties(HERE, one)?.statement.text,
    );
    expect(texts[0]).toBe(texts[1]);
  });

  test('is the whole node where too many properties differ', () => {
    const attributes = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`a${index}`, '']));
    expect(setChangedProperties(HERE, [{ former: base, node: { ...base, attributes } }])).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { attribute, copyRecord, equalRecords, recordOf, setOwn } from '../../../src/graph/index.ts';
import { withProto } from './samples.ts';

const STRANGE = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', '0'];

describe('records of strange keys', () => {
  it.each(STRANGE)('%j is an own key like any other', (key) => {
    const record = recordOf([[key, 'value']]);
    expect(Object.keys(record)).toEqual([key]);
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
    expect(attribute(record, key)).toBe('value');
    expect(attribute({}, key)).toBeUndefined();
    expect(copyRecord(record)).toEqual(record);
    expect(equalRecords(record, copyRecord(record))).toBe(true);
    expect(equalRecords(record, {})).toBe(false);
    expect(equalRecords({}, record)).toBe(false);
    expect(equalRecords({ other: 'value' }, record)).toBe(false);
  });

  it('are changed in place by setOwn', () => {
    const record = withProto('old');
    setOwn(record, '__proto__', 'new');
    setOwn(record, 'a', 'b');
    expect(Object.entries(record)).toEqual([
      ['__proto__', 'new'],
      ['a', 'b'],
    ]);
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packColumns, unpackColumns } from '../../../src/report/data/columns.ts';

test('columns and header come back as they were, whatever their lengths', () => {
  const header = fc.record({ text: fc.string(), list: fc.array(fc.integer()) });
  const columns = fc.record({
    bytes: fc.uint8Array({ maxLength: 20 }),
    shorts: fc.uint16Array({ maxLength: 20 }),
    numbers: fc.uint32Array({ maxLength: 20 }),
    floats: fc.float64Array({ maxLength: 20 }),
  });
  fc.assert(
    fc.property(header, columns, (header, columns) => {
      expect(unpackColumns(packColumns({ header, columns }))).toEqual({ header, columns: { ...columns } });
    }),
    { numRuns: 30 },
  );
});

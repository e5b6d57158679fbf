import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, inject, test } from 'vitest';
import { Connection } from '../../src/backends/neo4j/connection/connection.ts';
import { driverFor } from '../../src/backends/neo4j/connection/driver.ts';
import { statement } from '../../src/backends/neo4j/cypher/statement.ts';
import { settingsOf } from '../../src/backends/neo4j/options.ts';

const NUMBERS = statement<'upTo', { readonly row: object }>(
  'numbers',
  'UNWIND range(1, toInteger($upTo)) AS number RETURN {number: number} AS row',
);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('a transaction keeps no row that it gave, so that a graph can be read in one page by page', async () => {
  const { database = 'neo4j', ...login } = inject('neo4j');
  const settings = settingsOf({ ...login, database });
  const connection = new Connection(driverFor(settings), settings, database);
  try {
    await connection.read(async (tx) => {
      const given: WeakRef<object>[] = [];
      for (let page = 0; page < 3; page++) {
        const rows = await tx.run(NUMBERS, { upTo: 100 });
        expect(rows).toHaveLength(100);
        for (const { row } of rows) given.push(new WeakRef(row));
      }
      await nextTurn();
      collectGarbage();
      // What the last turn of the loop left on the stack may still be there.
      expect(given.filter((row) => row.deref() !== undefined).length).toBeLessThanOrEqual(100);
    });
  } finally {
    await connection.close();
  }
});

import { writeSync } from 'node:fs';
import { openFileStore } from '../../../../src/backends/file/index.ts';
import { stateGraph } from '../../sqlite/states.ts';

/**
 * Writes one state of a repository after the other into the folder of the
 * argument, in either form by turns, to be killed.
 */
const [directory = ''] = process.argv.slice(2);
for (let round = 0; round < 1_000; round++) {
  await using store = await openFileStore({ directory, compression: round % 2 === 0 });
  await store.graph.storeGraph(stateGraph(round));
  // At once: what is only buffered dies with the process.
  writeSync(1, 'written\n');
}

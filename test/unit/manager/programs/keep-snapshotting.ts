import { setTimeout as sleep } from 'node:timers/promises';
import { node, sampleGraph } from '../../../../src/conformance/fixtures.ts';
import { StorageManager } from '../../../../src/index.ts';

/**
 * Changes a memory store that is written to a folder all the time,
 * and says each snapshot, until it is killed.
 */
const [dataPath = ''] = process.argv.slice(2);
const manager = await StorageManager.open({ backend: 'memory', dataPath, persistenceInterval: 0 });
await manager.graph.storeGraph(sampleGraph('r'));
for (let turn = 0; turn < 10_000; turn++) {
  const nodes = Array.from({ length: 300 }, (_, index) => node(`n${index}`, { name: `turn ${turn}` }));
  await manager.graph.updateNodes('r', nodes);
  await sleep(1);
  const { snapshot } = await manager.health();
  if (snapshot?.writtenAt !== undefined) process.stdout.write('written\n');
}

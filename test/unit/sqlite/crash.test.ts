import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { sameGraph } from '../../../src/conformance/assertions.ts';
import { ended, newFile, open, says, start, valueIn } from './helpers.ts';
import { REPOSITORY, stateGraph } from './states.ts';

/** How many more steps a writer may take before it is killed, and how long it may go on after them. */
const MOMENTS: readonly (readonly [how: string, word: string, count: number, milliseconds: number])[] = [
  ['store', 'ready', 1, 0],
  ['store', 'progress', 1, 0],
  ['store', 'progress', 4, 0],
  ['store', 'progress', 8, 3],
  ['store', 'progress', 11, 10],
  ['store', 'written', 2, 5],
  ['store', 'written', 3, 25],
  ['replace', 'ready', 1, 1],
  ['replace', 'written', 1, 8],
  ['replace', 'written', 2, 30],
  ['replace', 'written', 4, 60],
];

describe('a writer that is killed', () => {
  it('leaves the graph as it was before or after its write, at whatever moment', async () => {
    const { file } = await newFile();
    await (await open(file)).graph.storeGraph(stateGraph(0));
    for (const [how, word, count, milliseconds] of MOMENTS) {
      const child = start('keep-writing', [file, how]);
      await says(child, word, count);
      await sleep(milliseconds);
      child.kill('SIGKILL');
      await ended(child);
      const store = await open(file);
      const found = await store.graph.loadGraph(REPOSITORY);
      const state = [0, 1, 2].find((round) => found?.nodes.length === stateGraph(round).nodes.length);
      sameGraph(found, stateGraph(state ?? 0));
      expect(valueIn(file, 'PRAGMA integrity_check')).toBe('ok');
      expect(valueIn(file, 'PRAGMA foreign_key_check')).toBeUndefined();
      // What was cut off holds nobody up, and is not taken for stored.
      const again = await store.graph.storeGraph(stateGraph(state ?? 0));
      expect([again.nodes.unchanged, again.edges.unchanged]).toEqual([
        stateGraph(state ?? 0).nodes.length,
        stateGraph(state ?? 0).edges.length,
      ]);
      await store.graph.updateGraphMetadata(REPOSITORY, stateGraph(state ?? 0).metadata);
      await store.close();
    }
  });

  it('leaves an empty store where it was writing the first graph', async () => {
    const { file } = await newFile();
    const child = start('keep-writing', [file, 'store']);
    await says(child, 'progress');
    child.kill('SIGKILL');
    await ended(child);
    const store = await open(file);
    const found = await store.graph.loadGraph(REPOSITORY);
    if (found !== undefined) sameGraph(found, stateGraph(0));
    expect(await store.graph.storeGraph(stateGraph(1))).toMatchObject({ dangling: 0 });
    sameGraph(await store.graph.loadGraph(REPOSITORY), stateGraph(1));
  });
});

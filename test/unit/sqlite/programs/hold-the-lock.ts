import { once } from 'node:events';
import { openSqliteStore } from '../../../../src/backends/sqlite/index.ts';
import { sourceOf } from '../../../../src/storage/index.ts';
import { stateGraph } from '../states.ts';

/** Begins to store a graph in the database of the first argument, and ends when its standard input does. */
const store = await openSqliteStore({ file: process.argv[2] ?? '' });
const source = sourceOf(stateGraph(1));
let isHeld = false;
await store.graph.storeGraph({
  ...source,
  async *edges() {
    if (!isHeld) {
      process.stdout.write('holding\n');
      process.stdin.resume();
      await once(process.stdin, 'end');
      isHeld = true;
    }
    yield* source.edges();
  },
});
await store.close();

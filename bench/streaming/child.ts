import { openNeo4jStore } from '../../src/backends/neo4j/index.ts';
import { readGraphFile } from '../../src/formats/index.ts';
import type { GraphStorage } from '../../src/index.ts';
import { messageOf, timed } from '../compete.ts';
import { copiesOf } from '../graphs/copies.ts';
import { countRows } from '../graphs/count-rows.ts';
import { HeldMemory } from './held-memory.ts';
import type { StreamAnswer, StreamJob, StreamResult } from './job.ts';
import { peakMemory } from './peak-memory.ts';

const SAY_EVERY_MS = 10_000;

/** Streams a graph into the database and out again, and reports to the process that started this one. */
async function run(job: StreamJob): Promise<StreamResult> {
  const { uri, username, password, database } = job.server;
  await using store = await openNeo4jStore({ uri, username, password, database });
  await pass(store.graph, job.warmUpFile, 1, job.warmUpRepoId);
  return await pass(store.graph, job.file, job.copies, job.repoId);
}

async function pass(
  storage: GraphStorage,
  file: string,
  copies: number,
  repoId: string,
): Promise<StreamResult> {
  const say = sayer(`${copies} × the graph`);
  const source = copiesOf(await readGraphFile(file), copies, repoId);
  const held = new HeldMemory();
  let stored = 0;
  const storeSeconds = await timed(async () => {
    const { nodes, edges } = await storage.storeGraph(source, {
      onProgress: ({ phase, done }) => {
        say(`storing, ${phase}`, done);
        if (phase === 'edges') held.look(done);
      },
    });
    stored = nodes.created + edges.created;
  });
  const stream = await storage.streamGraph(repoId);
  if (stream === undefined) throw new Error(`${repoId} is not stored`);
  let rows = 0;
  const readSeconds = await timed(async () => {
    rows = await countRows(stream, (done) => say('reading', done));
  });
  if (rows !== stored) throw new Error(`${stored} rows were stored, but ${rows} read`);
  return { rows, storeSeconds, readSeconds, peakBytes: await peakMemory(), heldBytes: held.median };
}

function sayer(what: string): (phase: string, done: number) => void {
  let last = performance.now();
  return (phase, done) => {
    if (performance.now() - last < SAY_EVERY_MS) return;
    last = performance.now();
    console.error(`  ${what}: ${phase}, ${done.toLocaleString('en')} rows`);
  };
}

// Without a parent there is nobody to report to.
process.once('disconnect', () => process.exit());

process.once('message', (job: StreamJob) => {
  const answer = (message: StreamAnswer): void => {
    process.send?.(message, () => process.disconnect());
  };
  run(job).then(
    (result) => answer({ result }),
    (error: unknown) => answer({ failure: messageOf(error) }),
  );
});

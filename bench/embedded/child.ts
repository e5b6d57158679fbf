import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type * as Library from '../../src/backends/sqlite/index.ts';
import type { SerializableGraph } from '../../src/index.ts';
import type { AskJob, Cost, EmbeddedAnswer, EmbeddedJob, StoreJob } from './job.ts';
import { QUESTIONS } from './questions.ts';

/** Where a build of the library lies, and what tells the cost of the processes that are started. */
const [build = '', costProgram = ''] = process.argv.slice(2);

async function perform(job: EmbeddedJob): Promise<readonly Cost[]> {
  switch (job.do) {
    case 'ask':
      return [await ask(job)];
    case 'store':
      return await store(job);
    case 'import':
      return [await timed(() => import(join(build, 'dist/index.js')))];
    case 'run':
      return [await run(job.args)];
  }
}

/** A question to a store that knows nothing yet; opening it does not count. */
async function ask({ file, question, subject, driver }: AskJob): Promise<Cost> {
  const { openSqliteStore } = await library();
  const asked = QUESTIONS[question];
  if (asked === undefined) throw new Error(`There is no question ${question}`);
  const opened = await openSqliteStore({ file, ...(driver !== undefined && { driver }) });
  try {
    return await timed(() => asked.ask(opened.queries, subject, opened));
  } finally {
    await opened.close();
    // What one store leaves is not collected while the next is asked.
    globalThis.gc?.();
  }
}

async function store({ file, graphs, driver }: StoreJob): Promise<readonly Cost[]> {
  const { openSqliteStore } = await library();
  await Promise.all(['', '-wal', '-shm'].map((end) => rm(`${file}${end}`, { force: true })));
  const opened = await openSqliteStore({ file, ...(driver !== undefined && { driver }) });
  const costs: Cost[] = [];
  try {
    for (const path of graphs) {
      const graph = await readGraph(path);
      globalThis.gc?.();
      costs.push(await timed(() => opened.graph.storeGraph(graph)));
    }
  } finally {
    await opened.close();
  }
  return costs;
}

const known = new Map<string, SerializableGraph>();

async function readGraph(path: string): Promise<SerializableGraph> {
  const graph = known.get(path) ?? JSON.parse(await readFile(path, 'utf8'));
  known.set(path, graph);
  return graph;
}

/** A process of its own. What it says at its end is what it took itself. */
async function run(args: readonly string[]): Promise<Cost> {
  const start = performance.now();
  await promisify(execFile)(process.execPath, ['--require', costProgram, ...args], {
    maxBuffer: 256 * 1_024 * 1_024,
  }).catch((error: unknown) => {
    // A usage error is measured too.
    if ((error as { readonly code?: unknown }).code !== 2) throw error;
  });
  const seconds = (performance.now() - start) / 1_000;
  return { seconds, ...JSON.parse(await readFile(`${costProgram}.json`, 'utf8')) };
}

async function timed(work: () => Promise<unknown>): Promise<Cost> {
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(before);
  return { seconds, processor: (user + system) / 1e6 };
}

function library(): Promise<typeof Library> {
  return import(join(build, 'dist/backends/sqlite/index.js'));
}

// Without a parent there is nobody to report to.
process.once('disconnect', () => process.exit());

process.on('message', (job: EmbeddedJob) => {
  const answer = (message: EmbeddedAnswer): void => void process.send?.(message);
  perform(job).then(
    (costs) => answer({ costs }),
    (error: unknown) => answer({ failure: error instanceof Error ? error.message : String(error) }),
  );
});

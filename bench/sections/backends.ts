import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileStore } from '../../src/backends/file/index.ts';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import { openSqliteStore } from '../../src/backends/sqlite/index.ts';
import type { GraphStore, SerializableGraph } from '../../src/index.ts';
import { compete, failureOf, mapOutcome, timed } from '../compete.ts';
import { inRepository } from '../graphs/edits.ts';
import type { Row } from '../rows.ts';
import type { Section } from './section.ts';

const STEPS = ['first store', 'store again', 'load', 'summary', 'dead code', 'delete'] as const;

/** Steps that move every row. */
const MOVING = new Set<string>(['first store', 'store again', 'load']);

type Times = Record<(typeof STEPS)[number], number>;

export const backends: Section = {
  name: 'backends',
  description: 'the same steps on the memory, file and SQLite backends, beside Neo4j; without goals',
  async run(bench) {
    const { graph, rows, name } = await bench.graph();
    const outcomes = await compete(
      {
        memory: async () => {
          await using store = await openMemoryStore();
          return await timesOf(store, inRepository(graph, 'bench'));
        },
        file: () => inFolder(graph, (directory) => openFileStore({ directory })),
        sqlite: () => inFolder(graph, (folder) => openSqliteStore({ file: join(folder, 'graph.db') })),
        neo4j: () => bench.withRepository((repoId) => timesOf(bench.store, inRepository(graph, repoId))),
      },
      { rounds: bench.rounds, onTurn: (what, round) => bench.say(`backends, round ${round}: ${what}`) },
    );
    return STEPS.flatMap((step) =>
      Object.entries(outcomes).map(([backend, outcome]): Row => {
        const row = { section: 'backends', name: step, graph: name };
        const missing = failureOf(outcome);
        if (missing !== undefined) return { ...row, missing };
        const seconds = mapOutcome(outcome, (times) => times[step]).values;
        return { ...row, ours: { name: backend, seconds, ...(MOVING.has(step) && { rows }) } };
      }),
    );
  },
};

async function inFolder(
  graph: SerializableGraph,
  open: (folder: string) => Promise<GraphStore>,
): Promise<Times> {
  const directory = await mkdtemp(join(tmpdir(), 'codeprism-bench-files-'));
  try {
    await using store = await open(directory);
    return await timesOf(store, inRepository(graph, 'bench'));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function timesOf(store: GraphStore, graph: SerializableGraph): Promise<Times> {
  const { repoId } = graph;
  return {
    'first store': await timed(() => store.graph.storeGraph(graph)),
    'store again': await timed(() => store.graph.storeGraph(graph)),
    load: await timed(() => store.graph.loadGraph(repoId)),
    summary: await timed(() => store.queries.summary(repoId)),
    'dead code': await timed(() => store.queries.deadCode(repoId)),
    delete: await timed(() => store.graph.deleteGraph(repoId)),
  };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/backends/sqlite/index.ts';
import { graphToJson, type SerializableGraph } from '../../src/index.ts';
import { comparison, PERCENT_OF_THE_TIME, TIMES_THE_RATE } from '../comparison.ts';
import { compete, mapOutcome, timed } from '../compete.ts';
import { insertRowByRow } from '../yardsticks/prepared-inserts.ts';
import type { LocalSection } from './section.ts';

/** Seconds of the two stores of one round, one over the other. */
interface Stores {
  readonly first: number;
  readonly again: number;
}

export const sqlite: LocalSection = {
  isLocal: true,
  name: 'sqlite',
  description: 'the SQLite backend, beside one prepared INSERT a row and JSON.parse',
  run: (bench) =>
    inFolder(async (kept) => {
      const { graph, rows, name } = await bench.graph();
      const text = JSON.stringify(graphToJson(graph));
      await using store = await openSqliteStore({ file: kept });
      await store.graph.storeGraph(graph);
      const outcomes = await compete(
        {
          store: () => inFolder((file) => storeTwice(file, graph)),
          inserts: () => inFolder((file) => timed(async () => insertRowByRow(file, graph))),
          load: () => timed(() => store.graph.loadGraph(graph.repoId)),
          parse: () => timed(async () => JSON.parse(text)),
        },
        { rounds: bench.rounds, onTurn: (what, round) => bench.say(`sqlite, round ${round}: ${what}`) },
      );
      const row = { section: 'sqlite', graph: name };
      const first = { rows, outcome: mapOutcome(outcomes.store, (times) => times.first) };
      const again = { rows, outcome: mapOutcome(outcomes.store, (times) => times.again) };
      return [
        comparison(
          { ...row, name: 'first store' },
          { ...first, name: 'storeGraph' },
          { name: 'INSERT row by row', rows, outcome: outcomes.inserts },
          TIMES_THE_RATE,
          { atLeast: 1.5 },
        ),
        comparison(
          { ...row, name: 'store again, unchanged' },
          { ...again, name: 'storeGraph' },
          { ...first, name: 'first store' },
          PERCENT_OF_THE_TIME,
          { atMost: 100 },
        ),
        comparison(
          { ...row, name: 'load' },
          { name: 'loadGraph', rows, outcome: outcomes.load },
          { name: 'JSON.parse', rows, outcome: outcomes.parse },
          PERCENT_OF_THE_TIME,
          { atMost: 150 },
        ),
      ];
    }),
};

async function storeTwice(file: string, graph: SerializableGraph): Promise<Stores> {
  await using store = await openSqliteStore({ file });
  return {
    first: await timed(() => store.graph.storeGraph(graph)),
    again: await timed(() => store.graph.storeGraph(graph)),
  };
}

async function inFolder<Result>(work: (file: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'codeprism-bench-sqlite-'));
  try {
    return await work(join(folder, 'graph.db'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

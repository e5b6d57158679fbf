import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/backends/sqlite/index.ts';
import { graphToJson, type SerializableGraph } from '../../src/index.ts';
import { comparison, PERCENT_OF_THE_TIME, TIMES_THE_RATE } from '../comparison.ts';
import { compete, mapOutcome, timed } from '../compete.ts';
import type { Row } from '../rows.ts';
import { insertRowByRow } from '../yardsticks/prepared-inserts.ts';
import type { Section } from './section.ts';

interface Times {
  readonly first: number;
  readonly again: number;
  readonly load: number;
}

export const sqlite: Section = {
  name: 'sqlite',
  description: 'the SQLite backend, beside one prepared INSERT a row and JSON.parse',
  async run(bench) {
    const { graph, rows, name } = await bench.graph();
    const text = JSON.stringify(graphToJson(graph));
    const outcomes = await compete(
      {
        store: () => inFolder((file) => timesOf(file, graph)),
        inserts: () => inFolder((file) => timed(async () => insertRowByRow(file, graph))),
        parse: () => timed(async () => JSON.parse(text)),
      },
      { rounds: bench.rounds, onTurn: (what, round) => bench.say(`sqlite, round ${round}: ${what}`) },
    );
    const of = (step: keyof Times, title: string) => ({
      name: title,
      rows,
      outcome: mapOutcome(outcomes.store, (times) => times[step]),
    });
    const row = { section: 'sqlite', graph: name };
    const first = of('first', 'storeGraph');
    const inserts = { name: 'INSERT row by row', rows, outcome: outcomes.inserts };
    const parse = { name: 'JSON.parse', rows, outcome: outcomes.parse };
    return [
      comparison({ ...row, name: 'first store' }, first, inserts, TIMES_THE_RATE, { atLeast: 1.5 }),
      comparison({ ...row, name: 'load' }, of('load', 'loadGraph'), parse, PERCENT_OF_THE_TIME, {
        atMost: 150,
      }),
      comparison(
        { ...row, name: 'store again, unchanged' },
        of('again', 'storeGraph'),
        { ...first, name: 'first store' },
        PERCENT_OF_THE_TIME,
        { atMost: 100 },
      ),
    ] satisfies Row[];
  },
};

async function timesOf(file: string, graph: SerializableGraph): Promise<Times> {
  await using store = await openSqliteStore({ file });
  return {
    first: await timed(() => store.graph.storeGraph(graph)),
    again: await timed(() => store.graph.storeGraph(graph)),
    load: await timed(() => store.graph.loadGraph(graph.repoId)),
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

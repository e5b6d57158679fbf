import { isDeepStrictEqual } from 'node:util';
import type { SerializableGraph } from '../../src/index.ts';
import { findInstallation, type Installation } from '../../test/server/installation.ts';
import type { Bench } from '../bench.ts';
import { comparison, PERCENT_OF_THE_TIME, TIMES_THE_RATE } from '../comparison.ts';
import { compete, mapOutcome, messageOf, type Outcome, timed } from '../compete.ts';
import { filesOf, inRepository, withEditedFiles } from '../graphs/edits.ts';
import type { NamedGraph } from '../graphs/find-graph.ts';
import { type Goal, median, type Row } from '../rows.ts';
import { hasLineBreaks, importWithAdmin } from '../yardsticks/admin-import.ts';
import { writeOrdinarily } from '../yardsticks/ordinary-writer.ts';
import { createPlainly } from '../yardsticks/plain-create.ts';
import type { Section } from './section.ts';

/** Seconds of the clock, and of the server's processors. */
interface Cost {
  readonly seconds: number;
  readonly server: number;
}

/** The three stores of one round, one over the other. */
interface Stores {
  readonly first: Cost;
  /** Seconds, as of the next one. */
  readonly unchanged: number;
  /** By a store that has not seen the graph. */
  readonly unknown: number;
  readonly edited: number;
  /** Whether the second moved the repository's revision or generation. */
  readonly wroteUnchanged: boolean;
}

export const writing: Section = {
  name: 'writing',
  description:
    'storeGraph: first, unchanged, with 1 % of the files edited; beside MERGE and neo4j-admin import',
  async run(bench) {
    const named = await bench.graph();
    const installation = await installationFor(bench);
    const outcomes = await compete(
      {
        store: () => storeThrice(bench, named.graph),
        plain: () => createOnce(bench, named.graph),
        ordinary: () => writeOnce(bench, named.graph),
        import: () => importOnce(installation, named.graph),
      },
      { rounds: bench.rounds, onTurn: (name, round) => bench.say(`writing, round ${round}: ${name}`) },
    );
    return [...firstStoreRows(named, outcomes), ...laterStoreRows(named, outcomes.store)];
  },
};

async function storeThrice(bench: Bench, graph: SerializableGraph): Promise<Stores> {
  return bench.withRepository(async (repoId) => {
    const { graph: storage } = bench.store;
    const given = inRepository(graph, repoId);
    const edited = withEditedFiles(given).graph;
    const first = await costOf(bench, () => storage.storeGraph(given));
    const before = await stateOf(bench, repoId);
    const unchanged = await timed(() => storage.storeGraph(given));
    const unknown = await bench.openedAnew(({ graph: anew }) => timed(() => anew.storeGraph(given)));
    const wroteUnchanged = !isDeepStrictEqual(await stateOf(bench, repoId), before);
    return {
      first,
      unchanged,
      unknown,
      edited: await timed(() => storage.storeGraph(edited)),
      wroteUnchanged,
    };
  });
}

/** What every write to a repository moves. */
async function stateOf(bench: Bench, repoId: string): Promise<unknown> {
  const { records } = await bench.driver.executeQuery(
    'MATCH (r:Repository {repoId: $repoId}) RETURN toString(r.generation) AS generation, toString(r.revision) AS revision',
    { repoId },
    { database: bench.server.database },
  );
  return records.map((record) => record.toObject());
}

async function writeOnce(bench: Bench, graph: SerializableGraph): Promise<Cost> {
  return bench.withLabel((label) => costOf(bench, () => writeOrdinarily(label, graph)));
}

async function createOnce(bench: Bench, graph: SerializableGraph): Promise<Cost> {
  return bench.withLabel((label) =>
    label.withIndexes(() => costOf(bench, () => createPlainly(label, graph))),
  );
}

async function costOf(bench: Bench, work: () => Promise<unknown>): Promise<Cost> {
  const before = await bench.serverSeconds();
  const seconds = await timed(work);
  return { seconds, server: (await bench.serverSeconds()) - before };
}

async function importOnce(installation: Installation | string, graph: SerializableGraph): Promise<number> {
  if (typeof installation === 'string') throw new Error(installation);
  const multiline = hasLineBreaks(graph);
  return timed(() => importWithAdmin(installation, graph, multiline));
}

/** The server's own release on this machine, or why it is not to be had. */
async function installationFor(bench: Bench): Promise<Installation | string> {
  return findInstallation(bench.server.version, bench.say).catch(messageOf);
}

function firstStoreRows(
  { name: graph, rows }: NamedGraph,
  outcomes: {
    readonly store: Outcome<Stores>;
    readonly plain: Outcome<Cost>;
    readonly ordinary: Outcome<Cost>;
    readonly import: Outcome<number>;
  },
): Row[] {
  const firstStore = mapOutcome(outcomes.store, (stores) => stores.first);
  const row = (yardstick?: Outcome<Cost>) => ({
    section: 'writing',
    name: 'first store',
    graph,
    notes: yardstick === undefined ? [] : [serverNote(firstStore, yardstick)],
  });
  const first = { name: 'storeGraph', rows, outcome: secondsOf(firstStore) };
  const plain = { name: 'plain CREATE', rows, outcome: secondsOf(outcomes.plain) };
  const ordinary = { name: 'MERGE by maps', rows, outcome: secondsOf(outcomes.ordinary) };
  const imported = { name: 'neo4j-admin import', rows, outcome: outcomes.import };
  return [
    comparison(row(outcomes.ordinary), first, ordinary, TIMES_THE_RATE, { atLeast: 4 }),
    comparison(
      {
        ...row(),
        name: 'the bound: plain CREATE',
        notes: [serverNote(outcomes.plain, outcomes.ordinary)],
      },
      plain,
      ordinary,
      TIMES_THE_RATE,
    ),
    comparison(row(outcomes.plain), first, plain, TIMES_THE_RATE),
    comparison(row(), first, imported, PERCENT_OF_THE_TIME, { atMost: 60 }),
  ];
}

function secondsOf(outcome: Outcome<Cost>): Outcome<number> {
  return mapOutcome(outcome, ({ seconds }) => seconds);
}

function serverNote(ours: Outcome<Cost>, yardstick: Outcome<Cost>): string {
  const [mine, theirs] = [ours, yardstick].map(({ values }) =>
    median(values.map(({ server }) => server)).toFixed(1),
  );
  return `the server's processors: ${mine} s, the yardstick's ${theirs} s`;
}

function laterStoreRows({ name: graph, rows, graph: given }: NamedGraph, store: Outcome<Stores>): Row[] {
  const first = { name: 'first store', rows, outcome: mapOutcome(store, (stores) => stores.first.seconds) };
  const later = (which: 'unchanged' | 'unknown' | 'edited', title: string, note: string, goal?: Goal): Row =>
    comparison(
      { section: 'writing', name: `store again, ${title}`, graph, notes: [note] },
      { name: 'storeGraph', rows, outcome: mapOutcome(store, (stores) => stores[which]) },
      first,
      PERCENT_OF_THE_TIME,
      goal,
    );
  const wrote = store.values.some((stores) => stores.wroteUnchanged);
  const written = wrote ? 'it WROTE to the repository' : 'nothing written: generation and revision stayed';
  const edited = `${withEditedFiles(given).files} of ${filesOf(given).length} files edited`;
  return [
    later('unchanged', 'unchanged', written, { atMost: 4 }),
    later('unknown', 'unchanged, by a store opened anew', written),
    later('edited', 'edited', edited, { atMost: 8 }),
  ];
}

import type { DeadCodeOptions, SerializableGraph } from '../../src/index.ts';
import type { Bench } from '../bench.ts';
import { comparison, TIMES_THE_RATE, TIMES_THE_TIME } from '../comparison.ts';
import { compete, medianTime, type Outcome, timed } from '../compete.ts';
import { inRepository } from '../graphs/edits.ts';
import { endsOf } from '../graphs/ends.ts';
import type { Row } from '../rows.ts';
import { StoredGraph } from '../yardsticks/stored-graph.ts';
import { askedAgain } from './asked-again.ts';
import { justOpened } from './just-opened.ts';
import type { Section } from './section.ts';

const ENTRIES: DeadCodeOptions = { entryPoints: { kinds: ['Module'] } };
/** One round trip says little: what takes few of them is asked as often as this in a round. */
const TURNS = Array.from({ length: 20 }, (_, turn) => turn);

export const queries: Section = {
  name: 'queries',
  description: 'dead code, callers, paths and cycles, beside what the database does at the least',
  async run(bench) {
    const { graph, name } = await bench.graph();
    return bench.withRepository(async (repoId) => {
      bench.say('queries: storing what will be asked about');
      await bench.store.graph.storeGraph(inRepository(graph, repoId));
      const row = { section: 'queries', graph: name };
      return [...(await beside(bench, repoId, graph, row)), ...(await askedAgain(bench, repoId, graph, row))];
    });
  },
};

type Place = Pick<Row, 'section' | 'graph'>;

async function beside(bench: Bench, repoId: string, graph: SerializableGraph, row: Place): Promise<Row[]> {
  const stored = new StoredGraph(bench.driver, bench.server.database, repoId);
  const kept = bench.store.queries;
  const { far, near } = endsOf(graph);
  const outcomes = await compete(
    {
      expansion: () => stored.expandFromAll(),
      deadCode: () => justOpened(bench, (fresh) => fresh.deadCode(repoId, ENTRIES)),
      deadCodeAgain: () => timed(() => kept.deadCode(repoId, ENTRIES)),
      ping: () => medianTime(TURNS, () => stored.ping()),
      callers: () => medianTime(TURNS, () => kept.callers(repoId, { id: near })),
      callPath: () =>
        medianTime(TURNS, () => kept.callPath(repoId, { id: near }, { id: far }, { depth: Infinity })),
      components: () => timed(() => stored.components()),
      cycles: () => justOpened(bench, (fresh) => fresh.cycles(repoId)),
    },
    { rounds: bench.rounds, onTurn: (what, round) => bench.say(`queries, round ${round}: ${what}`) },
  );
  const each = await compete(
    { each: () => timed(() => stored.expandFromEach()) },
    { rounds: 1, warmUp: false, onTurn: (what) => bench.say(`queries: an expansion from ${what} module`) },
  );
  const against = (
    name: string,
    ours: Outcome<number>,
    yardstick: string,
    other: Outcome<number>,
    most: number,
  ): Row =>
    comparison(
      { ...row, name },
      { name, outcome: ours },
      { name: yardstick, outcome: other },
      TIMES_THE_TIME,
      {
        atMost: most,
      },
    );
  return [
    against('deadCode, just opened', outcomes.deadCode, 'bare expansion', outcomes.expansion, 4),
    against('deadCode, asked again', outcomes.deadCodeAgain, 'bare expansion', outcomes.expansion, 4),
    comparison(
      { ...row, name: 'deadCode, just opened, beside expansions from each' },
      { name: 'deadCode', outcome: outcomes.deadCode },
      { name: 'from each module', outcome: each.each },
      TIMES_THE_RATE,
      { atLeast: 30 },
    ),
    against('callers', outcomes.callers, 'RETURN 1', outcomes.ping, 3),
    against('callPath, asked again', outcomes.callPath, 'RETURN 1', outcomes.ping, 20),
    against('cycles, just opened', outcomes.cycles, 'columns and Tarjan', outcomes.components, 1.5),
  ];
}

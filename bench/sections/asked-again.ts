import { openNeo4jStore } from '../../src/backends/neo4j/index.ts';
import type { GraphQueries, SerializableGraph } from '../../src/index.ts';
import type { Bench } from '../bench.ts';
import { compete, type Outcome, timed } from '../compete.ts';
import { endsOf } from '../graphs/ends.ts';
import type { Goal, Row } from '../rows.ts';

const IN_PROCESS: Goal = { atMost: 100 };

/**
 * Questions that were asked before, of the database; and in the process,
 * by a store that had to read the graph whole.
 */
export async function askedAgain(
  bench: Bench,
  repoId: string,
  graph: SerializableGraph,
  place: Pick<Row, 'section' | 'graph'>,
): Promise<Row[]> {
  const { uri, username, password, database } = bench.server;
  await using store = await openNeo4jStore({ uri, username, password, database });
  const { far, near } = endsOf(graph);
  bench.say('queries: reading the graph whole');
  await store.queries.callers(repoId, { id: near }, { throughOverrides: true });
  const ask = async (queries: GraphQueries, where: string, goal?: Goal): Promise<Row[]> => {
    const outcomes = await compete(
      Object.fromEntries(
        Object.entries(questionsAbout(repoId, near, far)).map(([name, question]) => [
          name,
          () => timed(() => question(queries)),
        ]),
      ),
      {
        rounds: bench.rounds,
        onTurn: (what, round) => bench.say(`queries, round ${round}: ${what}, ${where}`),
      },
    );
    return Object.entries(outcomes).map(([name, outcome]) =>
      rowOf({ ...place, name: `${name}, ${where}` }, outcome, goal),
    );
  };
  return [
    ...(await ask(bench.store.queries, 'asked again')),
    ...(await ask(store.queries, 'in the process', IN_PROCESS)),
  ];
}

function questionsAbout(
  repoId: string,
  near: string,
  far: string,
): Readonly<Record<string, (of: GraphQueries) => Promise<unknown>>> {
  return {
    callGraph: (of) => of.callGraph(repoId, { id: near }, { depth: 3 }),
    callPath: (of) => of.callPath(repoId, { id: near }, { id: far }, { depth: Infinity }),
    impactOf: (of) => of.impactOf(repoId, { nodes: [{ id: far }] }),
    deadCode: (of) => of.deadCode(repoId),
    whyAlive: (of) => of.whyAlive(repoId, { id: far }),
    ifDeleted: (of) => of.ifDeleted(repoId, { id: near }),
    cycles: (of) => of.cycles(repoId),
    'cycles by file': (of) => of.cycles(repoId, { by: 'file' }),
    dependencies: (of) => of.dependencies(repoId),
    hotspots: (of) => of.hotspots(repoId),
  };
}

function rowOf(
  row: Pick<Row, 'section' | 'graph' | 'name'>,
  { values, failure }: Outcome<number>,
  goal: Goal | undefined,
): Row {
  if (values.length === 0 && failure !== undefined) return { ...row, missing: failure };
  return {
    ...row,
    ours: { name: 'median', seconds: values },
    figure: {
      unit: 'milliseconds',
      values: values.map((seconds) => 1_000 * seconds),
      ...(goal && { goal }),
    },
  };
}

import { openMemoryStore } from '../../src/backends/memory/index.ts';
import type { GraphStore } from '../../src/index.ts';
import { traced } from '../../src/layers/index.ts';
import { collectMetrics } from '../../src/tracing/index.ts';
import type { Bench } from '../bench.ts';
import { comparison, PERCENT_OF_THE_TIME } from '../comparison.ts';
import { compete, mapOutcome, type Outcome, timed } from '../compete.ts';
import { inRepository, spread } from '../graphs/edits.ts';
import type { Goal, Row } from '../rows.ts';
import type { Section } from './section.ts';

/** Questions of a round, in memory and in Neo4j. */
const MEMORY_QUESTIONS = 10_000;
const NEO4J_QUESTIONS = 200;
const QUESTIONS_A_TURN = 10;

const UNOBSERVED: Goal = { atMost: 110 };
const OBSERVED: Goal = { atMost: 200 };

export const tracing: Section = {
  name: 'tracing',
  description: 'questions to a traced store, with and without a collector, beside the bare store',
  async run(bench) {
    const { graph, name } = await bench.graph('medium-zod.json.gz');
    await using memory = await openMemoryStore();
    await memory.graph.storeGraph(inRepository(graph, 'bench'));
    const ids = graph.nodes.map(({ id }) => id);
    const inMemory = await outcomesOf(bench, memory, 'bench', spread(ids, 500), MEMORY_QUESTIONS);
    const inNeo4j = await bench.withRepository(async (repoId) => {
      await bench.store.graph.storeGraph(inRepository(graph, repoId));
      return outcomesOf(bench, bench.store, repoId, spread(ids, 50), NEO4J_QUESTIONS);
    });
    return [
      ...rowsOf(name, `memory, ${MEMORY_QUESTIONS} callers`, inMemory),
      ...rowsOf(name, `Neo4j, ${NEO4J_QUESTIONS} callers`, inNeo4j),
    ];
  },
};

interface Outcomes {
  readonly bare: Outcome<number>;
  readonly unobserved: Outcome<number>;
  readonly observed: Outcome<number>;
}

/**
 * The three take turns every few questions, for what they differ by
 * is less than what a busy machine varies by.
 */
async function outcomesOf(
  bench: Bench,
  bare: GraphStore,
  repoId: string,
  ids: readonly string[],
  questions: number,
): Promise<Outcomes> {
  const observable = traced(bare);
  const ask = (store: GraphStore, turn: number): Promise<number> =>
    timed(async () => {
      for (let index = 0; index < QUESTIONS_A_TURN; index++) {
        await store.queries.callers(repoId, { id: ids[(turn + index) % ids.length] ?? '' });
      }
    });
  const turns: Readonly<Record<keyof Outcomes, (turn: number) => Promise<number>>> = {
    bare: (turn) => ask(bare, turn),
    unobserved: (turn) => ask(observable, turn),
    observed: async (turn) => {
      using _metrics = collectMetrics();
      return await ask(observable, turn);
    },
  };
  const names = ['bare', 'unobserved', 'observed'] as const;
  const { all } = await compete(
    {
      all: async () => {
        const seconds = { bare: 0, unobserved: 0, observed: 0 };
        for (let turn = 0; turn < questions / QUESTIONS_A_TURN; turn++) {
          for (const place of names.keys()) {
            const name = names[(turn + place) % names.length] ?? 'bare';
            seconds[name] += await turns[name](turn);
          }
        }
        return seconds;
      },
    },
    { rounds: bench.rounds, onTurn: (_, round) => bench.say(`tracing, round ${round}`) },
  );
  return {
    bare: mapOutcome(all, ({ bare: seconds }) => seconds),
    unobserved: mapOutcome(all, ({ unobserved: seconds }) => seconds),
    observed: mapOutcome(all, ({ observed: seconds }) => seconds),
  };
}

function rowsOf(graph: string, what: string, { bare, unobserved, observed }: Outcomes): Row[] {
  const row = (name: string, outcome: Outcome<number>, goal: Goal): Row =>
    comparison(
      { section: 'tracing', name: `${what}, ${name}`, graph },
      { name: 'traced', outcome },
      { name: 'bare', outcome: bare },
      PERCENT_OF_THE_TIME,
      goal,
    );
  return [row('nobody listens', unobserved, UNOBSERVED), row('a collector listens', observed, OBSERVED)];
}

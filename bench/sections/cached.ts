import { openMemoryCache } from '../../src/backends/memory/index.ts';
import type { GraphQueries, GraphStore } from '../../src/index.ts';
import { cachedQueries } from '../../src/layers/index.ts';
import { comparison, PERCENT_OF_THE_TIME, TIMES_THE_RATE } from '../comparison.ts';
import { compete, timed } from '../compete.ts';
import { inRepository } from '../graphs/edits.ts';
import type { Row } from '../rows.ts';
import type { Section } from './section.ts';

/** Times that each question is asked in a round. */
const TURNS = 20;

const QUESTIONS: ReadonlyMap<string, (queries: GraphQueries, repoId: string) => Promise<unknown>> = new Map<
  string,
  (queries: GraphQueries, repoId: string) => Promise<unknown>
>([
  ['summary', (queries, repoId) => queries.summary(repoId)],
  ['deadCode', (queries, repoId) => queries.deadCode(repoId)],
  ['dependencies', (queries, repoId) => queries.dependencies(repoId)],
]);

export const cached: Section = {
  name: 'cached',
  description: 'questions to Neo4j through cachedQueries, kept and not kept, beside the bare store',
  async run(bench) {
    const { graph, name } = await bench.graph('medium-zod.json.gz');
    return bench.withRepository(async (repoId) => {
      await bench.store.graph.storeGraph(inRepository(graph, repoId));
      await using cache = await openMemoryCache();
      const kept = cachedQueries(bench.store, cache);
      const rows: Row[] = [];
      for (const [question, ask] of QUESTIONS) {
        const repeated = (store: GraphStore): Promise<number> =>
          timed(async () => {
            for (let turn = 0; turn < TURNS; turn++) await ask(store.queries, repoId);
          });
        const outcomes = await compete(
          {
            bare: () => repeated(bench.store),
            kept: () => repeated(kept),
            // Answers under a name that nobody has asked by: every one is looked for, made and kept.
            missed: async () => {
              let seconds = 0;
              for (let turn = 0; turn < TURNS; turn++) {
                const fresh = cachedQueries(bench.store, cache);
                seconds += await timed(() => ask(fresh.queries, repoId));
              }
              return seconds;
            },
          },
          {
            rounds: bench.rounds,
            onTurn: (what, round) => bench.say(`${question}, round ${round}: ${what}`),
          },
        );
        const bare = { name: 'bare', outcome: outcomes.bare };
        const row = { section: 'cached', graph: name };
        rows.push(
          comparison(
            { ...row, name: `${TURNS} times ${question}, kept` },
            { name: 'cached', outcome: outcomes.kept },
            bare,
            TIMES_THE_RATE,
            { atLeast: 1.5 },
          ),
          comparison(
            { ...row, name: `${TURNS} times ${question}, never kept` },
            { name: 'cached', outcome: outcomes.missed },
            bare,
            PERCENT_OF_THE_TIME,
            { atMost: 200 },
          ),
        );
      }
      return rows;
    });
  },
};

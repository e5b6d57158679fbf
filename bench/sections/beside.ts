import { openNeo4jStore } from '../../src/backends/neo4j/index.ts';
import type { FileReplacement, GraphQueries } from '../../src/index.ts';
import type { Bench } from '../bench.ts';
import { comparison, TIMES_THE_TIME } from '../comparison.ts';
import { compete, medianTime } from '../compete.ts';
import { filesOf, inRepository, replacementsOf, spread } from '../graphs/edits.ts';
import { endsOf } from '../graphs/ends.ts';
import type { Section } from './section.ts';

const FILES = 30;
const ASKERS = 8;

export const beside: Section = {
  name: 'beside',
  description: `a writer that replaces files while ${ASKERS} ask deadCode and ifDeleted, beside the writer alone`,
  async run(bench) {
    const { graph, name } = await bench.graph('medium-zod.json.gz');
    const files = spread(filesOf(graph), FILES);
    const { far, near } = endsOf(graph);
    return bench.withRepository(async (repoId) => {
      await bench.store.graph.storeGraph(inRepository(graph, repoId));
      const write = (lines: number): Promise<number> =>
        medianTime(replacementsOf(graph, files, lines), (replacement: FileReplacement) =>
          bench.store.graph.replaceFiles(repoId, replacement),
        );
      // Another question each time, so that none is answered from what is kept.
      const ask = (queries: GraphQueries, asker: number, turn: number): Promise<unknown> =>
        asker % 2 === 0
          ? queries.deadCode(repoId, { testFiles: [`${asker}/${turn}/**`] })
          : queries.ifDeleted(
              repoId,
              { id: turn % 2 === 0 ? far : near },
              { testFiles: [`${asker}/${turn}/**`] },
            );
      const outcomes = await compete(
        {
          alone: (round) => write(2 * round + 1),
          asked: (round) => whileAsked(bench, ask, () => write(2 * round + 2)),
        },
        { rounds: bench.rounds, onTurn: (what, round) => bench.say(`beside, round ${round}: ${what}`) },
      );
      return [
        comparison(
          {
            section: 'beside',
            name: 'replaceFiles beside askers',
            graph: name,
            notes: [`median of ${files.length} files a round; all in one process`],
          },
          { name: `${ASKERS} askers`, outcome: outcomes.asked },
          { name: 'alone', outcome: outcomes.alone },
          TIMES_THE_TIME,
          { atMost: 2 },
        ),
      ];
    });
  },
};

/** Does the work while questions are asked, each asker by a store of its own, one question after the other. */
async function whileAsked<Result>(
  { server }: Bench,
  ask: (queries: GraphQueries, asker: number, turn: number) => Promise<unknown>,
  work: () => Promise<Result>,
): Promise<Result> {
  const { uri, username, password, database } = server;
  let isDone = false;
  const asking = Array.from({ length: ASKERS }, async (_, asker) => {
    await using store = await openNeo4jStore({ uri, username, password, database });
    for (let turn = 0; !isDone; turn++) await ask(store.queries, asker, turn);
  });
  const [result] = await Promise.all([
    work().finally(() => {
      isDone = true;
    }),
    ...asking,
  ]);
  return result;
}

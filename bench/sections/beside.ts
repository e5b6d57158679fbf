import type { FileReplacement } from '../../src/index.ts';
import type { AskJob } from '../asking/job.ts';
import { whileAsked } from '../asking/while-asked.ts';
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
    return bench.withRepository(async (repoId) => {
      await bench.store.graph.storeGraph(inRepository(graph, repoId));
      const write = (lines: number): Promise<number> =>
        medianTime(replacementsOf(graph, files, lines), (replacement: FileReplacement) =>
          bench.store.graph.replaceFiles(repoId, replacement),
        );
      const { uri, username, password, database, version, source } = bench.server;
      const server = { uri, username, password, database, version, source };
      const { far, near } = endsOf(graph);
      const job: AskJob = { server, repoId, askers: ASKERS, ids: [far, near] };
      const outcomes = await compete(
        {
          alone: (round) => write(2 * round + 1),
          asked: async (round) => {
            const { result, answers } = await whileAsked(job, () => write(2 * round + 2));
            bench.say(`beside, round ${round}: ${answers} answers meanwhile`);
            return result;
          },
        },
        { rounds: bench.rounds, onTurn: (what, round) => bench.say(`beside, round ${round}: ${what}`) },
      );
      return [
        comparison(
          {
            section: 'beside',
            name: 'replaceFiles beside askers',
            graph: name,
            notes: [
              `median of ${files.length} files a round; the askers in a process of their own, by one store`,
            ],
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

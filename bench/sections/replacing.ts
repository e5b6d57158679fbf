import { comparison, MILLISECONDS_ABOVE } from '../comparison.ts';
import { compete, medianTime } from '../compete.ts';
import { filesOf, inRepository, replacementsOf, spread } from '../graphs/edits.ts';
import { writeNearlyNothing } from '../yardsticks/empty-transaction.ts';
import type { Section } from './section.ts';

/** Files that are replaced in a round, one after the other. */
const FILES = 30;

export const replacing: Section = {
  name: 'replacing',
  description: 'replaceFiles of one file, beside an all but empty write transaction',
  async run(bench) {
    const { graph, name } = await bench.graph('medium-zod.json.gz');
    const files = spread(filesOf(graph), FILES);
    return bench.withRepository((repoId) =>
      bench.withLabel(async (label) => {
        await bench.store.graph.storeGraph(inRepository(graph, repoId));
        const outcomes = await compete(
          {
            replaceFiles: (round) =>
              medianTime(replacementsOf(graph, files, round + 1), (replacement) =>
                bench.store.graph.replaceFiles(repoId, replacement),
              ),
            empty: (round) =>
              medianTime(files, (_, index) => writeNearlyNothing(label, FILES * round + index)),
          },
          { rounds: bench.rounds, onTurn: (what, round) => bench.say(`replacing, round ${round}: ${what}`) },
        );
        return [
          comparison(
            {
              section: 'replacing',
              name: 'replaceFiles of one file',
              graph: name,
              notes: [`median of ${files.length} files a round, every node of the file moved`],
            },
            { name: 'replaceFiles', outcome: outcomes.replaceFiles },
            { name: 'empty transaction', outcome: outcomes.empty },
            MILLISECONDS_ABOVE,
            { atMost: 50 },
          ),
        ];
      }),
    );
  },
};

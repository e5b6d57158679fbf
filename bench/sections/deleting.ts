import { comparison, TIMES_THE_RATE } from '../comparison.ts';
import { compete, timed } from '../compete.ts';
import { inRepository } from '../graphs/edits.ts';
import { deleteInBatches } from '../yardsticks/batched-delete.ts';
import { writeOrdinarily } from '../yardsticks/ordinary-writer.ts';
import type { Section } from './section.ts';

export const deleting: Section = {
  name: 'deleting',
  description: 'deleteGraph, its sweep included, beside DETACH DELETE in batches',
  async run(bench) {
    const { graph, rows, name } = await bench.graph();
    const { graph: storage } = bench.store;
    const outcomes = await compete(
      {
        deleteGraph: () =>
          bench.withRepository(async (repoId) => {
            await storage.storeGraph(inRepository(graph, repoId));
            return timed(() => storage.deleteGraph(repoId));
          }),
        batches: () =>
          bench.withLabel(async (label) => {
            await writeOrdinarily(label, graph);
            return timed(() => deleteInBatches(label));
          }),
      },
      { rounds: bench.rounds, onTurn: (what, round) => bench.say(`deleting, round ${round}: ${what}`) },
    );
    return [
      comparison(
        { section: 'deleting', name: 'deleteGraph', graph: name },
        { name: 'deleteGraph', rows, outcome: outcomes.deleteGraph },
        { name: 'DETACH DELETE', rows, outcome: outcomes.batches },
        TIMES_THE_RATE,
        { atLeast: 1.5 },
      ),
    ];
  },
};

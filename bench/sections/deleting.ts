import { comparison, TIMES_THE_RATE } from '../comparison.ts';
import { compete, type Outcome, timed } from '../compete.ts';
import { inRepository } from '../graphs/edits.ts';
import type { Goal, Row } from '../rows.ts';
import { deleteInBatches } from '../yardsticks/batched-delete.ts';
import { writeOrdinarily } from '../yardsticks/ordinary-writer.ts';
import { StoredGraph } from '../yardsticks/stored-graph.ts';
import type { Section } from './section.ts';

export const deleting: Section = {
  name: 'deleting',
  description: 'deleteGraph, its sweep included, beside DETACH DELETE in batches',
  async run(bench) {
    const { graph, rows, name: graphName } = await bench.graph();
    const { graph: storage } = bench.store;
    const outcomes = await compete(
      {
        deleteGraph: () =>
          bench.withRepository(async (repoId) => {
            await storage.storeGraph(inRepository(graph, repoId));
            return timed(() => storage.deleteGraph(repoId));
          }),
        sameRecords: () =>
          bench.withRepository(async (repoId) => {
            await storage.storeGraph(inRepository(graph, repoId));
            const stored = new StoredGraph(bench.driver, bench.server.database, repoId);
            return timed(() => stored.deleteInBatches());
          }),
        ordinaryRecords: () =>
          bench.withLabel(async (label) => {
            await writeOrdinarily(label, graph);
            return timed(() => deleteInBatches(label));
          }),
      },
      { rounds: bench.rounds, onTurn: (what, round) => bench.say(`deleting, round ${round}: ${what}`) },
    );
    const against = (name: string, outcome: Outcome<number>, goal?: Goal): Row =>
      comparison(
        { section: 'deleting', name, graph: graphName },
        { name: 'deleteGraph', rows, outcome: outcomes.deleteGraph },
        { name: 'DETACH DELETE', rows, outcome },
        TIMES_THE_RATE,
        goal,
      );
    return [
      against('the same records', outcomes.sameRecords, { atLeast: 1.5 }),
      against('records of the ordinary writer', outcomes.ordinaryRecords),
    ];
  },
};

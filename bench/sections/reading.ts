import type { Bench } from '../bench.ts';
import { comparison, TIMES_THE_RATE } from '../comparison.ts';
import { compete, timed } from '../compete.ts';
import { countRows } from '../graphs/count-rows.ts';
import { inRepository } from '../graphs/edits.ts';
import type { Row } from '../rows.ts';
import { writeOrdinarily } from '../yardsticks/ordinary-writer.ts';
import { readRows } from '../yardsticks/row-reader.ts';
import type { Section } from './section.ts';

export const reading: Section = {
  name: 'reading',
  description: 'loadGraph and streamGraph, beside reading every node and relationship as a row',
  async run(bench) {
    const named = await bench.graph();
    const { graph: storage } = bench.store;
    return bench.withRepository((repoId) =>
      bench.withLabel(async (label) => {
        bench.say('reading: storing what will be read, twice');
        await storage.storeGraph(inRepository(named.graph, repoId));
        await writeOrdinarily(label, named.graph);
        const outcomes = await compete(
          {
            loadGraph: () => timed(() => storage.loadGraph(repoId)),
            streamGraph: () => timed(() => streamed(bench, repoId)),
            rows: () => timed(() => readRows(label)),
          },
          { rounds: bench.rounds, onTurn: (name, round) => bench.say(`reading, round ${round}: ${name}`) },
        );
        const { rows } = named;
        const yardstick = { name: 'rows by the driver', rows, outcome: outcomes.rows };
        return (['loadGraph', 'streamGraph'] as const).map(
          (name): Row =>
            comparison(
              { section: 'reading', name, graph: named.name },
              { name, rows, outcome: outcomes[name] },
              yardstick,
              TIMES_THE_RATE,
              { atLeast: 3 },
            ),
        );
      }),
    );
  },
};

async function streamed(bench: Bench, repoId: string): Promise<void> {
  const source = await bench.store.graph.streamGraph(repoId);
  if (source === undefined) throw new Error(`${repoId} is not stored`);
  await countRows(source);
}

import type { SerializableNode } from '../../src/index.ts';
import { comparison, TIMES_THE_RATE } from '../comparison.ts';
import { compete, timed } from '../compete.ts';
import { inRepository } from '../graphs/edits.ts';
import { updateByMaps } from '../yardsticks/map-updates.ts';
import { writeNodesOrdinarily } from '../yardsticks/ordinary-writer.ts';
import type { Section } from './section.ts';

/** Existing nodes that one round changes. */
const NODES = 40_000;

export const updating: Section = {
  name: 'updating',
  description: 'updateNodes of 40,000 nodes, beside MERGE by maps in one transaction',
  async run(bench) {
    const { graph, name } = await bench.graph();
    const nodes = graph.nodes.slice(0, NODES);
    return bench.withRepository((repoId) =>
      bench.withLabel(async (label) => {
        bench.say('updating: storing what will be updated, twice');
        await bench.store.graph.storeGraph(inRepository(graph, repoId));
        await writeNodesOrdinarily(label, graph.nodes);
        const outcomes = await compete(
          {
            updateNodes: (round) => timed(() => bench.store.graph.updateNodes(repoId, changed(nodes, round))),
            maps: (round) => timed(() => updateByMaps(label, changed(nodes, round))),
          },
          { rounds: bench.rounds, onTurn: (what, round) => bench.say(`updating, round ${round}: ${what}`) },
        );
        const rows = nodes.length;
        return [
          comparison(
            {
              section: 'updating',
              name: 'updateNodes',
              graph: name,
              notes: [`${rows.toLocaleString('en')} existing nodes, one attribute changed in each`],
            },
            { name: 'updateNodes', rows, outcome: outcomes.updateNodes },
            { name: 'MERGE by maps', rows, outcome: outcomes.maps },
            TIMES_THE_RATE,
            { atLeast: 1.5 },
          ),
        ];
      }),
    );
  },
};

function changed(nodes: readonly SerializableNode[], round: number): SerializableNode[] {
  return nodes.map((node) => ({ ...node, attributes: { ...node.attributes, bench: `round ${round}` } }));
}

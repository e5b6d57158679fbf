import type { FileReplacement, SerializableGraph } from '../../src/index.ts';
import { comparison, MILLISECONDS_ABOVE } from '../comparison.ts';
import { compete, timed } from '../compete.ts';
import { filesOf, inRepository, movedDown, spread } from '../graphs/edits.ts';
import { median } from '../rows.ts';
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

/** What each file declares, every node of it further down. */
function replacementsOf(
  graph: SerializableGraph,
  files: readonly string[],
  lines: number,
): FileReplacement[] {
  const fileOf = new Map(graph.nodes.map((node) => [node.id, node.file]));
  return files.map((file) => ({
    files: [file],
    nodes: graph.nodes.filter((node) => node.file === file).map((node) => movedDown(node, lines)),
    edges: graph.edges.filter((edge) => fileOf.get(edge.source) === file),
  }));
}

async function medianTime<Item>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<unknown>,
): Promise<number> {
  const seconds: number[] = [];
  for (const [index, item] of items.entries()) seconds.push(await timed(() => work(item, index)));
  return median(seconds);
}

import type { GraphQueries, SerializableGraph } from '../../src/index.ts';
import { sourceOf } from '../../src/storage/index.ts';
import type { Bench } from '../bench.ts';
import { comparison, type Judge } from '../comparison.ts';
import { compete } from '../compete.ts';
import { copiesOf } from '../graphs/copies.ts';
import { endsOf } from '../graphs/ends.ts';
import type { Row } from '../rows.ts';
import { justOpened } from './just-opened.ts';
import type { Section } from './section.ts';

const COPIES = 10;

const LINEARLY: Judge = {
  unit: 'percent',
  figure: (seconds, secondsOnce) => (100 * seconds) / (COPIES * secondsOnce),
};

type Question = (queries: GraphQueries, repoId: string) => Promise<unknown>;

export const queriesScale: Section = {
  name: 'queries-scale',
  description: `every question to ${COPIES} joined copies of the graph, beside the graph once`,
  async run(bench) {
    const { graph, name } = await bench.graph('medium-zod.json.gz');
    return bench.withRepository((once) =>
      bench.withRepository(async (copied) => {
        for (const [repoId, copies] of [[once, 1] as const, [copied, COPIES] as const]) {
          bench.say(`queries-scale: storing ${copies} × the graph`);
          await bench.store.graph.storeGraph(copiesOf(sourceOf(graph), copies, repoId));
        }
        const rows: Row[] = [];
        for (const [question, ask] of Object.entries(questionsAbout(graph))) {
          rows.push(await rowOf(bench, { question, ask, once, copied, graph: name }));
        }
        return rows;
      }),
    );
  },
};

/** Each asked of a store that was just opened, so that nothing is known from before. */
async function rowOf(
  bench: Bench,
  asked: Readonly<Record<'question' | 'once' | 'copied' | 'graph', string>> & { readonly ask: Question },
): Promise<Row> {
  const { question, ask, once, copied, graph } = asked;
  const outcomes = await compete(
    {
      once: () => justOpened(bench, (queries) => ask(queries, once)),
      copied: () => justOpened(bench, (queries) => ask(queries, copied)),
    },
    {
      rounds: bench.rounds,
      onTurn: (what, round) => bench.say(`queries-scale, round ${round}: ${question}, ${what}`),
    },
  );
  return comparison(
    { section: 'queries-scale', name: question, graph },
    { name: `${COPIES} copies`, outcome: outcomes.copied },
    { name: 'once', outcome: outcomes.once },
    LINEARLY,
    { atMost: 100 },
  );
}

function questionsAbout(graph: SerializableGraph): Readonly<Record<string, Question>> {
  // Every copy has its own name before an id; the first one is asked about.
  const inFirst = (id: string): { readonly id: string } => ({ id: `copy-0/${id}` });
  const { far, near } = endsOf(graph);
  return {
    callers: (of, repoId) => of.callers(repoId, inFirst(near)),
    callGraph: (of, repoId) => of.callGraph(repoId, inFirst(near), { depth: 3 }),
    callPath: (of, repoId) => of.callPath(repoId, inFirst(near), inFirst(far), { depth: Infinity }),
    impactOf: (of, repoId) => of.impactOf(repoId, { nodes: [inFirst(far)] }),
    deadCode: (of, repoId) => of.deadCode(repoId, { entryPoints: { kinds: ['Module'] } }),
    whyAlive: (of, repoId) => of.whyAlive(repoId, inFirst(far)),
    ifDeleted: (of, repoId) => of.ifDeleted(repoId, inFirst(near)),
    cycles: (of, repoId) => of.cycles(repoId),
    'cycles by file': (of, repoId) => of.cycles(repoId, { by: 'file' }),
    dependencies: (of, repoId) => of.dependencies(repoId),
    hotspots: (of, repoId) => of.hotspots(repoId),
    findNodes: (of, repoId) => of.findNodes(repoId, { glob: '*e?' }),
    summary: (of, repoId) => of.summary(repoId),
  };
}

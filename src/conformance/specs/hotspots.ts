import type { HotspotsOptions } from '../../storage/index.ts';
import { same } from '../assertions.ts';
import { edge, graphOf, node } from '../fixtures.ts';
import { summaryOf } from '../oracle.ts';
import type { Spec, Trial } from '../trial.ts';

const hub = node('hub', { file: 'hub.ts', attributes: { x: '' } });

async function storeHub({ graph, repo }: Trial): Promise<string> {
  const repoId = repo();
  const nodes = [hub, node('a'), node('b', { kind: 'Method' }), node('c'), node('ext', { file: '' })];
  await graph.storeGraph(
    graphOf(repoId, nodes, [
      edge('a', 'CALLS', 'hub', { count: '5' }),
      edge('a', 'READS', 'hub'),
      edge('b', 'CALLS', 'hub'),
      edge('ghost', 'CALLS', 'hub'),
      edge('hub', 'CALLS', 'hub', { count: '9' }),
      edge('hub', 'CALLS', 'c'),
      edge('b', 'CALLS', 'c'),
      edge('b', 'CALLS', 'ext'),
      edge('c', 'READS', 'a'),
    ]),
  );
  return repoId;
}

const CASES: readonly (readonly [promise: string, options: HotspotsOptions, found: string])[] = [
  ['neighbours on both sides', {}, 'hub 4, b 3, c 2, a 1'],
  ['callers', { by: 'fan-in' }, 'hub 3, c 2'],
  ['callees', { by: 'fan-out' }, 'b 3, a 1, hub 1'],
  ['references instead of neighbours', { weighted: true }, 'hub 8, a 5, b 3, c 2'],
  [
    'the edge kinds asked for, each neighbour once',
    { edgeKinds: ['CALLS', 'READS'] },
    'hub 4, b 3, c 3, a 2',
  ],
  ['the node kinds asked for', { kinds: ['Method'] }, 'b 3'],
];

/** The promise: the nodes with the most neighbours. */
export const hotspots: Spec = {
  name: 'hotspots',
  define(test) {
    for (const [promise, options, found] of CASES) {
      test(`ranks by ${promise}`, async (trial) => {
        const answer = await trial.queries.hotspots(await storeHub(trial), options);
        same(answer.items.map(({ id, score }) => `${id} ${score}`).join(', '), found);
        same([answer.total, answer.truncated], [answer.items.length, false]);
      });
    }

    test('gives all of a node but its attributes, and both fans whatever it ranks by', async (trial) => {
      const { items } = await trial.queries.hotspots(await storeHub(trial), { by: 'fan-in' });
      same(items[0], {
        ...summaryOf(hub),
        fanIn: { unique: 3, weighted: 7 },
        fanOut: { unique: 1, weighted: 1 },
        score: 3,
      });
    });

    test('cuts the items at the limit, never the total', async (trial) => {
      const { items, total, truncated } = await trial.queries.hotspots(await storeHub(trial), { limit: 1 });
      same([items.map(({ id }) => id), total, truncated], [['hub'], 4, true]);
    });
  },
};

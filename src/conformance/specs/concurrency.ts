import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SerializableGraph } from '../../graph/index.ts';
import type { GraphStore } from '../../storage/index.ts';
import { collected, holds, isGraph, sameGraph, stores } from '../assertions.ts';
import { chainGraph, edge, graphOf, node } from '../fixtures.ts';
import { isConflict, retried } from '../retried.ts';
import type { Spec, Test, Trial } from '../trial.ts';

/** The promise: operations at once do not mix. */
export const concurrency: Spec = {
  name: 'concurrency',
  define(test, target) {
    define(test, 'of one store', async ({ store }) => store);
    if (target.capabilities?.sharedData) define(test, 'of two stores on the same data', ({ open }) => open());
  },
};

function define(test: Test, whose: string, another: (trial: Trial) => Promise<GraphStore>): void {
  test(`ten updates at once ${whose} all land`, async (trial) => {
    const { graph } = trial;
    const other = (await another(trial)).graph;
    const repoId = trial.repo();
    await graph.storeGraph(graphOf(repoId, []));
    const rows = Array.from({ length: 10 }, (_, index) => node(`n${index}`, { file: `f${index}` }));
    await Promise.all(
      rows.map((row, index) => retried(() => (index % 2 ? other : graph).updateNodes(repoId, [row]))),
    );
    await stores(graph, graphOf(repoId, rows));
  });

  test(`nodes, edges, files and metadata written at once ${whose} all land`, async (trial) => {
    const { graph } = trial;
    const other = (await another(trial)).graph;
    const repoId = trial.repo();
    await graph.storeGraph(
      graphOf(repoId, [node('a'), node('b'), node('gone')], [edge('a', 'CALLS', 'gone')]),
    );
    const [file, metadata] = [node('c', { file: 'c.ts' }), graphOf(repoId, [], [], { version: 9 }).metadata];
    await Promise.all([
      retried(() => graph.updateNodes(repoId, [node('d')])),
      retried(() => other.updateEdges(repoId, [edge('a', 'CALLS', 'b')])),
      retried(() =>
        graph.replaceFiles(repoId, { files: ['c.ts'], nodes: [file], edges: [edge('c', 'CALLS', 'd')] }),
      ),
      retried(() => other.deleteNodes(repoId, ['gone'])),
      retried(() => graph.updateGraphMetadata(repoId, metadata)),
    ]);
    const nodes = [node('a'), node('b'), node('d'), file];
    await stores(
      graph,
      graphOf(repoId, nodes, [edge('a', 'CALLS', 'b'), edge('c', 'CALLS', 'd')], { version: 9 }),
    );
  });

  test(`two graphs stored at once ${whose} end as one of the two, whole`, async (trial) => {
    const { graph } = trial;
    const other = (await another(trial)).graph;
    const repoId = trial.repo();
    const [left, right] = [chainGraph(repoId, 30, 'left'), chainGraph(repoId, 20, 'right')];
    for (let round = 0; round < 3; round++) {
      await Promise.all([retried(() => graph.storeGraph(left)), retried(() => other.storeGraph(right))]);
      isOneOf(await graph.loadGraph(repoId), [left, right]);
    }
    await graph.storeGraph(right);
    await stores(graph, right);
  });

  test(`readers ${whose} see only whole graphs while they are replaced`, async (trial) => {
    const repoId = trial.repo();
    const states = ['first', 'second', 'third'].map((state, index) => chainGraph(repoId, 30 + index, state));
    await watched(trial, await another(trial), states, (state) => trial.graph.storeGraph(state));
  });

  test(`readers ${whose} see all of an update or nothing`, async (trial) => {
    const repoId = trial.repo();
    const states = ['first', 'second', 'third'].map((state) => {
      const given = chainGraph(repoId, 30, state);
      return { ...given, edges: [], metadata: { ...given.metadata, schemaVersion: '' } };
    });
    const update = ({ nodes }: SerializableGraph): Promise<unknown> => trial.graph.updateNodes(repoId, nodes);
    await watched(trial, await another(trial), states, update);
  });

  test(`readers ${whose} see all of a replaced file or nothing`, async (trial) => {
    const repoId = trial.repo();
    const states = ['first', 'second', 'third'].map((state, index) => {
      const fileHashes = { 'src/a.ts': state };
      const given = chainGraph(repoId, 20 + index * 5, state);
      return { ...given, metadata: { ...given.metadata, fileHashes, schemaVersion: '' } };
    });
    await watched(trial, await another(trial), states, ({ nodes, edges, metadata: { fileHashes } }) =>
      trial.graph.replaceFiles(repoId, { files: ['src/a.ts'], nodes, edges, fileHashes }),
    );
  });
}

/** Writes state after state while two readers look, and checks that each look shows one state whole. */
async function watched(
  { graph }: Trial,
  { graph: reader, queries }: GraphStore,
  states: readonly SerializableGraph[],
  write: (state: SerializableGraph) => Promise<unknown>,
): Promise<void> {
  const [first] = states;
  if (first === undefined) return;
  const { repoId } = first;
  await graph.storeGraph(first);
  let writing = true;
  const looking = async (look: () => Promise<void>): Promise<void> => {
    while (writing) {
      // Too many changes in a row may leave a reader without an answer, but never with a mixed one.
      await look().catch(isConflict);
      await sleep(0);
    }
  };
  const looks = [
    looking(async () => isOneOf(await reader.loadGraph(repoId), states)),
    looking(async () => isOneOf(await collected(await reader.streamGraph(repoId)), states)),
    looking(async () => {
      const { totalNodes, totalEdges } = await queries.summary(repoId);
      const totals = states.map((state) => `${state.nodes.length} ${state.edges.length}`);
      holds(
        totals.includes(`${totalNodes} ${totalEdges}`),
        `summary of ${totalNodes} nodes, ${totalEdges} edges`,
      );
    }),
  ];
  // A look that fails has to end the writing, and a write that fails the looking.
  const ended = Promise.all(looks);
  ended.catch(() => undefined);
  try {
    for (let round = 1; round <= 6; round++) await write(states[round % states.length] ?? first);
  } finally {
    writing = false;
  }
  await ended;
  sameGraph(await reader.loadGraph(repoId), first);
}

function isOneOf(found: SerializableGraph | undefined, states: readonly SerializableGraph[]): void {
  if (found === undefined) assert.fail('the repository was gone for a moment');
  const versions = [...found.nodes, ...found.edges].map(({ attributes }) => attributes.state);
  const shown = JSON.stringify([...new Set(versions)]);
  holds(
    states.some((state) => isGraph(found, state)),
    `a graph of ${found.nodes.length} nodes and ${found.edges.length} edges in states ${shown} was never stored`,
  );
}

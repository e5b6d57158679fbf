import { compareCodePoints, type SerializableGraph } from '../../graph/index.ts';
import { isAbsent, same, stores } from '../assertions.ts';
import { BARE_NAMES, NAMES } from '../cases/names.ts';
import { edge, graphOf, node, sampleGraph } from '../fixtures.ts';
import type { Spec, Trial } from '../trial.ts';

/** The promise: repositories do not touch one another. */
export const isolation: Spec = {
  name: 'isolation',
  define(test) {
    for (const [what, names] of NAMES) {
      test(`keeps repositories apart: ${what}`, async (trial) => {
        const unique = trial.repo();
        const ids = names.map((name) => name.replace('~', unique));
        await areApart(trial, await claimAll(trial, ids));
      });
    }

    test('takes any name for a repository: the empty one, dots, a slash, NUL', async (trial) => {
      await areApart(trial, await claimAll(trial, BARE_NAMES));
    });

    test('takes a name of 8,000 bytes, and distinguishes it from one that differs in the last', async (trial) => {
      const unique = trial.repo();
      const long = unique.padEnd(7_999, 'x');
      await areApart(trial, await claimAll(trial, [`${long}a`, `${long}b`, long]));
    });

    test('keeps equal ids of two repositories apart in every kind of write', async ({ graph, repo }) => {
      const [given, other] = [sampleGraph(repo()), sampleGraph(repo())];
      await graph.storeGraph(given);
      await graph.storeGraph(other);
      await graph.updateNodes(given.repoId, [node('a', { name: 'x' }), node('library')]);
      await graph.updateEdges(given.repoId, [edge('a', 'CALLS', 'b', { x: '' }), edge('b', 'CALLS', 'a')]);
      await stores(graph, other);
      await graph.deleteEdges(given.repoId, [edge('a', 'CALLS', 'b')]);
      await graph.deleteNodes(given.repoId, ['c', 'library']);
      await graph.replaceFiles(given.repoId, { files: ['src/a.ts'], nodes: [], edges: [] });
      await graph.updateGraphMetadata(given.repoId, { ...given.metadata, version: 99 });
      await stores(graph, other);
      await graph.storeGraph(graphOf(given.repoId, []));
      await graph.deleteGraph(given.repoId);
      await stores(graph, other);
    });

    test('keeps apart ids that look like keys of another repository', async ({ graph, repo }) => {
      const [given, other] = [repo(), repo()];
      const ids = ['0|a', '1|a', '2|a', '|a', `${other}|a`, `${other}\0a`, `${other}:a`, `${other}/a`, 'a'];
      const first = graphOf(
        given,
        ids.map((id) => node(id)),
        [edge('1|a', 'CALLS', '2|a')],
      );
      const second = graphOf(other, [node('a'), node('|a')], [edge('a', 'CALLS', '|a')]);
      await graph.storeGraph(first);
      await graph.storeGraph(second);
      await graph.deleteNodes(given, ids.slice(0, 4));
      await stores(graph, second);
      await graph.deleteGraph(other);
      await stores(
        graph,
        graphOf(
          given,
          ids.slice(4).map((id) => node(id)),
        ),
      );
    });

    test('answers questions from the one repository that is asked', async ({ graph, queries, repo }) => {
      const [given, other] = [repo(), repo()];
      await graph.storeGraph(graphOf(given, [node('a'), node('b')], [edge('a', 'CALLS', 'b')]));
      await graph.storeGraph(graphOf(other, [node('a'), node('c')], [edge('a', 'CALLS', 'c')]));
      const callees = await queries.callees(given, 'a', { depth: Number.POSITIVE_INFINITY });
      same(
        callees.items.map(({ id }) => id),
        ['b'],
      );
      same(
        (await queries.findNodes(other, {})).items.map(({ id }) => id),
        ['a', 'c'],
      );
      same((await queries.summary(given)).totalNodes, 2);
    });
  },
};

async function claimAll(trial: Trial, ids: readonly string[]): Promise<readonly string[]> {
  return Promise.all(ids.map((repoId) => trial.claim(repoId)));
}

/** Each repository holds its own graph, until it alone is deleted. */
async function areApart({ graph }: Trial, ids: readonly string[]): Promise<void> {
  const graphs: SerializableGraph[] = ids.map((repoId, index) =>
    graphOf(repoId, [node('a', { name: `${index}` })], [edge('a', 'CALLS', `${index}`)], { version: index }),
  );
  for (const given of graphs) await graph.storeGraph(given);
  await Promise.all(graphs.map((given) => stores(graph, given)));
  const listed = (await graph.listRepositories()).filter((repoId) => ids.includes(repoId));
  same(listed, ids.toSorted(compareCodePoints));
  const [first, ...others] = graphs;
  if (first === undefined) return;
  await graph.deleteGraph(first.repoId);
  await isAbsent(graph, first.repoId);
  await Promise.all(others.map((given) => stores(graph, given)));
}

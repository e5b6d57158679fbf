import type { GraphStorage } from '../../storage/index.ts';
import { holds, same } from '../assertions.ts';
import { edge, metadataOf, node, sampleGraph } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

type Change = (graph: GraphStorage, repoId: string) => Promise<unknown>;

/** Each changes the sample graph, after those before it. */
const CHANGES: ReadonlyMap<string, Change> = new Map<string, Change>([
  ['updateNodes', (graph, repoId) => graph.updateNodes(repoId, [node('new')])],
  ['updateEdges', (graph, repoId) => graph.updateEdges(repoId, [edge('new', 'CALLS', 'a')])],
  ['deleteEdges', (graph, repoId) => graph.deleteEdges(repoId, [edge('new', 'CALLS', 'a')])],
  ['deleteNodes', (graph, repoId) => graph.deleteNodes(repoId, ['new'])],
  [
    'replaceFiles',
    (graph, repoId) => graph.replaceFiles(repoId, { files: ['src/c.ts'], nodes: [], edges: [] }),
  ],
  [
    'updateGraphMetadata',
    (graph, repoId) => graph.updateGraphMetadata(repoId, metadataOf(repoId, { version: 9 })),
  ],
  ['storeGraph', (graph, repoId) => graph.storeGraph(sampleGraph(repoId))],
  [
    'deleting and storing the same again',
    async (graph, repoId) => {
      await graph.deleteGraph(repoId);
      await graph.storeGraph(sampleGraph(repoId));
    },
  ],
]);

/** The promise: the revision is new after every change. */
export const revision: Spec = {
  name: 'revision',
  define(test, { capabilities, reopen }) {
    test('is undefined where nothing is stored, also after a deletion', async ({ graph, repo }) => {
      const repoId = repo();
      same(await graph.getGraphRevision(repoId), undefined);
      await graph.storeGraph(sampleGraph(repoId));
      same(typeof (await graph.getGraphRevision(repoId)), 'string');
      await graph.deleteGraph(repoId);
      same(await graph.getGraphRevision(repoId), undefined);
    });

    test('is new after every kind of change, and none comes back', async ({ graph, repo }) => {
      const repoId = repo();
      await graph.storeGraph(sampleGraph(repoId));
      const seen = [await graph.getGraphRevision(repoId)];
      for (const [name, change] of CHANGES) {
        await change(graph, repoId);
        const now = await graph.getGraphRevision(repoId);
        holds(now !== undefined && !seen.includes(now), `${name}: ${now} was there before`);
        seen.push(now);
      }
    });

    test('stays as it is through reads, questions, refused writes and changes elsewhere', async ({
      graph,
      queries,
      repo,
    }) => {
      const [repoId, other] = [repo(), repo()];
      await graph.storeGraph(sampleGraph(repoId));
      const before = await graph.getGraphRevision(repoId);
      await graph.loadGraph(repoId);
      await queries.deadCode(repoId);
      await graph.updateNodes(repoId, [{ ...node('a'), id: 1 as unknown as string }]).catch(() => undefined);
      await graph.storeGraph(sampleGraph(other));
      await graph.deleteGraph(other);
      same(await graph.getGraphRevision(repoId), before);
    });

    if (capabilities?.sharedData === true) {
      test('is the same in two stores, and one sees what the other changes', async ({
        graph,
        open,
        repo,
      }) => {
        const repoId = repo();
        const second = await open();
        await graph.storeGraph(sampleGraph(repoId));
        const before = await graph.getGraphRevision(repoId);
        same(await second.graph.getGraphRevision(repoId), before);
        await second.graph.deleteNodes(repoId, ['a']);
        const after = await graph.getGraphRevision(repoId);
        holds(after !== before, 'the change was not seen');
        same(await second.graph.getGraphRevision(repoId), after);
      });
    }

    if (reopen !== undefined) {
      test('is the same after a close', async ({ open, closing, repo }) => {
        const first = await open();
        const repoId = repo();
        await first.graph.storeGraph(sampleGraph(repoId));
        const before = await first.graph.getGraphRevision(repoId);
        await first.close();
        const second = closing(await reopen(first));
        same(await second.graph.getGraphRevision(repoId), before);
        await second.graph.deleteGraph(repoId);
      });
    }
  },
};

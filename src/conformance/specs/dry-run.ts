import {
  type GraphStorage,
  type GraphWriteOptions,
  sourceOf,
  type WriteReport,
} from '../../storage/index.ts';
import { fails, same, stores } from '../assertions.ts';
import { analysisOf, edge, graphOf, node, sampleGraph } from '../fixtures.ts';
import { RandomGraphs } from '../random.ts';
import type { Spec } from '../trial.ts';
import { editStore } from './random-edits.ts';

type Write = (
  graph: GraphStorage,
  repoId: string,
  options: GraphWriteOptions,
) => Promise<WriteReport | undefined>;

const SEQUENCES = 5;
const EDITS = 6;

/** On the sample graph. */
const WRITES: ReadonlyMap<string, Write> = new Map<string, Write>([
  ['storing the same again', (graph, repoId, options) => graph.storeGraph(sampleGraph(repoId), options)],
  [
    'storing another graph',
    (graph, repoId, options) =>
      graph.storeGraph(
        graphOf(repoId, [node('a', { name: 'new' }), node('x')], [edge('a', 'CALLS', 'y')]),
        options,
      ),
  ],
  [
    'storing a source that can be read once',
    (graph, repoId, options) =>
      graph.storeGraph({ ...sourceOf(graphOf(repoId, [node('x'), node('x')])), readOnce: true }, options),
  ],
  [
    'updating nodes',
    (graph, repoId, options) => graph.updateNodes(repoId, [node('a', { name: 'new' }), node('x')], options),
  ],
  [
    'updating edges',
    (graph, repoId, options) => graph.updateEdges(repoId, [edge('a', 'CALLS', 'nobody')], options),
  ],
  ['deleting nodes', (graph, repoId, options) => graph.deleteNodes(repoId, ['a', 'none'], options)],
  [
    'deleting edges',
    (graph, repoId, options) => graph.deleteEdges(repoId, [edge('a', 'CALLS', 'b')], options),
  ],
  [
    'replacing files',
    (graph, repoId, options) =>
      graph.replaceFiles(
        repoId,
        { files: ['src/a.ts'], nodes: [node('x')], edges: [edge('x', 'CALLS', 'y')], fileHashes: {} },
        options,
      ),
  ],
  [
    'updating metadata',
    (graph, repoId, options) =>
      graph
        .updateGraphMetadata(repoId, { ...sampleGraph(repoId).metadata, version: 77 }, options)
        .then(() => undefined),
  ],
  ['deleting the graph', (graph, repoId, options) => graph.deleteGraph(repoId, options)],
]);

/** The promise: a dry run reports what a write would do, and does nothing. */
export const dryRun: Spec = {
  name: 'dry-run',
  define(test) {
    for (const [name, write] of WRITES) {
      test(`of ${name} reports as the write does, and changes nothing`, async ({ graph, repo }) => {
        const given = sampleGraph(repo());
        await graph.storeGraph(given);
        await rehearses(graph, given.repoId, (options) => write(graph, given.repoId, options));
      });
    }

    test('of a first graph reports as the write does, and stores nothing', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      await rehearses(graph, given.repoId, (options) => graph.storeGraph(given, options));
      await stores(graph, given);
    });

    test('of deleting what is not there reports nothing', async ({ graph, repo }) => {
      const repoId = repo();
      await rehearses(graph, repoId, (options) => graph.deleteGraph(repoId, options));
    });

    for (let seed = 101; seed <= 100 + SEQUENCES; seed++) {
      test(`of random edits foretells each of them (seed ${seed})`, async ({ graph, repo }) => {
        const random = new RandomGraphs(seed);
        const repoId = repo();
        await graph.storeGraph(random.graph(repoId));
        for (let step = 1; step <= EDITS; step++) {
          const stored = await graph.loadGraph(repoId);
          if (stored === undefined) return;
          const edit = random.edit(stored);
          await rehearses(graph, repoId, (options) => editStore(graph, repoId, edit, options));
        }
      });
    }

    test('fails as the write would', async ({ graph, repo }) => {
      const repoId = repo();
      const unknown = graph.updateNodes(repoId, [node('a')], { dryRun: true });
      await fails(unknown, 'NOT_FOUND');
      await fails(
        graph.updateGraphMetadata(repoId, sampleGraph(repoId).metadata, { dryRun: true }),
        'NOT_FOUND',
      );
      await graph.storeGraph(sampleGraph(repoId));
      const replacement = { files: ['elsewhere.ts'], nodes: [node('x')], edges: [] };
      await fails(graph.replaceFiles(repoId, replacement, { dryRun: true }), 'INVALID_GRAPH');
      const invalid = graphOf(repoId, [node('lone \ud800')]);
      await fails(graph.storeGraph(invalid, { dryRun: true }), 'INVALID_GRAPH');
      await stores(graph, sampleGraph(repoId));
    });

    test('is wanted by true alone: what only looks like it is refused', async ({ graph, repo }) => {
      const given = sampleGraph(repo());
      const options = { dryRun: 'yes' } as unknown as GraphWriteOptions;
      await fails(graph.storeGraph(given, options), 'CONFIG_INVALID');
      same(await graph.graphExists(given.repoId), false);
      await graph.storeGraph(given, { dryRun: false });
      await stores(graph, given);
    });

    test('is refused where there is none', async ({ store, repo }) => {
      const repoId = repo();
      const options: object = { dryRun: true };
      const stored = analysisOf(repoId, 'a');
      await fails(store.maintenance(options), 'CONFIG_INVALID');
      await fails(store.analysis.storeAnalysis(stored, options), 'CONFIG_INVALID');
      same(await store.analysis.findAnalysis(repoId), []);
    });
  },
};

/**
 * Makes a write dry, sees that nothing changed, then makes it in
 * earnest and compares the two reports or failures.
 */
async function rehearses(
  graph: GraphStorage,
  repoId: string,
  write: (options: GraphWriteOptions) => Promise<WriteReport | undefined>,
): Promise<void> {
  const before = await stateOf(graph, repoId);
  const foretold = await outcomeOf(write({ dryRun: true }));
  same(await stateOf(graph, repoId), before);
  same(foretold, await outcomeOf(write({})));
}

async function stateOf(graph: GraphStorage, repoId: string): Promise<unknown> {
  return [
    await graph.graphExists(repoId),
    (await graph.listRepositories()).includes(repoId),
    await graph.getGraphRevision(repoId),
    await graph.getGraphMetadata(repoId),
  ];
}

async function outcomeOf(write: Promise<WriteReport | undefined>): Promise<unknown> {
  try {
    const report = await write;
    return report === undefined ? undefined : { ...report, seconds: 0 };
  } catch (error) {
    return (error as { readonly code?: unknown }).code ?? error;
  }
}

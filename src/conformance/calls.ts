import type { GraphQueries, GraphStore, ReadOptions } from '../storage/index.ts';
import { analysisOf, edge, graphOf, metadataOf, node } from './fixtures.ts';

/** One call of a public method, the same for every test that tries all of them. */
export interface Call {
  readonly method: string;
  readonly writes: boolean;
  make(store: GraphStore, repoId: string, options: ReadOptions): Promise<unknown>;
}

/** Every method of `GraphQueries`. */
export const QUERIES: readonly Call[] = [
  query('findNodes', (queries, repoId, options) => queries.findNodes(repoId, {}, options)),
  query('callers', (queries, repoId, options) => queries.callers(repoId, 'b', options)),
  query('callees', (queries, repoId, options) => queries.callees(repoId, 'a', options)),
  query('callGraph', (queries, repoId, options) => queries.callGraph(repoId, 'a', options)),
  query('callPath', (queries, repoId, options) => queries.callPath(repoId, 'a', 'c', options)),
  query('impactOf', (queries, repoId, options) => queries.impactOf(repoId, { nodes: ['c'] }, options)),
  query('deadCode', (queries, repoId, options) => queries.deadCode(repoId, options)),
  query('whyAlive', (queries, repoId, options) => queries.whyAlive(repoId, 'a', options)),
  query('ifDeleted', (queries, repoId, options) => queries.ifDeleted(repoId, 'a', options)),
  query('cycles', (queries, repoId, options) => queries.cycles(repoId, options)),
  query('dependencies', (queries, repoId, options) => queries.dependencies(repoId, options)),
  query('hotspots', (queries, repoId, options) => queries.hotspots(repoId, options)),
  query('summary', (queries, repoId, options) => queries.summary(repoId, options)),
];

/** Every method once, each with arguments that would succeed on a stored repository. */
export const CALLS: readonly Call[] = [
  write('storeGraph', ({ graph }, repoId, options) =>
    graph.storeGraph(graphOf(repoId, [node('new')]), options),
  ),
  read('loadGraph', ({ graph }, repoId, options) => graph.loadGraph(repoId, options)),
  read('streamGraph', ({ graph }, repoId, options) => graph.streamGraph(repoId, options)),
  write('updateNodes', ({ graph }, repoId, options) => graph.updateNodes(repoId, [node('new')], options)),
  write('updateEdges', ({ graph }, repoId, options) =>
    graph.updateEdges(repoId, [edge('a', 'NEW', 'b')], options),
  ),
  write('deleteNodes', ({ graph }, repoId, options) => graph.deleteNodes(repoId, ['a'], options)),
  write('deleteEdges', ({ graph }, repoId, options) =>
    graph.deleteEdges(repoId, [edge('a', 'CALLS', 'b')], options),
  ),
  write('replaceFiles', ({ graph }, repoId, options) =>
    graph.replaceFiles(repoId, { files: ['src/a.ts'], nodes: [], edges: [] }, options),
  ),
  read('getGraphMetadata', ({ graph }, repoId, options) => graph.getGraphMetadata(repoId, options)),
  read('getGraphRevision', ({ graph }, repoId, options) => graph.getGraphRevision(repoId, options)),
  write('updateGraphMetadata', ({ graph }, repoId, options) =>
    graph.updateGraphMetadata(repoId, metadataOf(repoId, { version: 99 }), options),
  ),
  read('listRepositories', ({ graph }, _, options) => graph.listRepositories(options)),
  write('deleteGraph', ({ graph }, repoId, options) => graph.deleteGraph(repoId, options)),
  read('graphExists', ({ graph }, repoId, options) => graph.graphExists(repoId, options)),
  write('maintenance', (store, _, options) => store.maintenance(options)),
  ...QUERIES,
  write('storeAnalysis', ({ analysis }, repoId, options) =>
    analysis.storeAnalysis(analysisOf(repoId, 'new'), options),
  ),
  read('loadAnalysis', ({ analysis }, repoId, options) => analysis.loadAnalysis(repoId, 'a', options)),
  read('findAnalysis', ({ analysis }, repoId, options) => analysis.findAnalysis(repoId, options)),
  write('deleteAnalysis', ({ analysis }, repoId, options) => analysis.deleteAnalysis(repoId, 'a', options)),
  write('cleanupOldResults', ({ analysis }, repoId, options) =>
    analysis.cleanupOldResults({ seconds: 1, nanoseconds: 0 }, { ...options, repoId }),
  ),
  write('deleteAnalysesOf', ({ analysis }, repoId, options) => analysis.deleteAnalysesOf(repoId, options)),
];

function write(method: string, make: Call['make']): Call {
  return { method, writes: true, make };
}

function read(method: string, make: Call['make']): Call {
  return { method, writes: false, make };
}

function query(
  method: keyof GraphQueries,
  ask: (queries: GraphQueries, repoId: string, options: ReadOptions) => Promise<unknown>,
): Call {
  return read(method, ({ queries }, repoId, options) => ask(queries, repoId, options));
}

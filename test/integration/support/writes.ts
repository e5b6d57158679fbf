import type { Neo4jOptions } from '../../../src/backends/neo4j/index.ts';
import { edge } from '../../../src/conformance/fixtures.ts';
import type { SerializableGraph } from '../../../src/graph/index.ts';
import type { GraphStorage, WriteReport } from '../../../src/storage/index.ts';
import { fileEdges, fileName, fileNodes, methodId, projectGraph } from './project-graph.ts';

/** A write of each sort, for tests in which something goes wrong while it is made. */
export interface Write {
  readonly title: string;
  /** Options of the store that make it be written the way that the title says. */
  readonly options: Partial<Neo4jOptions>;
  /** What the repository holds before; nothing if left out. */
  readonly before?: (repoId: string) => SerializableGraph;
  /** Whether stores of other files may take over what is left to do, with its commits. Default false. */
  readonly isSweptByOthers?: boolean;
  readonly run: (graph: GraphStorage, repoId: string) => Promise<WriteReport | undefined>;
}

const SMALL_BATCHES = { batchRows: 25 };
const BY_GENERATION = { ...SMALL_BATCHES, inPlaceRows: 5 };
const old = (repoId: string): SerializableGraph => projectGraph(repoId, 'old');

const storeNew = (graph: GraphStorage, repoId: string): Promise<WriteReport> =>
  graph.storeGraph(projectGraph(repoId, 'new', 4));
const updateNodes = (graph: GraphStorage, repoId: string): Promise<WriteReport> =>
  graph.updateNodes(repoId, [...fileNodes(1, 'new'), ...fileNodes(2, 'old'), ...fileNodes(6, 'new')]);
const replaceFiles = (graph: GraphStorage, repoId: string): Promise<WriteReport> =>
  graph.replaceFiles(repoId, {
    files: [fileName(1), fileName(2), fileName(6)],
    nodes: [...fileNodes(1, 'new').slice(3), ...fileNodes(6, 'new')],
    edges: [...fileEdges(1, 'new').slice(9), ...fileEdges(6, 'new')],
    fileHashes: { [fileName(1)]: 'new' },
  });

export const WRITES: readonly Write[] = [
  { title: 'a first store', options: SMALL_BATCHES, run: storeNew },
  { title: 'a first store that is one batch', options: {}, run: storeNew },
  { title: 'a store by its difference', options: SMALL_BATCHES, before: old, run: storeNew },
  { title: 'a store as a new generation', options: BY_GENERATION, before: old, run: storeNew },
  { title: 'updated nodes', options: SMALL_BATCHES, before: old, run: updateNodes },
  { title: 'more updated nodes than fit one change', options: BY_GENERATION, before: old, run: updateNodes },
  {
    title: 'updated edges',
    options: SMALL_BATCHES,
    before: old,
    run: (graph, repoId) => graph.updateEdges(repoId, [...fileEdges(1, 'new'), ...fileEdges(6, 'new')]),
  },
  {
    title: 'deleted nodes',
    options: SMALL_BATCHES,
    before: old,
    run: (graph, repoId) =>
      graph.deleteNodes(repoId, ['f1', ...[0, 1, 2, 3].map((n) => methodId(2, n)), 'absent']),
  },
  {
    title: 'deleted edges',
    options: SMALL_BATCHES,
    before: old,
    run: (graph, repoId) =>
      graph.deleteEdges(repoId, [...fileEdges(1, 'any'), edge('absent', 'CALLS', 'f1')]),
  },
  { title: 'replaced files', options: SMALL_BATCHES, before: old, run: replaceFiles },
  {
    title: 'more replaced files than fit one change',
    options: BY_GENERATION,
    before: old,
    run: replaceFiles,
  },
  {
    title: 'updated metadata',
    options: SMALL_BATCHES,
    before: old,
    run: async (graph, repoId) => {
      await graph.updateGraphMetadata(repoId, projectGraph(repoId, 'new', 2).metadata);
      return undefined;
    },
  },
  {
    title: 'a deleted repository',
    isSweptByOthers: true,
    options: SMALL_BATCHES,
    before: old,
    run: (graph, repoId) => graph.deleteGraph(repoId),
  },
];

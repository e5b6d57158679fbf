import { setImmediate } from 'node:timers/promises';
import { MemoryGraphBackend } from '../../src/backends/memory/backend.ts';
import type { SpecName } from '../../src/conformance/index.ts';
import { throwIfAborted } from '../../src/errors/index.ts';
import type { SerializableGraph, SerializableNode } from '../../src/graph/index.ts';
import {
  type AnalysisBackend,
  collectRows,
  type GraphBackend,
  type GraphStore,
  graphStore,
  NOTHING_REMOVED,
  type QueryEngine,
  rowsOfGraph,
} from '../../src/storage/index.ts';

/** A mistake that a backend may make, and the subjects whose tests have to notice it. */
export interface Flaw {
  readonly name: string;
  readonly noticedBy: readonly SpecName[];
  open(): GraphStore;
}

const LIFE_SPECS: readonly SpecName[] = ['dead-code', 'why-alive', 'if-deleted'];

type Overrides = (good: GraphBackend) => Partial<GraphBackend>;

export const FLAWS: readonly Flaw[] = [
  flaw('loses dangling edges', ['store', 'dangling', 'dry-run', 'random-edits'], (good) => ({
    storeGraph: async (source, options) => {
      const graph = await collectRows(source, options);
      const ids = new Set(graph.nodes.map(({ id }) => id));
      const edges = graph.edges.filter((edge) => ids.has(edge.source) && ids.has(edge.target));
      return good.storeGraph(rowsOfGraph({ ...graph, edges }), options);
    },
  })),
  flaw('hands out what it keeps', ['aliasing'], (good) => {
    const kept = new Map<string, SerializableGraph>();
    return {
      loadGraph: async (repoId, options) => {
        const graph = kept.get(repoId) ?? (await good.loadGraph(repoId, options));
        if (graph !== undefined) kept.set(repoId, graph);
        return graph;
      },
    };
  }),
  flaw('takes names without regard to case', ['isolation', 'exists'], (good) => ({
    storeGraph: (source, options) =>
      good.storeGraph(
        { ...source, metadata: { ...source.metadata, repoId: lower(source.metadata.repoId) } },
        options,
      ),
    loadGraph: async (repoId, options) => {
      const graph = await good.loadGraph(lower(repoId), options);
      return graph && { ...graph, repoId, metadata: { ...graph.metadata, repoId } };
    },
    graphExists: (repoId, options) => good.graphExists(lower(repoId), options),
    deleteGraph: (repoId, options) => good.deleteGraph(lower(repoId), options),
  })),
  flaw(
    'composes letters',
    ['hostile-data'],
    changedText((text) => text.normalize('NFC')),
  ),
  flaw(
    'ends texts at NUL',
    ['hostile-data', 'limits'],
    changedText((text) => text.split('\0')[0] ?? ''),
  ),
  flaw(
    'cuts long texts',
    ['limits'],
    changedText((text) => text.slice(0, 10_000)),
  ),
  flaw('drops a __proto__ key', ['hostile-data', 'random-edits'], (good) => ({
    loadGraph: async (repoId, options) => {
      const graph = await good.loadGraph(repoId, options);
      return graph && { ...graph, nodes: graph.nodes.map(withoutProto) };
    },
  })),
  flaw('keeps integers of 32 bits', ['hostile-data'], (good) => ({
    loadGraph: async (repoId, options) => {
      const graph = await good.loadGraph(repoId, options);
      const cut = (node: SerializableNode): SerializableNode => ({
        ...node,
        span: { ...node.span, endByte: node.span.endByte | 0 },
      });
      return graph && { ...graph, nodes: graph.nodes.map(cut) };
    },
  })),
  flaw('believes the given totals', ['metadata', 'load', 'store', 'list'], (good) => ({
    loadGraph: async (repoId, options) => {
      const graph = await good.loadGraph(repoId, options);
      return graph && { ...graph, metadata: { ...graph.metadata, totalNodes: 4_711 } };
    },
    listRepositories: async (options) => [...(await good.listRepositories(options)), 'another'].slice(1),
  })),
  flaw('tells no state from another', ['revision'], (good) => ({
    getGraphRevision: async (repoId, options) =>
      (await good.graphExists(repoId, options)) ? '1' : undefined,
  })),
  flaw('loses nanoseconds', ['metadata'], (good) => ({
    getGraphMetadata: async (repoId, options) => {
      const metadata = await good.getGraphMetadata(repoId, options);
      if (metadata === undefined) return undefined;
      const { seconds, nanoseconds } = metadata.lastUpdated;
      return { ...metadata, lastUpdated: { seconds, nanoseconds: nanoseconds - (nanoseconds % 1_000) } };
    },
  })),
  flaw(
    'reports every given row as updated',
    ['store', 'update-nodes', 'update-edges', 'random-edits'],
    (good) => {
      const wrong = { created: 0, updated: 1, unchanged: 0, deleted: 0 };
      return {
        storeGraph: async (...given) => ({ ...(await good.storeGraph(...given)), nodes: wrong }),
        updateNodes: async (...given) => ({ ...(await good.updateNodes(...given)), nodes: wrong }),
        updateEdges: async (...given) => ({ ...(await good.updateEdges(...given)), edges: wrong }),
      };
    },
  ),
  flaw('leaves the edges of deleted nodes', ['delete-nodes', 'random-edits'], (good) => ({
    deleteNodes: async (repoId, ids, options) => {
      const before = await good.loadGraph(repoId, options);
      const outcome = await good.deleteNodes(repoId, ids, options);
      if (before !== undefined) await good.updateEdges(repoId, before.edges, options);
      return outcome;
    },
  })),
  flaw('takes a missing edge for an error', ['delete-edges'], (good) => ({
    deleteEdges: async (repoId, edges, options) => {
      const outcome = await good.deleteEdges(repoId, edges, options);
      if (outcome.edges.deleted < edges.length) throw new Error('no such edge');
      return outcome;
    },
  })),
  flaw('deletes incoming edges with a replaced file', ['replace-files'], (good) => ({
    replaceFiles: async (repoId, replacement, options) => {
      const graph = await good.loadGraph(repoId, options);
      const gone = graph?.nodes.filter(({ file }) => replacement.files.includes(file)) ?? [];
      await good.deleteNodes(
        repoId,
        gone.map(({ id }) => id),
        options,
      );
      return good.replaceFiles(repoId, replacement, options);
    },
  })),
  flaw('forgets empty repositories', ['store', 'list', 'exists', 'delete-graph'], (good) => {
    const isEmpty = async (repoId: string): Promise<boolean> =>
      (await good.getGraphMetadata(repoId, {}))?.totalNodes === 0;
    return {
      loadGraph: async (repoId, options) =>
        (await isEmpty(repoId)) ? undefined : good.loadGraph(repoId, options),
      graphExists: async (repoId, options) => !(await isEmpty(repoId)) && good.graphExists(repoId, options),
      listRepositories: async (options) => {
        const ids = await good.listRepositories(options);
        const empty = await Promise.all(ids.map(isEmpty));
        return ids.filter((_, index) => !empty[index]);
      },
      deleteGraph: async (repoId, options) => {
        if (await isEmpty(repoId)) throw new Error('no such repository');
        return good.deleteGraph(repoId, options);
      },
    };
  }),
  flaw('makes a repository by updating it', ['update-nodes', 'update-edges'], (good) => {
    const make = async (repoId: string): Promise<void> => {
      if (!(await good.graphExists(repoId, {}))) await good.storeGraph(rowsOfGraph(emptyGraph(repoId)), {});
    };
    return {
      updateNodes: async (repoId, ...given) => {
        await make(repoId);
        return good.updateNodes(repoId, ...given);
      },
      updateEdges: async (repoId, ...given) => {
        await make(repoId);
        return good.updateEdges(repoId, ...given);
      },
    };
  }),
  flaw('wipes the store by one deletion', ['delete-graph', 'isolation'], (good) => ({
    deleteGraph: async (repoId, options) => {
      const outcome = await good.deleteGraph(repoId, options);
      for (const other of await good.listRepositories(options)) await good.deleteGraph(other, options);
      return outcome;
    },
  })),
  flaw('heeds no signal and tells no progress', ['abort'], (good) => ({
    storeGraph: (source) => good.storeGraph(source, {}),
  })),
  flaw('writes nodes first and edges later', ['abort', 'concurrency', 'refusals', 'stream'], (good) => ({
    storeGraph: async (source, options) => {
      const { edges: _, ...nodes } = source;
      const none = async function* (): AsyncIterable<never> {};
      const first = await good.storeGraph({ ...nodes, edges: none }, options);
      await setImmediate();
      throwIfAborted(options.signal);
      const edges = [];
      for await (const chunk of source.edges()) edges.push(...chunk);
      const second = await good.updateEdges(source.metadata.repoId, edges, options);
      return { ...second, nodes: first.nodes };
    },
  })),
  flaw('updates row by row', ['concurrency'], (good) => ({
    updateNodes: async (repoId, nodes, options) => {
      for (const node of nodes) {
        await good.updateNodes(repoId, [node], options);
        await setImmediate();
      }
      return good.updateNodes(repoId, [], options);
    },
  })),
  flaw('reads, changes and writes back without a lock', ['concurrency'], (good) => ({
    updateNodes: async (repoId, nodes, options) => {
      const outcome = await good.updateNodes(repoId, [], options);
      const before = await good.loadGraph(repoId, options);
      await setImmediate();
      if (before === undefined) return outcome;
      return good.storeGraph(rowsOfGraph({ ...before, nodes: [...before.nodes, ...nodes] }), options);
    },
  })),
  flaw('streams whatever is stored at the moment', ['stream'], (good) => ({
    streamGraph: async (repoId, options) => {
      const metadata = await good.getGraphMetadata(repoId, options);
      if (metadata === undefined) return undefined;
      return {
        metadata,
        async *nodes() {
          for (let index = 0; ; index++) {
            const node = (await good.loadGraph(repoId, options))?.nodes[index];
            if (node === undefined) return;
            yield node;
          }
        },
        async *edges() {
          yield* (await good.loadGraph(repoId, options))?.edges ?? [];
        },
      };
    },
  })),
  flaw('orders by UTF-16 units and cuts totals', ['walks', 'find-nodes', 'dead-code'], (good) => ({
    queries: {
      ...good.queries,
      walk: async (repoId, query) => {
        const answer = await good.queries.walk(repoId, query);
        const items = answer.items.toSorted((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1));
        return { ...answer, items, total: items.length };
      },
      findNodes: async (repoId, query) => {
        const answer = await good.queries.findNodes(repoId, query);
        return { ...answer, total: answer.items.length };
      },
      deadCode: async (repoId, query) => {
        const answer = await good.queries.deadCode(repoId, query);
        return { ...answer, items: answer.items.map((item) => ({ ...item, verdict: 'dead' })) };
      },
    },
  })),
  flaw('walks no further than one step', ['walks', 'call-graph', 'call-path', 'impact'], (good) => ({
    queries: {
      ...good.queries,
      walk: (repoId, query) => good.queries.walk(repoId, { ...query, depth: 1 }),
      callGraph: (repoId, query) => good.queries.callGraph(repoId, { ...query, depth: 1 }),
      callPath: (repoId, query) => good.queries.callPath(repoId, { ...query, depth: 1 }),
      impactOf: (repoId, query) => good.queries.impactOf(repoId, { ...query, depth: 1 }),
    },
  })),
  flaw('knows no overrides', ['walks', 'impact'], (good) => ({
    queries: {
      ...good.queries,
      walk: (repoId, query) => good.queries.walk(repoId, { ...query, throughOverrides: false }),
      impactOf: (repoId, query) => good.queries.impactOf(repoId, { ...query, throughOverrides: false }),
    },
  })),
  flaw('lets life come by references alone', LIFE_SPECS, (good) => {
    const withoutClasses = (repoId: string): Promise<QueryEngine> => flattened(good, repoId);
    return {
      queries: {
        ...good.queries,
        deadCode: async (repoId, query) => (await withoutClasses(repoId)).deadCode(repoId, query),
        whyAlive: async (repoId, query) => (await withoutClasses(repoId)).whyAlive(repoId, query),
        ifDeleted: async (repoId, query) => (await withoutClasses(repoId)).ifDeleted(repoId, query),
      },
    };
  }),
  flaw('takes a backslash for a letter', ['dependencies', 'dead-code'], (good) => {
    const lettered = (repoId: string): Promise<QueryEngine> =>
      changed(good, repoId, (node) => ({ ...node, file: node.file.replaceAll('\\', 'x') }));
    return {
      queries: {
        ...good.queries,
        deadCode: async (repoId, query) => (await lettered(repoId)).deadCode(repoId, query),
        dependencies: async (repoId, query) => (await lettered(repoId)).dependencies(repoId, query),
      },
    };
  }),
  flaw('never doubts', ['dead-code-doubts', 'dead-code-exports', 'why-alive'], (good) => ({
    queries: {
      ...good.queries,
      deadCode: async (repoId, query) => {
        const answer = await good.queries.deadCode(repoId, query);
        return { ...answer, items: answer.items.map((item) => ({ ...item, doubts: [], confidence: 1 })) };
      },
      whyAlive: async (repoId, query) => {
        const { judged, ...answer } = await good.queries.whyAlive(repoId, query);
        return judged === undefined ? answer : { ...answer, judged: { ...judged, doubts: [] } };
      },
    },
  })),
  flaw('knows only symbols and calls', ['cycles', 'dependencies', 'hotspots'], (good) => ({
    queries: {
      ...good.queries,
      cycles: (repoId, query) =>
        good.queries.cycles(repoId, { ...query, by: 'symbol', edgeKinds: ['CALLS'] }),
      dependencies: (repoId, query) => good.queries.dependencies(repoId, { ...query, edgeKinds: ['CALLS'] }),
      hotspots: (repoId, query) => good.queries.hotspots(repoId, { ...query, edgeKinds: ['CALLS'] }),
    },
  })),
  flaw('counts no dangling edge', ['dangling', 'summary', 'random-edits'], (good) => ({
    storeGraph: async (...given) => ({ ...(await good.storeGraph(...given)), dangling: 0 }),
    queries: {
      ...good.queries,
      summary: async (...asked) => ({ ...(await good.queries.summary(...asked)), danglingEdges: 0 }),
    },
  })),
  flaw('finds kinds without regard to case', ['find-nodes', 'hostile-data'], (good) => ({
    queries: {
      ...good.queries,
      findNodes: async (repoId, query) => {
        const { kind } = query.filter;
        const wanted = typeof kind === 'string' ? [kind, kind.toLowerCase(), kind.toUpperCase()] : kind;
        const filter = wanted === undefined ? query.filter : { ...query.filter, kind: wanted };
        if (wanted?.includes('class'))
          return good.queries.findNodes(repoId, { ...query, filter: { kind: 'Class' } });
        return good.queries.findNodes(repoId, { ...query, filter });
      },
    },
  })),
  {
    name: 'tells nothing of what it does not store',
    noticedBy: ['losses', 'store'],
    open: () =>
      withGraph((good) => ({
        storeGraph: async (graph, options = {}) => ({
          ...(await good.storeGraph(graph, { ...options, strict: false })),
          ...NOTHING_LOST,
        }),
      })),
  },
  {
    name: 'keeps the very rows it is given, unchecked',
    noticedBy: ['refusals', 'aliasing', 'limits', 'load'],
    open: () =>
      withGraph((good, backend) => ({
        storeGraph: async (graph, options = {}) => {
          if ('repoId' in graph && graph.repoId !== undefined && Array.isArray(graph.nodes)) {
            const outcome = await backend.storeGraph(rowsOfGraph(graph), options);
            return { ...outcome, ...NOTHING_LOST, repoId: graph.repoId, seconds: 0 };
          }
          return good.storeGraph(graph, options);
        },
      })),
  },
  {
    name: 'answers after it was closed, and closes only once',
    noticedBy: ['lifecycle'],
    open: () => {
      const store = graphStore(new MemoryGraphBackend());
      return { ...store, close: async () => {}, [Symbol.asyncDispose]: async () => {} };
    },
  },
  flaw('tidies away what is stored', ['maintenance'], (good) => ({
    maintenance: async (options) => {
      for (const repoId of await good.listRepositories(options)) await good.deleteGraph(repoId, options);
      return NOTHING_REMOVED;
    },
  })),
  {
    name: 'takes any option',
    noticedBy: ['query-options'],
    open: () => {
      const store = graphStore(new MemoryGraphBackend());
      const { queries } = store;
      const lenient: typeof queries = Object.create(queries, {
        findNodes: { value: (repoId: string) => queries.findNodes(repoId, {}) },
        callers: { value: (repoId: string) => queries.callers(repoId, 'a', {}) },
        deadCode: { value: (repoId: string) => queries.deadCode(repoId) },
      });
      return { ...store, queries: lenient };
    },
  },
  analysisFlaw('finds results in the order of storing', ['analyses'], (good) => ({
    findAnalysis: async (repoId, filter, options) =>
      (await good.findAnalysis(repoId, filter, options)).reverse(),
  })),
  analysisFlaw('knows moments to the second', ['analyses'], (good) => ({
    findAnalysis: (repoId, { since, ...filter }, options) =>
      good.findAnalysis(repoId, { ...filter, since: since && { ...since, nanoseconds: 0 } }, options),
  })),
  analysisFlaw('cleans up what is of the moment too', ['analyses'], (good) => ({
    cleanupOldResults: ({ seconds, nanoseconds }, repoId, options) =>
      good.cleanupOldResults({ seconds, nanoseconds: nanoseconds + 1 }, repoId, options),
  })),
  analysisFlaw('sorts the keys of data', ['analysis-data'], (good) => ({
    storeAnalysis: (row, options) => good.storeAnalysis({ ...row, data: sortedKeys(row.data) }, options),
  })),
  analysisFlaw('ends ids of results at NUL', ['analysis-data', 'analysis-isolation'], (good) => ({
    storeAnalysis: (row, options) => good.storeAnalysis({ ...row, id: row.id.split('\0')[0] ?? '' }, options),
  })),
  analysisFlaw('takes the ids of results for global', ['analysis-isolation'], (good) => {
    const repositoryOf = new Map<string, string>();
    return {
      storeAnalysis: async (row, options) => {
        const before = repositoryOf.get(row.id);
        if (before !== undefined) await good.deleteAnalysis(before, row.id, options);
        repositoryOf.set(row.id, row.repoId);
        await good.storeAnalysis(row, options);
      },
    };
  }),
];

const NOTHING_LOST = {
  givenAgain: { nodes: { rows: 0, first: [] }, edges: { rows: 0, first: [] } },
  ignoredFields: {},
};

/** The queries of a store that knows no classes. */
function flattened(good: GraphBackend, repoId: string): Promise<QueryEngine> {
  return changed(good, repoId, (node) => (node.kind === 'Class' ? { ...node, kind: 'Function' } : node));
}

/** The queries of a store that takes each node for another. */
async function changed(
  good: GraphBackend,
  repoId: string,
  change: (node: SerializableNode) => SerializableNode,
): Promise<QueryEngine> {
  const graph = await good.loadGraph(repoId, {});
  const other = new MemoryGraphBackend();
  if (graph === undefined) return other.queries;
  await other.storeGraph(rowsOfGraph({ ...graph, nodes: graph.nodes.map(change) }), {});
  return other.queries;
}

function flaw(name: string, noticedBy: readonly SpecName[], overrides: Overrides): Flaw {
  return {
    name,
    noticedBy,
    open: () => {
      const good = new MemoryGraphBackend();
      return graphStore(overridden<GraphBackend>(good, overrides(good)));
    },
  };
}

function analysisFlaw(
  name: string,
  noticedBy: readonly SpecName[],
  overrides: (good: AnalysisBackend) => Partial<AnalysisBackend>,
): Flaw {
  return flaw(name, noticedBy, ({ analysis }) => ({
    analysis: overridden<AnalysisBackend>(analysis, overrides(analysis)),
  }));
}

/** JSON of an object with its outermost keys in order; other JSON as it is. */
function sortedKeys(json: string): string {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return json;
  return JSON.stringify(Object.fromEntries(Object.entries(value).sort()));
}

/**
 * The good object with some of its members replaced; methods keep
 * their own `this`, which private fields need.
 */
function overridden<Type extends object>(good: Type, overrides: Partial<Type>): Type {
  return new Proxy(good, {
    get(target, key) {
      if (Object.hasOwn(overrides, key)) return Reflect.get(overrides, key);
      const member: unknown = Reflect.get(target, key, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

function withGraph(
  overrides: (good: GraphStore['graph'], backend: GraphBackend) => Partial<GraphStore['graph']>,
): GraphStore {
  const backend = new MemoryGraphBackend();
  const store = graphStore(backend);
  return { ...store, graph: overridden(store.graph, overrides(store.graph, backend)) };
}

function changedText(change: (text: string) => string): Overrides {
  return (good) => ({
    loadGraph: async (repoId, options) => {
      const graph = await good.loadGraph(repoId, options);
      if (graph === undefined) return undefined;
      const nodes = graph.nodes.map((node) => ({
        ...node,
        name: change(node.name),
        attributes: Object.fromEntries(
          Object.entries(node.attributes).map(([key, value]) => [key, change(value)]),
        ),
      }));
      return { ...graph, nodes };
    },
  });
}

function withoutProto(node: SerializableNode): SerializableNode {
  const attributes: Record<string, string> = {};
  for (const [key, value] of Object.entries(node.attributes)) attributes[key] = value;
  return { ...node, attributes };
}

function lower(text: string): string {
  return text.toLowerCase();
}

function emptyGraph(repoId: string): SerializableGraph {
  const lastUpdated = { seconds: 0, nanoseconds: 0 };
  const metadata = {
    repoId,
    lastUpdated,
    version: 0,
    fileHashes: {},
    totalNodes: 0,
    totalEdges: 0,
    schemaVersion: '',
  };
  return { repoId, nodes: [], edges: [], metadata };
}

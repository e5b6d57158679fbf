import { compareCodePoints, type SerializableGraph } from '../../../src/graph/index.ts';
import type {
  CallOptions,
  DeadCodeOptions,
  FindOptions,
  GraphQueries,
  NodeFilter,
} from '../../../src/storage/index.ts';

/** One question to a repository, with the text that names it in a failure. */
export interface Question {
  readonly title: string;
  ask(queries: GraphQueries, repoId: string): Promise<unknown>;
}

const LIMIT = 1_000_000;
const VERDICTS = ['dead', 'test-only', 'unknown'] as const;
const DEPTHS = [1, 2, 3, Number.POSITIVE_INFINITY];
const EDGE_KINDS = [['CALLS'], ['CALLS', 'READS', 'WRITES'], ['IMPORTS', 'EXTENDS', 'IMPLEMENTS']];

/** Questions of every sort, about nodes and names that the graph has. */
export function questionsAbout(graph: SerializableGraph): Question[] {
  return [
    { title: 'summary', ask: (queries, repoId) => queries.summary(repoId) },
    ...deadCodeQuestions(graph),
    ...lifeQuestions(graph),
    ...walkQuestions(graph),
    ...aroundQuestions(graph),
    ...structureQuestions(graph),
    ...findQuestions(graph),
  ];
}

function deadCodeQuestions(graph: SerializableGraph): Question[] {
  const files = fileNames(graph);
  const someFolder = files[Math.floor(files.length / 2)]?.split('/').slice(0, -1).join('/') ?? '';
  const all = { limit: LIMIT, verdicts: VERDICTS };
  const optionSets: readonly DeadCodeOptions[] = [
    {},
    { ...all, entryPoints: 'application' },
    { ...all, entryPoints: 'library' },
    { ...all, livenessKinds: ['CALLS'] },
    { ...all, kinds: ['Function', 'Variable', 'Parameter', 'Module'], limit: 500 },
    { ...all, testFiles: [`${someFolder}/**`] },
    { ...all, testFiles: ['**'] },
    {
      ...all,
      entryPoints: { files: files.slice(0, 3), attributes: { exported: 'true' } },
      testFiles: files.slice(0, 2),
    },
    {
      ...all,
      entryPoints: { ids: mostCalled(graph, 3), names: ['main'] },
      livenessKinds: ['CALLS', 'READS'],
    },
    { ...all, entryPoints: { names: ['there is no such name'] } },
  ];
  return optionSets.map((options) => ({
    title: `deadCode ${JSON.stringify(options)}`,
    ask: (queries, repoId) => queries.deadCode(repoId, options),
  }));
}

function lifeQuestions(graph: SerializableGraph): Question[] {
  const ids = [...mostCalled(graph, 3), ...spread(graph.nodes, 6).map((node) => node.id)];
  return [
    ...ids.map((id) => ({
      title: `whyAlive ${id}`,
      ask: (queries: GraphQueries, repoId: string) => queries.whyAlive(repoId, { id }),
    })),
    ...ids.map((id, index) => ({
      title: `ifDeleted ${id}`,
      ask: (queries: GraphQueries, repoId: string) =>
        queries.ifDeleted(repoId, [{ id }, { id: ids[index - 1] ?? id }], { limit: 500 }),
    })),
    {
      title: 'deadCode by root, of what is sure',
      ask: (queries, repoId) =>
        queries.deadCode(repoId, { groupByRoot: true, minConfidence: 0.6, limit: 500 }),
    },
  ];
}

/** Walks through overrides, parts of the graph, paths and impact. */
function aroundQuestions(graph: SerializableGraph): Question[] {
  const ids = [...mostCalled(graph, 4), ...spread(graph.nodes, 4).map((node) => node.id)];
  const files = fileNames(graph);
  const [file = ''] = files;
  const edgeKinds = ['CALLS', 'READS'];
  return ids.flatMap((id, index): Question[] => {
    const [node, other] = [{ id }, { id: ids[(index + 3) % ids.length] ?? id }];
    return [
      {
        title: `callers of ${id} through overrides`,
        ask: (queries, repoId) => queries.callers(repoId, node, { throughOverrides: true, depth: 3 }),
      },
      {
        title: `callGraph of ${id}`,
        ask: (queries, repoId) => queries.callGraph(repoId, [node, other], { edgeKinds, limit: 300 }),
      },
      {
        title: `callPath from ${id} to ${other.id}`,
        ask: (queries, repoId) => queries.callPath(repoId, node, other, { edgeKinds }),
      },
      {
        title: `impactOf ${id} and ${file}`,
        ask: (queries, repoId) => queries.impactOf(repoId, { nodes: [node], files: [file] }, { limit: 300 }),
      },
      {
        title: `callGraph of the callers of ${id} and others, all the way`,
        ask: (queries, repoId) =>
          queries.callGraph(
            repoId,
            ids.slice(index).map((root) => ({ id: root })),
            { direction: 'callers', depth: Number.POSITIVE_INFINITY, limit: 50 },
          ),
      },
      {
        title: `impactOf the first ${index + 1} files`,
        ask: (queries, repoId) => queries.impactOf(repoId, { files: files.slice(0, index + 1) }),
      },
    ];
  });
}

function structureQuestions(graph: SerializableGraph): Question[] {
  const [from = ''] = fileNames(graph);
  return [
    ...(['symbol', 'file', 'folder'] as const).map((by) => ({
      title: `cycles by ${by}`,
      ask: (queries: GraphQueries, repoId: string) => queries.cycles(repoId, { by, selfLoops: true }),
    })),
    {
      title: 'dependencies of files',
      ask: (queries, repoId) => queries.dependencies(repoId, { limit: LIMIT }),
    },
    {
      title: `dependencies of ${from} with edges`,
      ask: (queries, repoId) => queries.dependencies(repoId, { from, edges: true }),
    },
    {
      title: 'hotspots',
      ask: (queries, repoId) => queries.hotspots(repoId, { weighted: true, limit: 500 }),
    },
  ];
}

function walkQuestions(graph: SerializableGraph): Question[] {
  const starts = [...mostCalled(graph, 10), ...spread(graph.nodes, 10).map((node) => node.id)];
  return starts.flatMap((id, index) =>
    DEPTHS.flatMap((depth, turn) => {
      // Not every combination: each start meets each depth, and each depth every set of kinds.
      const edgeKinds = EDGE_KINDS[(index + turn) % EDGE_KINDS.length] ?? ['CALLS'];
      const options: CallOptions = { depth, edgeKinds, limit: depth === 2 ? 5 : LIMIT };
      return (['callers', 'callees'] as const).map((direction) => ({
        title: `${direction} of ${id} ${JSON.stringify({ ...options, depth: String(depth) })}`,
        ask: (queries: GraphQueries, repoId: string) => queries[direction](repoId, { id }, options),
      }));
    }),
  );
}

function findQuestions(graph: SerializableGraph): Question[] {
  const [first, second] = spread(graph.nodes, 2);
  const name = first?.name ?? '';
  const filters: readonly (readonly [NodeFilter, FindOptions?])[] = [
    [{}],
    [{}, { limit: 0 }],
    [{ glob: `${name.slice(0, 2)}*` }, { limit: LIMIT }],
    [{ glob: '*e?' }, { limit: LIMIT }],
    [{ name }],
    [{ kind: ['Class', 'Module'] }, { limit: LIMIT }],
    [{ kind: 'no such kind' }],
    [{ file: second?.file ?? '' }, { limit: LIMIT }],
    [{ file: second?.file ?? '', line: second?.span.startLine ?? 0 }],
    [{ line: 10, kind: 'Function' }, { limit: LIMIT }],
    [{ attributes: { exported: 'true' } }, { limit: LIMIT }],
    [{ attributes: Object.fromEntries(Object.entries(second?.attributes ?? {}).slice(0, 1)) }],
  ];
  const single = filters.map(([filter, options = {}]) => ({
    title: `findNodes ${JSON.stringify([filter, options])}`,
    ask: (queries: GraphQueries, repoId: string) => queries.findNodes(repoId, filter, options),
  }));
  return [...single, { title: 'findNodes page by page', ask: pagesOfFunctions }];
}

async function pagesOfFunctions(queries: GraphQueries, repoId: string): Promise<unknown> {
  const pages: unknown[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 8; page++) {
    const options = cursor === undefined ? { limit: 7 } : { limit: 7, cursor };
    const answer = await queries.findNodes(repoId, { kind: 'Function' }, options);
    pages.push(answer);
    cursor = answer.nextCursor;
    if (cursor === undefined) break;
  }
  return pages;
}

function fileNames(graph: SerializableGraph): string[] {
  return [...new Set(graph.nodes.map((node) => node.file))]
    .filter((file) => file !== '')
    .sort(compareCodePoints);
}

/** Ids by the number of calls they receive, the most first. */
function mostCalled(graph: SerializableGraph, count: number): string[] {
  const calls = new Map<string, number>();
  for (const { kind, target } of graph.edges) {
    if (kind === 'CALLS') calls.set(target, (calls.get(target) ?? 0) + 1);
  }
  return [...calls]
    .sort(([a, many], [b, few]) => few - many || compareCodePoints(a, b))
    .slice(0, count)
    .map(([id]) => id);
}

/** Items at even distances: as good as random ones, and the same each time. */
function spread<Item>(items: readonly Item[], count: number): Item[] {
  const step = items.length / count;
  return Array.from(
    { length: Math.min(count, items.length) },
    (_, index) => items[Math.floor((index + 0.5) * step)],
  ).filter((item) => item !== undefined);
}

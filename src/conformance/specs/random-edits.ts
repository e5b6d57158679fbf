import assert from 'node:assert/strict';
import { StorageError } from '../../errors/index.ts';
import {
  copyEdge,
  copyNode,
  edgeKey,
  lastOfEach,
  type SerializableEdge,
  type SerializableGraph,
  type SerializableNode,
} from '../../graph/index.ts';
import {
  EditableGraph,
  type GraphQueries,
  type GraphStorage,
  NO_ROWS,
  type WriteOptions,
  type WriteOutcome,
  type WriteReport,
} from '../../storage/index.ts';
import { same, stores } from '../assertions.ts';
import { related, unliving } from '../oracle.ts';
import { type Edit, RandomGraphs } from '../random.ts';
import type { Spec } from '../trial.ts';

const SEQUENCES = 30;
const EDITS = 10;

/** The promise: any edits give what the rules say. */
export const randomEdits: Spec = {
  name: 'random-edits',
  define(test, target) {
    for (let seed = 1; seed <= SEQUENCES; seed++) {
      test(`a random sequence of edits leaves what the rules say (seed ${seed})`, async (trial) => {
        const { graph, queries, repo } = trial;
        const random = new RandomGraphs(seed);
        let model = modelOf(random.graph(repo()));
        await graph.storeGraph(model.toGraph());
        for (let step = 1; step <= EDITS; step++) {
          const edit = random.edit(model.toGraph());
          try {
            model = await agrees(graph, model, edit);
            await stores(graph, model.toGraph());
          } catch (error) {
            throw new Error(`step ${step}, ${messageOf(error)}\nafter ${JSON.stringify(edit)}`, {
              cause: error,
            });
          }
        }
        await answersAgree(queries, model.toGraph(), random);
        if (target.reference === undefined) return;
        const reference = trial.closing(await target.reference());
        await reference.graph.storeGraph(model.toGraph());
        await sameAnswers(queries, reference.queries, model.toGraph());
        await reference.graph.deleteGraph(model.metadata.repoId);
      });
    }
  },
};

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function modelOf(graph: SerializableGraph): EditableGraph {
  return new EditableGraph({ ...graph, nodes: graph.nodes.map(copyNode), edges: graph.edges.map(copyEdge) });
}

/** Makes the edit on the store and on the model, compares report or refusal, and gives the model after it. */
async function agrees(graph: GraphStorage, model: EditableGraph, edit: Edit): Promise<EditableGraph> {
  const next = edit.sort === 'storeGraph' ? modelOf(edit.graph) : modelOf(model.toGraph());
  let expected: WriteOutcome | undefined;
  let refusal: unknown;
  try {
    expected = edit.sort === 'storeGraph' ? next.outcomeAfter(model) : editModel(next, edit);
  } catch (error) {
    refusal = error;
  }
  const write = editStore(graph, model.metadata.repoId, edit);
  if (refusal !== undefined) {
    assert.ok(refusal instanceof StorageError);
    const { code } = refusal;
    await assert.rejects(write, (error) => error instanceof StorageError && error.code === code);
    return model;
  }
  const report = await write;
  if (report !== undefined && expected !== undefined) {
    const { nodes, edges, dangling } = report;
    same({ nodes, edges, dangling }, expected);
  }
  return next;
}

function editModel(model: EditableGraph, edit: Exclude<Edit, { sort: 'storeGraph' }>): WriteOutcome {
  switch (edit.sort) {
    case 'updateNodes':
      return model.updateNodes(lastNodes(edit.nodes));
    case 'updateEdges':
      return model.updateEdges(lastEdges(edit.edges));
    case 'deleteNodes':
      return model.deleteNodes(edit.ids);
    case 'deleteEdges':
      return model.deleteEdges(edit.edges);
    case 'replaceFiles': {
      const { nodes, edges } = edit.replacement;
      return model.replaceFiles({ ...edit.replacement, nodes: lastNodes(nodes), edges: lastEdges(edges) });
    }
    case 'updateGraphMetadata':
      model.metadata = edit.metadata;
      return { nodes: NO_ROWS, edges: NO_ROWS, dangling: 0 };
  }
}

function lastNodes(nodes: readonly SerializableNode[]): SerializableNode[] {
  return Array.from(lastOfEach(nodes, ({ id }) => id).values(), copyNode);
}

function lastEdges(edges: readonly SerializableEdge[]): SerializableEdge[] {
  return Array.from(lastOfEach(edges, edgeKey).values(), copyEdge);
}

/** Makes the edit on a store. */
export function editStore(
  graph: GraphStorage,
  repoId: string,
  edit: Edit,
  options: WriteOptions = {},
): Promise<WriteReport | undefined> {
  switch (edit.sort) {
    case 'storeGraph':
      return graph.storeGraph(edit.graph, options);
    case 'updateNodes':
      return graph.updateNodes(repoId, edit.nodes, options);
    case 'updateEdges':
      return graph.updateEdges(repoId, edit.edges, options);
    case 'deleteNodes':
      return graph.deleteNodes(repoId, edit.ids, options);
    case 'deleteEdges':
      return graph.deleteEdges(repoId, edit.edges, options);
    case 'replaceFiles':
      return graph.replaceFiles(repoId, edit.replacement, options);
    case 'updateGraphMetadata':
      return graph.updateGraphMetadata(repoId, edit.metadata, options).then(() => undefined);
  }
}

async function answersAgree(
  queries: GraphQueries,
  graph: SerializableGraph,
  random: RandomGraphs,
): Promise<void> {
  const { repoId, nodes } = graph;
  for (const { id } of nodes) {
    const direction = random.pick(['callers', 'callees'] as const);
    const depth = random.pick([1, 2, 3, Number.POSITIVE_INFINITY]);
    const edgeKinds = random.pick([['CALLS'], ['CALLS', 'READS'], ['calls', 'EXTENDS', 'CALLS', 'READS']]);
    const { items } = await queries[direction](repoId, { id }, { depth, edgeKinds });
    const title = `${direction} of ${JSON.stringify(id)}, depth ${depth}, ${edgeKinds}`;
    same(items, related(graph, id, direction, depth, edgeKinds), title);
  }
  const verdicts = ['dead', 'test-only', 'unknown'] as const;
  const entryPoints = { names: ['main'], kinds: ['Module'], attributes: { exported: 'true' } };
  const options = { verdicts, entryPoints, testFiles: ['test/**'] };
  const report = await queries.deadCode(repoId, options);
  const expected = unliving(
    graph,
    (node, isNamespace) =>
      node.name === 'main' ||
      (node.kind === 'Module' && !isNamespace) ||
      (Object.hasOwn(node.attributes, 'exported') && node.attributes.exported === 'true'),
    (file) => file.startsWith('test/'),
  );
  const found = report.items.map(({ doubts, confidence, root, ...judged }) => judged);
  same(found, expected.items, 'deadCode');
  same([report.total, report.entryPoints], [expected.items.length, expected.entryPoints], 'deadCode counts');
}

/** Everything a caller may rely on: caveats by their codes, for their messages are for people. */
async function sameAnswers(
  queries: GraphQueries,
  reference: GraphQueries,
  graph: SerializableGraph,
): Promise<void> {
  const { repoId, nodes } = graph;
  const ids = nodes.map(({ id }) => id);
  const asked: ((queries: GraphQueries) => Promise<object>)[] = [
    (of) => of.summary(repoId),
    (of) => of.findNodes(repoId, {}, { limit: 5 }),
    (of) => of.findNodes(repoId, { kind: ['Function', 'Class'], glob: '*' }),
    (of) => of.findNodes(repoId, { line: 5 }),
    (of) => of.cycles(repoId, { edgeKinds: ['CALLS', 'READS'], selfLoops: true }),
    (of) => of.cycles(repoId, { by: 'file' }),
    (of) => of.cycles(repoId, { by: 'folder', edgeKinds: ['CALLS', 'EXTENDS'] }),
    (of) => of.dependencies(repoId, { edges: true }),
    (of) => of.dependencies(repoId, { by: 'folder', edgeKinds: ['READS', 'calls'], limit: 1 }),
    (of) => of.hotspots(repoId, { weighted: true }),
    (of) => of.hotspots(repoId, { by: 'fan-in', edgeKinds: ['CALLS', 'calls'], kinds: ['Method', 'Class'] }),
    (of) => of.deadCode(repoId),
    (of) => of.deadCode(repoId, { entryPoints: { names: ['main'] }, groupByRoot: true, minConfidence: 0.3 }),
    (of) => of.deadCode(repoId, { entryPoints: 'application', livenessKinds: ['CALLS'], limit: 2 }),
    (of) => of.deadCode(repoId, { entryPoints: 'library', verdicts: ['unknown', 'test-only'] }),
    ...ids.slice(0, 3).map((id) => (of: GraphQueries) => of.callers(repoId, { id }, { depth: 4, limit: 2 })),
    ...ids.slice(0, 3).flatMap((id) => aroundNode(repoId, id, ids.at(-1) ?? id)),
    ...ids.slice(0, 3).map((id) => (of: GraphQueries) => of.callees(repoId, { id }, { depth: 4 })),
  ];
  const compared = asked.map(async (ask) => {
    const answers = await Promise.all([ask(queries), ask(reference)]);
    same(comparable(answers[0]), comparable(answers[1]), `${ask}`);
  });
  await Promise.all(compared);
}

function aroundNode(repoId: string, id: string, other: string): ((of: GraphQueries) => Promise<object>)[] {
  const edgeKinds = ['CALLS', 'READS', 'EXTENDS'];
  return [
    (of) => of.whyAlive(repoId, { id }),
    (of) => of.ifDeleted(repoId, [{ id }, { id: other }], { entryPoints: { names: ['main'] } }),
    (of) => of.callGraph(repoId, [{ id }, { id: other }], { limit: 5 }),
    // No path is an answer too.
    async (of) => (await of.callPath(repoId, { id }, { id: other }, { edgeKinds })) ?? {},
    (of) => of.impactOf(repoId, { nodes: [{ id }] }, { throughOverrides: true, edgeKinds }),
    (of) => of.callers(repoId, { id }, { throughOverrides: true, edgeKinds, depth: 3 }),
  ];
}

function comparable(answer: object): object {
  const { caveats, ...rest } = answer as { readonly caveats?: readonly { readonly code: string }[] };
  return { ...rest, caveats: caveats?.map(({ code }) => code) };
}

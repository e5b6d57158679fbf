import type {
  BrokenReference,
  IfDeletedQuery,
  IfDeletedReport,
  Verdict,
  VerdictChange,
} from '../../storage/index.ts';
import { copyCaveats } from '../caveats.ts';
import type { CompactGraph } from '../graph/compact-graph.ts';
import { listOf } from '../graph/vertex-lists.ts';
import { nodeSummary, vertexSummary } from '../node-summary.ts';
import { pause } from '../pause.ts';
import { longListOfFirst } from '../query-list.ts';
import { selectVertices } from '../select-vertex.ts';
import { inTurns, isDue, type Work } from '../turns.ts';
import { judgedVertices } from './dead-code.ts';
import { type Judgement, judgeAsIs, judgeWithout } from './judgement.ts';

/** What would follow from deleting some nodes and all that lies in them. @throws `NOT_FOUND`, `AMBIGUOUS` */
export async function ifDeleted(graph: CompactGraph, query: IfDeletedQuery): Promise<IfDeletedReport> {
  await graph.prepare(query, 'containers', 'contents', 'incoming', 'outgoing');
  const deleted = withContents(graph, await selectVertices(graph, query.nodes));
  const gone = new Uint8Array(graph.nodes.length);
  for (const vertex of deleted) gone[vertex] = 1;
  const before = await judgeAsIs(graph, query);
  const after = await judgeWithout(before, query, gone);
  const broken = await inTurns(brokenReferences(graph, deleted, gone), query, 'references');
  await pause(query, 'references', broken.length);
  return inTurns(report(before, after, query, { deleted, gone, broken }), query, 'references');
}

/** An edge by its place in `outgoing`. */
interface Broken {
  readonly source: number;
  readonly place: number;
}

function* report(
  before: Judgement,
  after: Judgement,
  query: IfDeletedQuery,
  found: {
    readonly deleted: readonly number[];
    readonly gone: Uint8Array;
    readonly broken: readonly Broken[];
  },
): Work<IfDeletedReport> {
  const { graph } = before;
  const { deleted, gone, broken } = found;
  return {
    deleted: yield* longListOfFirst(deleted, query.limit, (vertex) => nodeSummary(graph.stored(vertex))),
    changed: yield* longListOfFirst(
      yield* changes(before, after, gone, query.kinds),
      query.limit,
      ({ vertex, ...verdicts }) => ({
        ...nodeSummary(graph.stored(vertex)),
        ...verdicts,
      }),
    ),
    broken: yield* longListOfFirst(broken, query.limit, ({ source, place }) =>
      brokenReference(graph, source, place),
    ),
    caveats: copyCaveats(before.caveats),
  };
}

/** Ascending. */
function withContents(graph: CompactGraph, vertices: readonly number[]): number[] {
  const found = new Set(vertices);
  for (const vertex of found) for (const content of listOf(graph.contents, vertex)) found.add(content);
  return [...found].sort((a, b) => a - b);
}

type Change = Pick<VerdictChange, 'before' | 'after'> & { readonly vertex: number };

function* changes(
  judgedBefore: Judgement,
  judgedAfter: Judgement,
  gone: Uint8Array,
  kinds: readonly string[],
): Work<Change[]> {
  const found: Change[] = [];
  let passed = 0;
  for (const vertex of yield* judgedVertices(judgedBefore.graph, kinds)) {
    if (isDue(++passed)) yield passed;
    if (gone[vertex] === 1) continue;
    const before: Verdict = judgedBefore.verdictOf(vertex);
    const after: Verdict = judgedAfter.verdictOf(vertex);
    if (before !== after) found.push({ vertex, before, after });
  }
  return found;
}

/**
 * Edges into what is gone, from what is not, by source, target and kind; of any kind, for all of them break.
 */
function* brokenReferences(
  graph: CompactGraph,
  deleted: readonly number[],
  gone: Uint8Array,
): Work<readonly Broken[]> {
  const sources = new Set<number>();
  let passed = 0;
  for (const vertex of deleted) {
    if (isDue(++passed)) yield passed;
    const { offsets, ends } = graph.incoming;
    for (const source of ends.subarray(offsets[vertex], offsets[vertex + 1])) {
      if (gone[source] === 0) sources.add(source);
    }
  }
  const found: Broken[] = [];
  for (const source of [...sources].sort((a, b) => a - b)) {
    if (isDue(++passed)) yield passed;
    const { offsets, ends } = graph.outgoing;
    const stop = offsets[source + 1] ?? 0;
    for (let place = offsets[source] ?? 0; place < stop; place++) {
      if (gone[ends[place] ?? 0] === 1) found.push({ source, place });
    }
  }
  return found;
}

function brokenReference(graph: CompactGraph, source: number, place: number): BrokenReference {
  return { from: vertexSummary(graph, source), edge: graph.edgeAt(source, place) };
}

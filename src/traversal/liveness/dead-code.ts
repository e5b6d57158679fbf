import type {
  DeadCodeGroup,
  DeadCodeItem,
  DeadCodeQuery,
  DeadCodeReport,
  QueryList,
  Verdict,
} from '../../storage/index.ts';
import { copyCaveats } from '../caveats.ts';
import type { CompactGraph } from '../graph/compact-graph.ts';
import { groupBy } from '../graph/group-by.ts';
import { judgedAs } from '../graph/members.ts';
import { nodeSummary } from '../node-summary.ts';
import { pause } from '../pause.ts';
import { listOfFirst } from '../query-list.ts';
import { type ItemMaker, itemMaker } from './dead-code-items.ts';
import { type Judgement, judgeAsIs } from './judgement.ts';

/** A vertex to list. */
interface Listed {
  readonly vertex: number;
  readonly verdict: DeadCodeItem['verdict'];
}

/** What no entry point reaches, by id, with reasons, doubts and roots: liveness, rules 1 to 5. */
export async function deadCode(graph: CompactGraph, query: DeadCodeQuery): Promise<DeadCodeReport> {
  return deadCodeReport(await judgeAsIs(graph, query), query, 0);
}

/** @param aliveElsewhere nodes outside the graph that are judged so and live, where that is a part of one */
export async function deadCodeReport(
  judgement: Judgement,
  query: DeadCodeQuery,
  aliveElsewhere: number,
): Promise<DeadCodeReport> {
  const maker = itemMaker(judgement);
  const { verdicts, listed, deadApart } = judgeAll(judgement, query, maker);
  verdicts.alive += aliveElsewhere;
  await pause(query, 'verdicts', listed.length);
  const show = ({ vertex, verdict }: Listed): DeadCodeItem => maker.item(vertex, verdict);
  const report: DeadCodeReport = {
    ...listOfFirst(listed, query.limit, show, copyCaveats(judgement.caveats)),
    entryPoints: judgement.entryPoints,
    verdicts,
    deadApart,
  };
  if (!query.groupByRoot) return report;
  await pause(query, 'roots', listed.length);
  return { ...report, groups: groupsOf(judgement, listed, query.limit, maker) };
}

/** The vertices that the query asks for a verdict on. */
export function* judgedVertices(graph: CompactGraph, kinds: readonly string[]): Generator<number> {
  const wanted = new Set(kinds);
  for (let vertex = 0; vertex < graph.nodes.length; vertex++) {
    const node = graph.nodes[vertex];
    if (node !== undefined && graph.external[vertex] !== 1 && wanted.has(node.kind)) yield vertex;
  }
}

function judgeAll(
  judgement: Judgement,
  query: DeadCodeQuery,
  maker: ItemMaker,
): {
  readonly verdicts: Record<Verdict, number>;
  readonly listed: readonly Listed[];
  readonly deadApart: number;
} {
  const wanted = query.types ? 'type' : 'code';
  const verdicts: Record<Verdict, number> = { alive: 0, 'test-only': 0, dead: 0, unknown: 0 };
  const listed: Listed[] = [];
  let deadApart = 0;
  for (const vertex of judgedVertices(judgement.graph, query.kinds)) {
    const judged = judgedAs(judgement.graph.stored(vertex));
    if (judged === 'nothing') continue;
    const verdict = judgement.verdictOf(vertex);
    if (judged !== wanted) {
      if (verdict === 'dead') deadApart++;
      continue;
    }
    verdicts[verdict]++;
    if (verdict === 'alive' || !query.verdicts.includes(verdict)) continue;
    if (query.minConfidence > 0 && maker.confidenceOf(vertex, verdict) < query.minConfidence) continue;
    listed.push({ vertex, verdict });
  }
  return { verdicts, listed, deadApart };
}

function groupsOf(
  { graph }: Judgement,
  listed: readonly Listed[],
  limit: number,
  { item, roots }: ItemMaker,
): QueryList<DeadCodeGroup> {
  const dead = listed.filter(({ verdict }) => verdict === 'dead');
  const members = groupBy(dead, ({ vertex }) => roots.rootOf(vertex));
  const ranked = [...members].sort(([a, many], [b, few]) => few.length - many.length || a - b);
  return listOfFirst(ranked, limit, ([root, group]) => ({
    root: nodeSummary(graph.stored(root)),
    size: roots.describe(root).size,
    ...listOfFirst(group, limit, ({ vertex, verdict }) => item(vertex, verdict)),
  }));
}

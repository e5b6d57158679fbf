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
  const { counts, lifeless, deadApart } = verdictsOf(judgement, query);
  const listed = lifeless.filter(
    ({ vertex, verdict }) =>
      query.verdicts.includes(verdict) &&
      (query.minConfidence <= 0 || maker.confidenceOf(vertex, verdict) >= query.minConfidence),
  );
  await pause(query, 'verdicts', listed.length);
  const show = ({ vertex, verdict }: Listed): DeadCodeItem => maker.item(vertex, verdict);
  const report: DeadCodeReport = {
    ...listOfFirst(listed, query.limit, show, copyCaveats(judgement.caveats)),
    entryPoints: judgement.entryPoints,
    verdicts: { ...counts, alive: counts.alive + aliveElsewhere },
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

/** What the vertices of some kinds are judged as, before a query chooses among them. */
interface Verdicts {
  /** The kinds, and whether types or code are judged, as one text. */
  readonly of: string;
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly lifeless: readonly Listed[];
  readonly deadApart: number;
}

const lastVerdicts = new WeakMap<Judgement, Verdicts>();

/** As they were found out last for the judgement: people page through one answer, and sift it. */
function verdictsOf(judgement: Judgement, query: DeadCodeQuery): Verdicts {
  const of = JSON.stringify([query.kinds, query.types]);
  const known = lastVerdicts.get(judgement);
  if (known?.of === of) return known;
  const verdicts = { of, ...findVerdicts(judgement, query) };
  lastVerdicts.set(judgement, verdicts);
  return verdicts;
}

function findVerdicts(judgement: Judgement, { kinds, types }: DeadCodeQuery): Omit<Verdicts, 'of'> {
  const wanted = types ? 'type' : 'code';
  const counts: Record<Verdict, number> = { alive: 0, 'test-only': 0, dead: 0, unknown: 0 };
  const lifeless: Listed[] = [];
  let deadApart = 0;
  for (const vertex of judgedVertices(judgement.graph, kinds)) {
    const judged = judgedAs(judgement.graph.stored(vertex));
    if (judged === 'nothing') continue;
    const verdict = judgement.verdictOf(vertex);
    if (judged === wanted) {
      counts[verdict]++;
      if (verdict !== 'alive') lifeless.push({ vertex, verdict });
    } else if (verdict === 'dead') deadApart++;
  }
  return { counts, lifeless, deadApart };
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

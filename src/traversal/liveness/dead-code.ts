import { groupBy } from '../../graph/index.ts';
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
import { judgedAs } from '../graph/members.ts';
import { nodeSummary } from '../node-summary.ts';
import { pause } from '../pause.ts';
import { longListOfFirst } from '../query-list.ts';
import { inTurns, isDue, sorted, type Work } from '../turns.ts';
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
  const { counts, lifeless, deadApart } = await inTurns(verdictsOf(judgement, query), query, 'verdicts');
  const listed = await inTurns(sifted(lifeless, query, maker), query, 'verdicts');
  await pause(query, 'verdicts', listed.length);
  const show = ({ vertex, verdict }: Listed): DeadCodeItem => maker.item(vertex, verdict);
  const shown = listed.slice(0, query.limit).map(({ verdict }) => verdict);
  await inTurns(maker.prepare(shown), query, 'roots');
  const list = longListOfFirst(listed, query.limit, show, copyCaveats(judgement.caveats));
  const report: DeadCodeReport = {
    ...(await inTurns(list, query, 'items')),
    entryPoints: judgement.entryPoints,
    verdicts: { ...counts, alive: counts.alive + aliveElsewhere },
    deadApart,
  };
  if (!query.groupByRoot) return report;
  await pause(query, 'roots', listed.length);
  await inTurns(maker.prepare(['dead']), query, 'roots');
  return {
    ...report,
    groups: await inTurns(groupsOf(judgement, listed, query.limit, maker), query, 'groups'),
  };
}

/** The vertices that the query asks for a verdict on. */
export function* judgedVertices(graph: CompactGraph, kinds: readonly string[]): Work<number[]> {
  const found: number[] = [];
  const wanted = new Set(kinds);
  for (let vertex = 0; vertex < graph.nodes.length; vertex++) {
    if (isDue(vertex)) yield vertex;
    const node = graph.nodes[vertex];
    if (node !== undefined && graph.external[vertex] !== 1 && wanted.has(node.kind)) found.push(vertex);
  }
  return found;
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
function* verdictsOf(judgement: Judgement, query: DeadCodeQuery): Work<Verdicts> {
  const of = JSON.stringify([query.kinds, query.types]);
  const known = lastVerdicts.get(judgement);
  if (known?.of === of) return known;
  const verdicts = { of, ...(yield* findVerdicts(judgement, query)) };
  lastVerdicts.set(judgement, verdicts);
  return verdicts;
}

function* findVerdicts(judgement: Judgement, { kinds, types }: DeadCodeQuery): Work<Omit<Verdicts, 'of'>> {
  const wanted = types ? 'type' : 'code';
  const counts: Record<Verdict, number> = { alive: 0, 'test-only': 0, dead: 0, unknown: 0 };
  const lifeless: Listed[] = [];
  let deadApart = 0;
  let passed = 0;
  for (const vertex of yield* judgedVertices(judgement.graph, kinds)) {
    if (isDue(++passed)) yield passed;
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

/** Those that a query lists. */
function* sifted(
  lifeless: readonly Listed[],
  { verdicts, minConfidence }: DeadCodeQuery,
  maker: ItemMaker,
): Work<readonly Listed[]> {
  const wanted = lifeless.filter(({ verdict }) => verdicts.includes(verdict));
  if (minConfidence <= 0) return wanted;
  if (wanted.some(({ verdict }) => verdict !== 'unknown')) yield* maker.prepareConfidence();
  const sure: Listed[] = [];
  for (const [index, one] of wanted.entries()) {
    if (isDue(index)) yield index;
    if (maker.confidenceOf(one.vertex, one.verdict) >= minConfidence) sure.push(one);
  }
  return sure;
}

function* groupsOf(
  { graph }: Judgement,
  listed: readonly Listed[],
  limit: number,
  { item, roots }: ItemMaker,
): Work<QueryList<DeadCodeGroup>> {
  const dead = listed.filter(({ verdict }) => verdict === 'dead');
  const members = groupBy(dead, ({ vertex }) => roots.rootOf(vertex));
  const ranked = yield* sorted([...members], ([a, many], [b, few]) => few.length - many.length || a - b);
  const items: DeadCodeGroup[] = [];
  for (const [root, group] of ranked.slice(0, limit)) {
    const { size } = roots.describe(root);
    const list = yield* longListOfFirst(group, limit, ({ vertex, verdict }) => item(vertex, verdict));
    items.push({ root: nodeSummary(graph.stored(root)), size, ...list });
    yield items.length;
  }
  return { items, total: ranked.length, truncated: ranked.length > limit, caveats: [] };
}

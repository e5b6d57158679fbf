import type { LifeRule, LifeStep, WhyAlive, WhyAliveQuery } from '../../storage/index.ts';
import { copyCaveats } from '../caveats.ts';
import type { ClassFacts } from '../graph/class-facts.ts';
import { CompactGraph } from '../graph/compact-graph.ts';
import type { GraphRows } from '../graph/graph-columns.ts';
import { eachOverridden } from '../graph/overrides.ts';
import { listOf } from '../graph/vertex-lists.ts';
import { nodeSummary, vertexSummary } from '../node-summary.ts';
import { selectVertex } from '../select-vertex.ts';
import { atOnce, inTurns, isDue, type Work } from '../turns.ts';
import { itemMaker } from './dead-code-items.ts';
import { type Judgement, judgeAsIs } from './judgement.ts';
import type { Life } from './reasons.ts';
import { NEVER } from './rounds-of-life.ts';

/** By which way life comes to a node, or why it does not. @throws `NOT_FOUND`, `AMBIGUOUS` */
export async function whyAlive(graph: CompactGraph, query: WhyAliveQuery): Promise<WhyAlive> {
  const vertex = await selectVertex(graph, query.node);
  const judgement = await judgeAsIs(graph, query);
  const verdict = judgement.verdictOf(vertex);
  if (verdict !== 'alive') await inTurns(itemMaker(judgement).prepare([verdict]), query, 'roots');
  const { reached, ...told } = lifeTold(judgement, vertex);
  await graph.prepare(query, 'incoming', 'contents');
  const { kindMask, classes } = judgement.rules;
  const rounds = reached === 'alive' ? judgement.fromOutsideTests : judgement.fromAll;
  const path = pathOfLife({ graph, kindMask, classes, rounds }, vertex);
  return {
    node: nodeSummary(graph.stored(vertex)),
    path: reached === 'dead' ? [] : await inTurns(path, query, 'path'),
    ...told,
    entryPoints: judgement.entryPoints,
    caveats: copyCaveats(judgement.caveats),
  };
}

/** A vertex's verdict, why it is not alive, and how far life reaches it whatever the verdict. */
export function lifeTold(
  judgement: Judgement,
  vertex: number,
): Pick<WhyAlive, 'verdict' | 'judged'> & { readonly reached: Life } {
  const reached = judgement.lifeOf(vertex);
  // Nothing says that what is not of this repository is dead; where
  // life comes to it, it is alive all the same.
  const isLivingExternal = judgement.graph.external[vertex] === 1 && reached !== 'dead';
  const verdict = isLivingExternal ? reached : judgement.verdictOf(vertex);
  if (verdict === 'alive') return { reached, verdict };
  return { reached, verdict, judged: itemMaker(judgement).item(vertex, verdict) };
}

/**
 * Where life comes from: all premises of the vertex that is asked about,
 * and theirs, with the rounds in which they lived.
 */
interface LifeHistory {
  readonly graph: CompactGraph;
  readonly kindMask: Uint8Array;
  readonly classes: ClassFacts;
  readonly rounds: Int32Array;
}

/**
 * As much of a graph as holds every way by which life comes to a node in the fewest
 * rounds, with all classes, methods and inheritance.
 */
export interface HistoryPart {
  readonly rows: GraphRows & { readonly containers: ReadonlyMap<string, string> };
  /** By id, of all in it that live by then. */
  readonly rounds: ReadonlyMap<string, number>;
}

/**
 * The way of life to a node, as it is in all of the graph. Nodes and
 * edges are as much as the part holds of them.
 */
export function pathInPart(
  part: HistoryPart,
  goal: string,
  livenessKinds: readonly string[] | undefined,
): LifeStep[] {
  const graph = new CompactGraph(part.rows);
  const rounds = Int32Array.from(graph.ids, (id) => part.rounds.get(id) ?? NEVER);
  const history = { graph, kindMask: graph.kindMask(livenessKinds), classes: graph.classes, rounds };
  return atOnce(pathOfLife(history, graph.vertexOf(goal) ?? 0));
}

/** A step before: a premise of the vertex that came alive in the round before it. */
interface Premise {
  readonly vertex: number;
  readonly rule: LifeRule;
  /** The edge's place in `incoming`, of a reference. */
  readonly place?: number;
}

/** From round to round, so it has one step a round; of several ways the least by ids. */
function* pathOfLife(history: LifeHistory, goal: number): Work<LifeStep[]> {
  const { graph, rounds } = history;
  // Everything on some way to the goal, by round, the goal's own first.
  const layers: Set<number>[] = [];
  let passed = 0;
  let layer = new Set([goal]);
  while (rounds[firstOf(layer)] !== 0) {
    layers.push(layer);
    const before = new Set<number>();
    for (const vertex of layer) {
      if (isDue(++passed)) yield passed;
      for (const { vertex: from } of premises(history, vertex)) before.add(from);
    }
    layer = before;
  }
  let last = leastOf(layer);
  const steps: LifeStep[] = [{ node: vertexSummary(graph, last), rule: 'entry' }];
  for (const next of layers.reverse()) {
    if (isDue(++passed)) yield passed;
    const { vertex, premise } = leastStep(history, last, next);
    steps.push(stepOf(graph, vertex, premise));
    last = vertex;
  }
  return steps;
}

function firstOf(layer: ReadonlySet<number>): number {
  const [first = 0] = layer;
  return first;
}

function leastOf(layer: ReadonlySet<number>): number {
  let least = firstOf(layer);
  for (const vertex of layer) if (vertex < least) least = vertex;
  return least;
}

/** The least vertex of the layer that follows from `from`, and the first rule by which it does. */
function leastStep(
  history: LifeHistory,
  from: number,
  layer: ReadonlySet<number>,
): { readonly vertex: number; readonly premise: Premise } {
  for (const vertex of [...layer].sort((a, b) => a - b)) {
    for (const premise of premises(history, vertex)) {
      if (premise.vertex === from) return { vertex, premise };
    }
  }
  throw new Error('A layer does not follow from the one before.');
}

/**
 * What made a vertex alive in its round: references first, the least
 * kind before the others, then the other rules.
 */
function* premises({ graph, kindMask, classes, rounds }: LifeHistory, vertex: number): Generator<Premise> {
  const before = (rounds[vertex] ?? 0) - 1;
  const { offsets, ends, kinds } = graph.incoming;
  const stop = offsets[vertex + 1] ?? 0;
  for (let place = offsets[vertex] ?? 0; place < stop; place++) {
    const source = ends[place] ?? 0;
    if (kindMask[kinds[place] ?? 0] === 1 && rounds[source] === before) {
      yield { vertex: source, rule: 'reference', place };
    }
  }
  for (const content of listOf(graph.contents, vertex)) {
    if (rounds[content] === before) yield { vertex: content, rule: 'container' };
  }
  const owner = graph.containers[vertex] ?? NEVER;
  const isCompanion = owner >= 0 && listOf(classes.companions, owner).includes(vertex);
  if (isCompanion && rounds[owner] === before) {
    yield { vertex: owner, rule: (classes.classOf[vertex] ?? NEVER) >= 0 ? 'constructor' : 'member' };
  }
  yield* overridePremises(classes, rounds, vertex, before);
}

/** A class and an overridden method, of which the later one lived in the round before. */
function* overridePremises(
  { classOf, overrides }: ClassFacts,
  rounds: Int32Array,
  vertex: number,
  before: number,
): Generator<Premise> {
  const owner = classOf[vertex] ?? NEVER;
  const classRound = rounds[owner] ?? NEVER;
  if (classRound === NEVER || classRound > before) return;
  let anyLived = false;
  const livedLast: number[] = [];
  eachOverridden(overrides, vertex, new Uint8Array(overrides.slots), (member) => {
    const round = rounds[member] ?? NEVER;
    if (member === vertex || round === NEVER || round > before) return;
    anyLived = true;
    if (round === before) livedLast.push(member);
  });
  for (const member of livedLast) yield { vertex: member, rule: 'override' };
  if (anyLived && classRound === before) yield { vertex: owner, rule: 'override' };
}

function stepOf(graph: CompactGraph, vertex: number, { rule, place }: Premise): LifeStep {
  const step = { node: vertexSummary(graph, vertex), rule };
  return place === undefined ? step : { ...step, edge: graph.edgeInto(vertex, place) };
}

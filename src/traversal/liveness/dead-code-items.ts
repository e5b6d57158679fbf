import type { DeadCodeItem, DeadCodeReason } from '../../storage/index.ts';
import { nodeSummary } from '../node-summary.ts';
import { atOnce, type Work } from '../turns.ts';
import { confidenceFinder } from './confidence.ts';
import { type DeadRoots, findDeadRoots } from './dead-roots.ts';
import type { Judgement } from './judgement.ts';
import { type IncomingReference, referenceReason } from './reasons.ts';

/** Builds the report items for vertices that are not alive. */
export interface ItemMaker {
  /** Finds out beforehand what the items of nodes with these verdicts rest on. */
  prepare(verdicts: Iterable<DeadCodeItem['verdict']>): Work<void>;
  /** Finds out beforehand what confidence rests on, but for unknown nodes. */
  prepareConfidence(): Work<unknown>;
  item(vertex: number, verdict: DeadCodeItem['verdict']): DeadCodeItem;
  /** Of a vertex with that verdict. */
  confidenceOf(vertex: number, verdict: DeadCodeItem['verdict']): number;
  readonly roots: DeadRoots;
}

const makers = new WeakMap<Judgement, ItemMaker>();

/** The same one for the same judgement, with what it found out before. */
export function itemMaker(judgement: Judgement): ItemMaker {
  const known = makers.get(judgement) ?? newMaker(judgement);
  makers.set(judgement, known);
  return known;
}

function newMaker(judgement: Judgement): ItemMaker {
  const { graph } = judgement;
  const confidence = confidenceFinder(judgement);
  let known: DeadRoots | undefined;
  function* findRoots(): Work<DeadRoots> {
    known ??= yield* findDeadRoots(judgement);
    return known;
  }
  const roots = (): DeadRoots => known ?? atOnce(findRoots());
  return {
    prepareConfidence: confidence.prepare,
    *prepare(verdicts) {
      const wanted = new Set(verdicts);
      if (wanted.has('dead') || wanted.has('test-only')) yield* confidence.prepare();
      if (wanted.has('dead')) yield* findRoots();
    },
    item: (vertex, verdict) => {
      const item: DeadCodeItem = {
        ...nodeSummary(graph.stored(vertex)),
        verdict,
        reasons: reasonsOf(judgement, vertex, verdict),
        ...confidence.confidenceOf(vertex, verdict),
      };
      return verdict === 'dead' ? { ...item, root: roots().describe(roots().rootOf(vertex)) } : item;
    },
    confidenceOf: (vertex, verdict) => confidence.confidenceOf(vertex, verdict).confidence,
    get roots() {
      return roots();
    },
  };
}

function reasonsOf(
  judgement: Judgement,
  vertex: number,
  verdict: DeadCodeItem['verdict'],
): readonly DeadCodeReason[] {
  if (verdict === 'unknown') return [...judgement.unknownReasons(vertex)];
  const reason = referenceReason(incomingReferences(judgement, vertex));
  return judgement.waitsForItsClass(vertex) ? [reason, 'class-not-alive'] : [reason];
}

function* incomingReferences(
  { graph, rules, lifeOf }: Judgement,
  vertex: number,
): Generator<IncomingReference> {
  const { offsets, ends, kinds } = graph.incoming;
  const stop = offsets[vertex + 1] ?? 0;
  for (let edge = offsets[vertex] ?? 0; edge < stop; edge++) {
    if (rules.kindMask[kinds[edge] ?? 0] !== 1) continue;
    const source = ends[edge] ?? 0;
    yield source === vertex ? 'self' : lifeOf(source);
  }
}

import type { DeadCodeItem, DeadCodeReason } from '../../storage/index.ts';
import { nodeSummary } from '../node-summary.ts';
import { confidenceFinder } from './confidence.ts';
import { type DeadRoots, findDeadRoots } from './dead-roots.ts';
import type { Judgement } from './judgement.ts';
import { type IncomingReference, referenceReason } from './reasons.ts';

/** Builds the report items for vertices that are not alive. */
export interface ItemMaker {
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
  const roots = (): DeadRoots => {
    known ??= findDeadRoots(judgement);
    return known;
  };
  return {
    item: (vertex, verdict) => {
      const item: DeadCodeItem = {
        ...nodeSummary(graph.stored(vertex)),
        verdict,
        reasons: reasonsOf(judgement, vertex, verdict),
        ...confidence(vertex, verdict),
      };
      return verdict === 'dead' ? { ...item, root: roots().describe(roots().rootOf(vertex)) } : item;
    },
    confidenceOf: (vertex, verdict) => confidence(vertex, verdict).confidence,
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

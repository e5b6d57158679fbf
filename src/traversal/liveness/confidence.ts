import type { DeadCodeItem } from '../../storage/index.ts';
import { listOf } from '../graph/vertex-lists.ts';
import { atOnce, isDue, mapped, sorted, type Work } from '../turns.ts';
import { confidenceIn, doubtFinder, type OwnDoubt } from './doubts.ts';
import { eachReferred } from './each-referred.ts';
import { DOUBTFUL_KINDS, mayBeExported } from './export-evidence.ts';
import { eachPublicMember, isExposed } from './exposure.ts';
import type { Judgement } from './judgement.ts';
import { NEVER } from './rounds-of-life.ts';

type Confidence = Pick<DeadCodeItem, 'doubts' | 'confidence'>;

/** How sure verdicts are. */
export interface ConfidenceFinder {
  /** Finds out beforehand what every answer but that of unknown nodes rests on. */
  prepare(): Work<unknown>;
  confidenceOf(vertex: number, verdict: DeadCodeItem['verdict']): Confidence;
}

/**
 * How sure it is that stored nodes do not live. A node is no surer than what would keep it alive: if a method
 * that the language may call by itself lives after all, so does what it calls.
 */
export function confidenceFinder(judgement: Judgement): ConfidenceFinder {
  const doubtsOf = doubtFinder(judgement);
  let inherited: Float64Array | undefined;
  function* prepare(): Work<Float64Array> {
    inherited ??= yield* inheritedConfidence(judgement, sourceConfidence(judgement, doubtsOf));
    return inherited;
  }
  const confidenceOf = (vertex: number, verdict: DeadCodeItem['verdict']): Confidence => {
    const doubts = doubtsOf(vertex);
    if (verdict === 'unknown') return { doubts, confidence: 0 };
    inherited ??= atOnce(prepare());
    const own = confidenceIn(doubts);
    const least = inherited[vertex] ?? 1;
    return least < own
      ? { doubts: [...doubts, 'follows-doubtful'], confidence: least }
      : { doubts, confidence: own };
  };
  return { prepare, confidenceOf };
}

/**
 * How sure it is that what others follow does not live: of what is not
 * judged by itself, only exports are doubted.
 */
function sourceConfidence(
  judgement: Judgement,
  doubtsOf: (vertex: number) => readonly OwnDoubt[],
): (vertex: number) => number {
  const { graph } = judgement;
  return (vertex) => {
    const node = graph.stored(vertex);
    if (DOUBTFUL_KINDS.has(node.kind)) return confidenceIn(doubtsOf(vertex));
    if (mayBeExported(node)) return confidenceIn(['exported']);
    return isExposed(judgement, vertex) ? confidenceIn(['exports-unknown']) : 1;
  };
}

/**
 * By vertex the least confidence of all others that would keep it alive, 1 where there is no doubtful one.
 */
function* inheritedConfidence(
  judgement: Judgement,
  confidenceOf: (vertex: number) => number,
): Work<Float64Array> {
  const inherited = new Float64Array(judgement.graph.nodes.length).fill(1);
  const lifeless = yield* lifelessVertices(judgement);
  // What lives is passed by, as what was seen is.
  const seen = new Uint8Array(inherited.length).fill(1);
  for (const vertex of lifeless) seen[vertex] = 0;
  const judged = yield* mapped(lifeless, (vertex) => ({ vertex, confidence: confidenceOf(vertex) }));
  const doubtful = yield* sorted(
    judged.filter(({ confidence }) => confidence < 1),
    (a, b) => a.confidence - b.confidence,
  );
  let passed = 0;
  // The least sure go first, so whatever was reached before was reached by a less sure one.
  for (const { vertex: source, confidence } of doubtful) {
    if (seen[source] === 1) continue;
    seen[source] = 1;
    const waiting = [source];
    for (let vertex = waiting.pop(); vertex !== undefined; vertex = waiting.pop()) {
      if (isDue(++passed)) yield passed;
      eachKeptAlive(judgement, vertex, (next) => {
        if (seen[next] === 1) return;
        seen[next] = 1;
        inherited[next] = confidence;
        waiting.push(next);
      });
    }
  }
  return inherited;
}

/** The nodes of this repository, of those something can be said of, that do not live outside of tests. */
function* lifelessVertices({ graph, fromOutsideTests, unknownReasons }: Judgement): Work<number[]> {
  const found: number[] = [];
  for (let vertex = 0; vertex < graph.nodes.length; vertex++) {
    if (isDue(vertex)) yield vertex;
    if (fromOutsideTests[vertex] !== NEVER || graph.external[vertex] === 1) continue;
    if (unknownReasons(vertex).length === 0) found.push(vertex);
  }
  return found;
}

/** Liveness, rules 2 to 4, and the members that others may use of a class that would live. */
function eachKeptAlive(judgement: Judgement, vertex: number, visit: (next: number) => void): void {
  eachReferred(judgement, vertex, visit);
  for (const method of listOf(judgement.rules.classes.companions, vertex)) visit(method);
  eachPublicMember(judgement, vertex, visit);
}

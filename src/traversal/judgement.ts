import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '../errors/index.ts';
import type { Caveat, DeadCodeReason, LivenessQuery, ReadOptions, Verdict } from '../storage/index.ts';
import { type ClassFacts, findClassFacts } from './class-facts.ts';
import type { CompactGraph } from './compact-graph.ts';
import { findEntryPoints } from './entry-points.ts';
import { entryCountCaveats, type ResolvedEntryRules, resolveEntryRules } from './entry-rules.ts';
import { languageDoubts } from './language-evidence.ts';
import { type LifeRules, NEVER, roundsOfLife } from './liveness.ts';
import type { Life } from './reasons.ts';

/** Who lives in a graph, by which every question about life is answered. */
export interface Judgement {
  readonly graph: CompactGraph;
  readonly rules: LifeRules;
  /** How many entry points there are, and how many of them lie outside test files. */
  readonly entryPoints: { readonly all: number; readonly outsideTests: number };
  readonly caveats: readonly Caveat[];
  /** The round in which each vertex comes alive, from all entry points. */
  readonly fromAll: Int32Array;
  /** The same, from those outside test files. */
  readonly fromOutsideTests: Int32Array;
  lifeOf(vertex: number): Life;
  /** Why nothing can be said about a stored vertex; empty where it can be judged. */
  unknownReasons(vertex: number): readonly DeadCodeReason[];
  /** Of a stored vertex. */
  verdictOf(vertex: number): Verdict;
}

/** The entry rules that a query asks for or, without a choice, that the graph suggests. */
export function entryRulesOf(graph: CompactGraph, query: LivenessQuery): ResolvedEntryRules {
  return resolveEntryRules(query.entryPoints, query.entryPoints === undefined && graph.anyExported);
}

/** The judgements asked for last of each graph as it is: people ask about one node after another. */
const KEPT = 3;
const kept = new WeakMap<CompactGraph, Map<string, Judgement>>();

/** Judges a graph as it is, and remembers the last judgements. */
export async function judgeAsIs(graph: CompactGraph, query: LivenessQuery): Promise<Judgement> {
  const known = kept.get(graph) ?? new Map<string, Judgement>();
  kept.set(graph, known);
  const key = JSON.stringify([query.entryPoints, query.livenessKinds, query.testFiles]);
  const judgement = known.get(key) ?? (await judge(graph, query, entryRulesOf(graph, query)));
  known.delete(key);
  known.set(key, judgement);
  for (const oldest of known.keys()) {
    if (known.size <= KEPT) break;
    known.delete(oldest);
  }
  return judgement;
}

/**
 * @param gone 1 for each vertex that is taken for deleted. What lies in one must be gone too: then the containers of all
 *   others stay what they are.
 */
export async function judge(
  graph: CompactGraph,
  query: LivenessQuery,
  { rules: entryRules, caveats }: ResolvedEntryRules,
  gone?: Uint8Array,
): Promise<Judgement> {
  const entries = findEntryPoints(graph, entryRules, query.testFiles);
  const stays = (vertex: number): boolean => gone?.[vertex] !== 1;
  const all = entries.all.filter(stays);
  const outsideTests = entries.outsideTests.filter(stays);
  const kindMask = graph.kindMask(query.livenessKinds);
  const rules: LifeRules = {
    kindMask,
    classes: classesWithout(graph, gone),
    ...(gone === undefined ? {} : { gone }),
  };
  await pause(query, 'entry points', all.length);
  const fromAll = roundsOfLife(graph, all, rules);
  await pause(query, 'liveness', 1);
  const noneTested = outsideTests.length === all.length;
  const fromOutsideTests = noneTested ? fromAll : roundsOfLife(graph, outsideTests, rules);
  await pause(query, 'liveness', 2);
  // What is known of a language does not become unknown by a deletion.
  const languages = languageDoubts(graph, entries.all, kindMask);
  const unknownReasons = (vertex: number): readonly DeadCodeReason[] =>
    graph.external[vertex] === 1 ? ['external'] : languages(vertex);
  const lifeOf = (vertex: number): Life => {
    if (fromOutsideTests[vertex] !== NEVER) return 'alive';
    return fromAll[vertex] !== NEVER ? 'test-only' : 'dead';
  };
  return {
    graph,
    rules,
    entryPoints: { all: all.length, outsideTests: outsideTests.length },
    caveats: [...caveats, ...entryCountCaveats(all.length)],
    fromAll,
    fromOutsideTests,
    lifeOf,
    unknownReasons,
    verdictOf: (vertex) => (unknownReasons(vertex).length > 0 ? 'unknown' : lifeOf(vertex)),
  };
}

/** Lets other work in, an abort among it, tells how far it is, then heeds the signal. */
export async function pause(options: ReadOptions, phase: string, done: number): Promise<void> {
  await setImmediate();
  throwIfAborted(options.signal);
  options.onProgress?.({ phase, done });
}

/** A class that is gone may have handed down what others override. */
function classesWithout(graph: CompactGraph, gone: Uint8Array | undefined): ClassFacts {
  const isClassGone = gone?.some((flag, vertex) => flag === 1 && graph.nodes[vertex]?.kind === 'Class');
  return isClassGone === true ? findClassFacts(graph, gone) : graph.classes;
}

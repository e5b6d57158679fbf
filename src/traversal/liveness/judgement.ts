import { LRUCache } from 'lru-cache';
import type { Caveat, DeadCodeReason, LivenessQuery, ReadOptions, Verdict } from '../../storage/index.ts';
import { type ClassFacts, findClassFacts } from '../graph/class-facts.ts';
import type { CompactGraph } from '../graph/compact-graph.ts';
import { pause } from '../pause.ts';
import { inTurns, type Work } from '../turns.ts';
import { type EntryPoints, findEntryPoints } from './entry-points.ts';
import { entryCountCaveats, resolveEntryRules } from './entry-rules.ts';
import { exportCaveats, exportEvidence } from './export-evidence.ts';
import { languageDoubts } from './language-evidence.ts';
import type { Life } from './reasons.ts';
import { type LifeRules, NEVER, roundsOfLife } from './rounds-of-life.ts';
import { testCaveats, testCodeMatcher } from './test-code.ts';

/** Who lives in a graph, by which every question about life is answered. */
export interface Judgement {
  readonly graph: CompactGraph;
  readonly rules: LifeRules;
  readonly entries: EntryPoints;
  /** How many entry points there are, in all of the graph where this is a part of it. */
  readonly entryPoints: number;
  /** Of a part of a graph: the names by which what lives elsewhere refers to what is not resolved. */
  readonly namesUsedElsewhere?: Iterable<string>;
  readonly caveats: readonly Caveat[];
  /** The round in which each vertex comes alive, from all entry points. */
  readonly fromAll: Int32Array;
  /** The same, from those outside test files. */
  readonly fromOutsideTests: Int32Array;
  lifeOf(vertex: number): Life;
  /** Whether rule 5 would make a vertex as alive as the overridden method is, if its class lived so too. */
  waitsForItsClass(vertex: number): boolean;
  /** Why nothing can be said about the language of a stored vertex; empty where verdicts can be given. */
  languageDoubts(vertex: number): readonly DeadCodeReason[];
  /** Whether anything is known about the exports of the language of a stored vertex. */
  tellsExportsOf(vertex: number): boolean;
  /** Whether a stored vertex is test code, where no entry point is. */
  isUnenteredTest(vertex: number): boolean;
  /** Why nothing can be said about a stored vertex; empty where it can be judged. */
  unknownReasons(vertex: number): readonly DeadCodeReason[];
  /** Of a stored vertex. */
  verdictOf(vertex: number): Verdict;
}

/** The judgements asked for last of each graph as it is: people ask about one node after another. */
const KEPT = 3;
const kept = new WeakMap<CompactGraph, LRUCache<string, Judgement>>();

/** Judges a graph as it is, and remembers the last judgements. */
export async function judgeAsIs(graph: CompactGraph, query: LivenessQuery): Promise<Judgement> {
  const known = kept.get(graph) ?? new LRUCache<string, Judgement>({ max: KEPT });
  kept.set(graph, known);
  const key = JSON.stringify([query.entryPoints, query.livenessKinds, query.testFiles]);
  const judgement = known.get(key) ?? (await judgeAnew(graph, query));
  known.set(key, judgement);
  return judgement;
}

async function judgeAnew(graph: CompactGraph, query: LivenessQuery): Promise<Judgement> {
  await graph.prepare(query, 'external', 'languages', 'containers', 'outgoing', 'classes');
  if (typeof query.entryPoints !== 'object') await graph.prepare(query, 'anyApi');
  const { rules: entryRules, caveats } = resolveEntryRules(
    query.entryPoints,
    typeof query.entryPoints !== 'object' && graph.anyApi,
  );
  const isTest = testCodeMatcher(query.testFiles);
  const entries = await inTurns(findEntryPoints(graph, entryRules, isTest), query, 'entry points');
  await pause(query, 'entry points', entries.all.length);
  const kindMask = graph.kindMask(query.livenessKinds);
  const exports = await inTurns(exportEvidence(graph), query, 'exports');
  const { names, of } = graph.languages;
  const told = Uint8Array.from(names, (name) => (exports.told.has(name) ? 1 : 0));
  const languagesWithEntryPoint = new Set(entries.all.map((entry) => names[of[entry] ?? 0] ?? ''));
  const anyTestEntry = entries.outsideTests.length < entries.all.length;
  const judgement = await judge(graph, query, {
    entries,
    rules: { kindMask, classes: graph.classes },
    entryPoints: entries.all.length,
    languageDoubts: await inTurns(languageDoubts(graph, entries.all, kindMask), query, 'languages'),
    tellsExportsOf: (vertex) => told[of[vertex] ?? 0] === 1,
    isUnenteredTest: (vertex) => !anyTestEntry && isTest(graph.stored(vertex)),
    caveats: [
      ...caveats,
      ...entryCountCaveats(entries.all.length),
      ...exportCaveats(exports, languagesWithEntryPoint),
    ],
  });
  return inTurns(withTestCaveats(judgement), query, 'tests');
}

/** With what is to be said of tests, which shows only when all is judged. */
export function* withTestCaveats(judgement: Judgement): Work<Judgement> {
  const { graph, verdictOf, isUnenteredTest } = judgement;
  const isDeadTest = (vertex: number): boolean => isUnenteredTest(vertex) && verdictOf(vertex) === 'dead';
  const caveats = yield* testCaveats(graph, isDeadTest);
  return { ...judgement, caveats: [...judgement.caveats, ...caveats] };
}

/**
 * The judgement of what would be left, with the entry rules, and what is
 * known of languages, of the graph as it is.
 *
 * @param gone 1 for each vertex that is taken for deleted. What lies in one must be gone too: then the
 * containers of all others stay what they are.
 */
export async function judgeWithout(
  asIs: Judgement,
  query: LivenessQuery,
  gone: Uint8Array,
): Promise<Judgement> {
  const stays = (vertex: number): boolean => gone[vertex] !== 1;
  const { graph, entries, rules } = asIs;
  return judge(graph, query, {
    ...asIs,
    entries: { all: entries.all.filter(stays), outsideTests: entries.outsideTests.filter(stays) },
    rules: { ...rules, classes: await classesWithout(graph, query, gone), gone },
  });
}

/** What a judgement rests on. */
export type Grounds = Pick<
  Judgement,
  | 'entries'
  | 'entryPoints'
  | 'namesUsedElsewhere'
  | 'rules'
  | 'languageDoubts'
  | 'tellsExportsOf'
  | 'isUnenteredTest'
  | 'caveats'
>;

/** Judges a graph on given grounds. */
export async function judge(graph: CompactGraph, query: ReadOptions, grounds: Grounds): Promise<Judgement> {
  const { entries, rules } = grounds;
  const all = await inTurns(roundsOfLife(graph, entries.all, rules), query, 'liveness');
  await pause(query, 'liveness', 1);
  const noneTested = entries.outsideTests.length === entries.all.length;
  const outsideTests = noneTested
    ? all
    : await inTurns(roundsOfLife(graph, entries.outsideTests, rules), query, 'liveness');
  const [fromAll, fromOutsideTests] = [all.rounds, outsideTests.rounds];
  await pause(query, 'liveness', 2);
  const unknownReasons = (vertex: number): readonly DeadCodeReason[] =>
    graph.external[vertex] === 1 ? ['external'] : grounds.languageDoubts(vertex);
  const lifeOf = (vertex: number): Life => {
    if (fromOutsideTests[vertex] !== NEVER) return 'alive';
    return fromAll[vertex] !== NEVER ? 'test-only' : 'dead';
  };
  return {
    ...grounds,
    graph,
    fromAll,
    fromOutsideTests,
    lifeOf,
    waitsForItsClass: (vertex) =>
      (fromAll[vertex] === NEVER ? all : outsideTests).overridesLiving[vertex] === 1,
    unknownReasons,
    verdictOf: (vertex) => (unknownReasons(vertex).length > 0 ? 'unknown' : lifeOf(vertex)),
  };
}

/** A class that is gone may have handed down what others override. */
export async function classesWithout(
  graph: CompactGraph,
  options: ReadOptions,
  gone: Uint8Array,
): Promise<ClassFacts> {
  const isClassGone = gone.some((flag, vertex) => flag === 1 && graph.nodes[vertex]?.kind === 'Class');
  if (isClassGone) return inTurns(findClassFacts(graph, gone), options, 'classes');
  await graph.prepare(options, 'classes');
  return graph.classes;
}

import type {
  Caveat,
  DeadCodeQuery,
  DeadCodeReason,
  DeadCodeReport,
  LivenessQuery,
  WhyAlive,
} from '../../storage/index.ts';
import { copyCaveats } from '../caveats.ts';
import { CompactGraph } from '../graph/compact-graph.ts';
import type { GraphRows } from '../graph/graph-columns.ts';
import { languageOf } from '../graph/language.ts';
import type { JudgedAs } from '../graph/members.ts';
import { inTurns } from '../turns.ts';
import { deadCodeReport } from './dead-code.ts';
import { lastName } from './doubts.ts';
import { type Judgement, judge, withTestCaveats } from './judgement.ts';
import { type Life, unknownReasons } from './reasons.ts';
import { testCodeMatcher } from './test-code.ts';
import { lifeTold } from './why-alive.ts';

/**
 * As much of a graph as questions about what does not live need, where it is already known what references
 * and containers (liveness, rules 1 to 3) keep alive from outside test files. Constructors and overrides (4
 * and 5), life from tests, reasons, doubts and roots follow from it. It holds, whole,
 * - what does not live and is judged, a method, a class or a use that is not resolved, all that does not live
 *   and is connected with it by edges of the liveness kinds or containment, and the edges among these;
 * - the classes of these methods and all that those inherit from, with the edges
 *   of inheritance and the methods of the latter;
 * - the judged nodes of languages about which nothing can be said.
 */
export interface GraphPart {
  readonly rows: GraphRows & { readonly containers: ReadonlyMap<string, string> };
  /** The ids of those in it that are known to live. */
  readonly living: ReadonlySet<string>;
  /** The ids of entry points in test files that are in it. */
  readonly testEntries: readonly string[];
  /** In all of the graph. */
  readonly entryPoints: number;
  /** The languages, in all of the graph, in which an entry point is written. */
  readonly languagesWithEntryPoint: ReadonlySet<string>;
  /**
   * The languages that have an edge of the liveness kinds, of those that are judged or have an entry point.
   */
  readonly languagesWithEdge: ReadonlySet<string>;
  /** The languages, in all of the graph, of which any declaration says whether it is exported. */
  readonly languagesWithExports: ReadonlySet<string>;
  /** What lives outside of the part and is not resolved: uses, and ends that are not stored. */
  readonly unresolvedElsewhere: readonly {
    readonly id: string;
    readonly name: string;
    readonly isStored: boolean;
  }[];
  /** Judged nodes outside of it, all of which live, by what they are judged as. */
  readonly judgedElsewhere: Readonly<Record<JudgedAs, number>>;
  readonly caveats: readonly Caveat[];
}

/** A part that has been judged. */
export interface JudgedPart {
  readonly judgement: Judgement;
  readonly judgedElsewhere: Readonly<Record<JudgedAs, number>>;
  /** Whether verdicts can be given about what is written in a language, one of those that are judged. */
  canJudge(language: string): boolean;
}

/** Judges a part as all of the graph would be judged. */
export async function judgePart(part: GraphPart, query: LivenessQuery): Promise<JudgedPart> {
  const graph = new CompactGraph(part.rows);
  const vertices = (ids: Iterable<string>): number[] =>
    Array.from(ids, (id) => graph.vertexOf(id)).filter((vertex) => vertex !== undefined);
  const outsideTests = vertices(part.living);
  const doubtsAbout = (language: string): readonly DeadCodeReason[] =>
    unknownReasons({
      hasEntryPoint: part.languagesWithEntryPoint.has(language),
      hasLivenessEdge: part.languagesWithEdge.has(language),
    });
  const isTest = testCodeMatcher(query.testFiles);
  const judged = await judge(graph, query, {
    entries: { outsideTests, all: [...outsideTests, ...vertices(part.testEntries)] },
    entryPoints: part.entryPoints,
    rules: { kindMask: graph.kindMask(query.livenessKinds), classes: graph.classes },
    languageDoubts: (vertex) => doubtsAbout(languageOf(graph.stored(vertex))),
    isUnenteredTest: (vertex) => part.testEntries.length === 0 && isTest(graph.stored(vertex)),
    tellsExportsOf: (vertex) => part.languagesWithExports.has(languageOf(graph.stored(vertex))),
    namesUsedElsewhere: part.unresolvedElsewhere.map(({ id, name, isStored }) =>
      isStored ? name : lastName(id),
    ),
    caveats: part.caveats,
  });
  return {
    judgement: await inTurns(withTestCaveats(judged), query, 'tests'),
    judgedElsewhere: part.judgedElsewhere,
    canJudge: (language) => doubtsAbout(language).length === 0,
  };
}

/** Equal to the answer from all of the graph. */
export function deadCodeOfPart(part: JudgedPart, query: DeadCodeQuery): Promise<DeadCodeReport> {
  return deadCodeReport(part.judgement, query, part.judgedElsewhere[query.types ? 'type' : 'code']);
}

/** How far life reaches what is in the part; undefined for what is not. */
export function lifeInPart({ judgement }: JudgedPart, id: string): Life | undefined {
  const vertex = judgement.graph.vertexOf(id);
  return vertex === undefined ? undefined : judgement.lifeOf(vertex);
}

/** What `whyAlive` answers besides the path, for a stored node of a judged kind. */
export function lifeToldOfPart(
  { judgement }: JudgedPart,
  id: string,
): ReturnType<typeof lifeTold> & Pick<WhyAlive, 'entryPoints' | 'caveats'> {
  const vertex = judgement.graph.vertexOf(id);
  const told =
    vertex === undefined
      ? // What is judged and not in the part lives.
        ({ reached: 'alive', verdict: 'alive' } as const)
      : lifeTold(judgement, vertex);
  return { ...told, entryPoints: judgement.entryPoints, caveats: copyCaveats(judgement.caveats) };
}

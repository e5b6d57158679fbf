import { attribute, type SerializableNode } from '../../graph/index.ts';
import type { DeadCodeDoubt } from '../../storage/index.ts';
import type { CompactGraph } from '../graph/compact-graph.ts';
import { NO_CONTAINER } from '../graph/node-facts.ts';
import { INHERITANCE_KINDS } from '../graph/overrides.ts';
import { areHarmless } from './decorators.ts';
import { mayBeExported, UNRESOLVED_KINDS } from './export-evidence.ts';
import { isExposed, isPublicMember } from './exposure.ts';
import type { Judgement } from './judgement.ts';
import { isProtocolName } from './protocol-names.ts';
import { NEVER } from './rounds-of-life.ts';

/** A doubt that a node itself gives rise to. */
export type OwnDoubt = Exclude<DeadCodeDoubt, 'follows-doubtful'>;

/** What is left of an item's confidence for each doubt, in the order in which doubts are listed. */
const REMAINS: Readonly<Record<OwnDoubt, number>> = {
  exported: 0.5,
  'exports-unknown': 0.5,
  'public-member': 0.5,
  decorated: 0.4,
  'test-code': 0.4,
  'overrides-external': 0.5,
  'protocol-name': 0.3,
  'dynamic-access': 0.5,
  'referenced-by-external': 0.5,
  'referenced-by-unknown': 0.6,
};
const DECORATIONS = ['decorated', 'decorator', 'decorators', 'annotation', 'annotations'];
const NO_DECORATIONS = new Set(['', 'false', '0', '[]', '{}', 'null', 'none']);
const NAME_PART = /[\p{L}\p{N}_$]/u;

/** 1 without doubts, to two digits, and never 0. */
export function confidenceIn(doubts: readonly OwnDoubt[]): number {
  const confidence = doubts.reduce((rest, doubt) => rest * REMAINS[doubt], 1);
  return Math.max(0.01, Math.round(confidence * 100) / 100);
}

/** Finds the doubts that follow from a dead stored node itself. */
export function doubtFinder(judgement: Judgement): (vertex: number) => readonly OwnDoubt[] {
  const { graph } = judgement;
  let dynamicNames: ReadonlySet<string> | undefined;
  let mayOverrideExternal: ((method: number) => boolean) | undefined;
  return (vertex) => {
    const node = graph.stored(vertex);
    dynamicNames ??= namesOfUnresolvedUses(judgement);
    mayOverrideExternal ??= externalOverrideFinder(graph);
    const sources = referringSources(judgement, vertex);
    const found: Record<OwnDoubt, boolean> = {
      exported: mayBeExported(node),
      'exports-unknown': isExposed(judgement, vertex),
      'public-member': isPublicMember(judgement, vertex),
      decorated: isDecorated(node),
      'test-code': judgement.isUnenteredTest(vertex),
      'overrides-external': node.kind === 'Method' && mayOverrideExternal(vertex),
      'protocol-name': isProtocolName(node),
      'dynamic-access': dynamicNames.has(node.name),
      'referenced-by-external': sources.some((source) => graph.external[source] === 1),
      'referenced-by-unknown': sources.some(
        (source) => graph.external[source] !== 1 && judgement.verdictOf(source) === 'unknown',
      ),
    };
    return (Object.keys(REMAINS) as OwnDoubt[]).filter((doubt) => found[doubt]);
  };
}

function isDecorated(node: SerializableNode): boolean {
  return DECORATIONS.some((name) => {
    const value = attribute(node.attributes, name);
    return value !== undefined && !NO_DECORATIONS.has(value.toLowerCase()) && !areHarmless(value);
  });
}

/** The others from which edges of the liveness kinds lead to a vertex. */
function referringSources({ graph, rules }: Judgement, vertex: number): number[] {
  const { offsets, ends, kinds } = graph.incoming;
  const sources: number[] = [];
  const stop = offsets[vertex + 1] ?? 0;
  for (let edge = offsets[vertex] ?? 0; edge < stop; edge++) {
    const source = ends[edge] ?? 0;
    if (rules.kindMask[kinds[edge] ?? 0] === 1 && source !== vertex) sources.push(source);
  }
  return sources;
}

/**
 * Tells whether a method, its class or an ancestor of that inherits from something external or not stored.
 */
function externalOverrideFinder(graph: CompactGraph): (method: number) => boolean {
  const inheritance = graph.kindMask(INHERITANCE_KINDS);
  const { offsets, ends, kinds } = graph.incoming;
  const isDirectHeir = new Uint8Array(graph.nodes.length);
  const isHeir = new Uint8Array(graph.nodes.length);
  const waiting: number[] = [];
  const eachHeir = (vertex: number, visit: (heir: number) => void): void => {
    for (let edge = offsets[vertex] ?? 0; edge < (offsets[vertex + 1] ?? 0); edge++) {
      if (inheritance[kinds[edge] ?? 0] === 1) visit(ends[edge] ?? 0);
    }
  };
  const inherit = (heir: number): void => {
    if (isHeir[heir] === 1) return;
    isHeir[heir] = 1;
    if (graph.nodes[heir]?.kind === 'Class') waiting.push(heir);
  };
  for (let vertex = 0; vertex < graph.nodes.length; vertex++) {
    if (graph.external[vertex] !== 1) continue;
    eachHeir(vertex, (heir) => {
      isDirectHeir[heir] = 1;
      inherit(heir);
    });
  }
  for (let owner = waiting.pop(); owner !== undefined; owner = waiting.pop()) eachHeir(owner, inherit);
  const { classOf } = graph.classes;
  return (method) => isDirectHeir[method] === 1 || isHeir[classOf[method] ?? NO_CONTAINER] === 1;
}

/**
 * Names by which something alive refers to what was not resolved:
 * unresolved uses, and ends that are not stored.
 */
function namesOfUnresolvedUses({ graph, fromAll, namesUsedElsewhere }: Judgement): ReadonlySet<string> {
  const names = new Set(namesUsedElsewhere);
  for (const [vertex, node] of graph.nodes.entries()) {
    if (fromAll[vertex] === NEVER) continue;
    if (node === undefined) names.add(lastName(graph.idOf(vertex)));
    else if (UNRESOLVED_KINDS.has(node.kind)) names.add(node.name);
  }
  return names;
}

/** `f` of `f`, `a.f()`, `module#Class.f().` and `crate::f`; the whole text where it has no such part. */
export function lastName(id: string): string {
  let end = id.length;
  while (end > 0 && !isNamePart(id, end - 1)) end--;
  let start = end;
  while (start > 0 && isNamePart(id, start - 1)) start--;
  return start < end ? id.slice(start, end) : id;
}

function isNamePart(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return (unit >= 0xd800 && unit <= 0xdfff) || NAME_PART.test(text.charAt(index));
}

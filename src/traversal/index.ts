export { type AffectedPart, livesWithout } from './affected-part.ts';
export { leastPath } from './call-path.ts';
export { danglingEndsCaveats } from './caveats.ts';
export { ancestorsOf, INHERITANCE_KINDS } from './class-facts.ts';
export { inCodePointOrder } from './code-point-order.ts';
export { CompactGraph, type GraphRows } from './compact-graph.ts';
export { DOUBTFUL_KINDS } from './confidence.ts';
export { containersInFile, type PlacedNode } from './containers.ts';
export { type CycleGraph, cycleGraph, cyclesIn } from './cycles.ts';
export { cyclicEdges } from './cyclic-edges.ts';
export { groupNamed } from './dependencies.ts';
export { UNRESOLVED_KINDS } from './doubts.ts';
export { graphQueries, type TraversalOptions, traversalEngine } from './engine.ts';
export {
  ENTRY_PRESETS,
  type EntryCandidate,
  entryCountCaveats,
  entryMatcher,
  isExported,
  isExternal,
  mergeRules,
  type ResolvedEntryRules,
  remembered,
  resolveEntryRules,
} from './entry-rules.ts';
export { nodeMatcher } from './find-nodes.ts';
export { globToRegex } from './glob-regex.ts';
export { nameMatcher, pathMatcher } from './globs.ts';
export { GraphCache, type GraphRowSource, type GraphSnapshot } from './graph-cache.ts';
export {
  deadCodeOfPart,
  type GraphPart,
  type JudgedPart,
  judgePart,
  lifeInPart,
  lifeToldOfPart,
} from './graph-part.ts';
export { groupBy } from './group-by.ts';
export { GroupPairs } from './group-pairs.ts';
export { folderOf } from './groups.ts';
export { hotspotScore } from './hotspots.ts';
export { fileNotFound, impactCounts } from './impact.ts';
export { pause } from './judgement.ts';
export { languageOf } from './language.ts';
export { nodeSummary } from './node-summary.ts';
export { Numbering } from './numbering.ts';
export { listOfFirst } from './query-list.ts';
export { type Life, unknownReasons } from './reasons.ts';
export {
  CANDIDATES_KEPT,
  type Candidates,
  nearNames,
  onlyCandidate,
  type SelectorTerms,
  selectorTerms,
} from './selectors.ts';
export { SharedWork } from './shared-work.ts';
export { listOf } from './vertex-lists.ts';
export { type HistoryPart, pathInPart } from './why-alive.ts';

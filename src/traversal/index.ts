export { type AffectedPart, livesWithout } from './affected-part.ts';
export { leastPath } from './call-path.ts';
export { danglingEndsCaveats } from './caveats.ts';
export { ancestorsOf, INHERITANCE_KINDS } from './class-facts.ts';
export { CompactGraph, type GraphRows } from './compact-graph.ts';
export { DOUBTFUL_KINDS } from './confidence.ts';
export { containersInFile, type PlacedNode } from './containers.ts';
export { UNRESOLVED_KINDS } from './doubts.ts';
export { type TraversalOptions, traversalEngine } from './engine.ts';
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
export type { GraphRowSource, GraphSnapshot } from './graph-cache.ts';
export {
  deadCodeOfPart,
  type GraphPart,
  type JudgedPart,
  judgePart,
  lifeInPart,
  lifeToldOfPart,
} from './graph-part.ts';
export { groupBy } from './group-by.ts';
export { fileNotFound, impactCounts } from './impact.ts';
export { languageOf } from './language.ts';
export { nodeSummary } from './node-summary.ts';
export { Numbering } from './numbering.ts';
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

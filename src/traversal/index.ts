export { danglingEndsCaveats } from './caveats.ts';
export { graphQueries, type TraversalOptions, traversalEngine } from './engine.ts';
export { nodeMatcher } from './find-nodes.ts';
export { CompactGraph } from './graph/compact-graph.ts';
export { containersInFile, type PlacedNode } from './graph/containers.ts';
export { GraphCache, type GraphRowSource, type GraphSnapshot } from './graph/graph-cache.ts';
export type { GraphRows } from './graph/graph-columns.ts';
export { languageOf } from './graph/language.ts';
export { JUDGED_AS_TYPE, type JudgedAs, LITERAL_SUBKINDS } from './graph/members.ts';
export { isExternal } from './graph/node-flags.ts';
export { Numbering } from './graph/numbering.ts';
export { eachOverridden, eachOverriding, INHERITANCE_KINDS } from './graph/overrides.ts';
export { listOf } from './graph/vertex-lists.ts';
export { type AffectedPart, livesWithout } from './liveness/affected-part.ts';
export {
  ENTRY_PRESETS,
  type EntryCandidate,
  entryCountCaveats,
  entryMatcher,
  mergeRules,
  type ResolvedEntryRules,
  resolveEntryRules,
} from './liveness/entry-rules.ts';
export {
  DOUBTFUL_KINDS,
  type ExportEvidence,
  exportCaveats,
  UNRESOLVED_KINDS,
} from './liveness/export-evidence.ts';
export {
  deadCodeOfPart,
  type GraphPart,
  type JudgedPart,
  judgePart,
  lifeInPart,
  lifeToldOfPart,
} from './liveness/partial-graph.ts';
export { type Life, unknownReasons } from './liveness/reasons.ts';
export { testCodeMatcher } from './liveness/test-code.ts';
export { type HistoryPart, pathInPart } from './liveness/why-alive.ts';
export { nodeSummary } from './node-summary.ts';
export { pause } from './pause.ts';
export { listOfFirst } from './query-list.ts';
export {
  CANDIDATES_KEPT,
  type Candidates,
  nearNames,
  onlyCandidate,
  type SelectorTerms,
  selectorTerms,
} from './selectors.ts';
export { type CycleGraph, cycleGraph, cyclesIn } from './structure/cycles.ts';
export { cyclicEdges } from './structure/cyclic-edges.ts';
export { groupNamed } from './structure/dependencies.ts';
export { GroupPairs } from './structure/group-pairs.ts';
export { folderOf } from './structure/groups.ts';
export { hotspotScore } from './structure/hotspots.ts';
export { leastPath } from './walks/call-path.ts';
export { fileNotFound, impactCounts } from './walks/impact.ts';

export { danglingEndsCaveats } from './caveats.ts';
export type { GraphRows } from './compact-graph.ts';
export { containersInFile, type PlacedNode } from './containers.ts';
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
  resolveEntryRules,
} from './entry-rules.ts';
export { nodeMatcher } from './find-nodes.ts';
export { globToRegex } from './glob-regex.ts';
export { nameMatcher, pathMatcher } from './globs.ts';
export type { GraphRowSource, GraphSnapshot } from './graph-cache.ts';
export { languageOf } from './language.ts';
export { nodeSummary } from './node-summary.ts';
export {
  type IncomingReference,
  type LanguageEvidence,
  type Life,
  referenceReason,
  unknownReasons,
} from './reasons.ts';
export {
  CANDIDATES_KEPT,
  type Candidates,
  nearNames,
  onlyCandidate,
  type SelectorTerms,
  selectorTerms,
} from './selectors.ts';

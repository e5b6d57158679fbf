import type { DeadCodeReason } from '../../storage/index.ts';

/**
 * How far life reaches a node: from an entry point outside test files, from test files only, or not at all.
 */
export type Life = 'alive' | 'test-only' | 'dead';

/**
 * What one incoming edge of the liveness kinds says: it begins at the
 * node itself, or at another, stored or not.
 */
export type IncomingReference = 'self' | Life;

/**
 * Why a node that is dead or test-only got its verdict, from all edges of the liveness kinds that end at it.
 * A test-only node may have none that live: it is an entry point in a test file, or it contains what lives.
 */
export function referenceReason(references: Iterable<IncomingReference>): DeadCodeReason {
  let reason: DeadCodeReason = 'unreferenced';
  for (const reference of references) {
    if (reference === 'test-only') return 'referenced-by-tests';
    if (reference !== 'self') reason = 'referenced-by-dead';
    else if (reason === 'unreferenced') reason = 'self-referenced';
  }
  return reason;
}

/** What a graph holds of one language. */
export interface LanguageEvidence {
  /** An entry point is written in it. */
  readonly hasEntryPoint: boolean;
  /** An edge of the liveness kinds begins at a stored node written in it. */
  readonly hasLivenessEdge: boolean;
}

/** Why nothing can be said about nodes of a language; empty where verdicts can be given. */
export function unknownReasons(language: LanguageEvidence): readonly DeadCodeReason[] {
  const reasons: DeadCodeReason[] = [];
  if (!language.hasEntryPoint) reasons.push('no-entry-point');
  if (!language.hasLivenessEdge) reasons.push('no-liveness-edges');
  return reasons;
}

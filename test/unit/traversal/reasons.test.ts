import { describe, expect, it } from 'vitest';
import type { DeadCodeReason } from '../../../src/storage/index.ts';
import {
  type IncomingReference,
  referenceReason,
  unknownReasons,
} from '../../../src/traversal/liveness/reasons.ts';

describe('the reason of a verdict', () => {
  it.each<[IncomingReference[], DeadCodeReason]>([
    [[], 'unreferenced'],
    [['self'], 'self-referenced'],
    [['self', 'self'], 'self-referenced'],
    [['dead'], 'referenced-by-dead'],
    [['self', 'dead'], 'referenced-by-dead'],
    [['dead', 'self'], 'referenced-by-dead'],
    [['test-only'], 'referenced-by-tests'],
    [['dead', 'self', 'test-only'], 'referenced-by-tests'],
  ])('with references from %j is %s', (references, reason) => {
    expect(referenceReason(references)).toBe(reason);
  });

  it('is unknown for a language without entry points, without edges, or without both', () => {
    expect(unknownReasons({ hasEntryPoint: false, hasLivenessEdge: true })).toEqual(['no-entry-point']);
    expect(unknownReasons({ hasEntryPoint: true, hasLivenessEdge: false })).toEqual(['no-liveness-edges']);
    expect(unknownReasons({ hasEntryPoint: false, hasLivenessEdge: false })).toHaveLength(2);
    expect(unknownReasons({ hasEntryPoint: true, hasLivenessEdge: true })).toEqual([]);
  });
});

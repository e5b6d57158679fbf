import type { EdgeReference } from './types.ts';

/**
 * Compares by Unicode code point, which is also the order of UTF-8 bytes. JavaScript's
 * own `<` compares UTF-16 units and puts everything beyond U+FFFF before
 * U+E000…U+FFFF, so engines that keep UTF-8 would disagree with it.
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return codePointRank(left) - codePointRank(right);
  }
  return a.length - b.length;
}

/** Moves surrogates behind every other unit, which is where their code points belong. */
function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Compares by id, in code point order. */
export function compareIds(a: { readonly id: string }, b: { readonly id: string }): number {
  return compareCodePoints(a.id, b.id);
}

/** By source, then target, then kind. */
export function compareEdges(a: EdgeReference, b: EdgeReference): number {
  return (
    compareCodePoints(a.source, b.source) ||
    compareCodePoints(a.target, b.target) ||
    compareCodePoints(a.kind, b.kind)
  );
}

import { compareCodePoints } from './order.ts';

const BEYOND_SURROGATES = /[\ue000-\uffff]/;
const SURROGATE = /[\ud800-\udfff]/;

/** The texts in code point order. */
export function inCodePointOrder(texts: readonly string[]): string[] {
  // The engine's own order is several times faster, and differs only where both ranges occur.
  const differs =
    texts.some((text) => SURROGATE.test(text)) && texts.some((text) => BEYOND_SURROGATES.test(text));
  return differs ? texts.toSorted(compareCodePoints) : texts.toSorted();
}

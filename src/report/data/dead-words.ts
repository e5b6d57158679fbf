import type { DeadCodeDoubt, DeadCodeReason, Verdict } from '../../storage/index.ts';

/** Verdicts that are listed, in the order of their numbers. */
export const VERDICTS: readonly Exclude<Verdict, 'alive'>[] = ['dead', 'test-only', 'unknown'];

/** Each doubt as a sentence about a node that may live after all. */
export const DOUBTS: Readonly<Record<DeadCodeDoubt, string>> = {
  exported: 'It is exported, and nothing says whether users of the package reach it.',
  'exports-unknown':
    'The graph says nothing about exports of its language, so others may import it. Facts exported or api would settle it.',
  'public-member':
    'It is a member, and not a private one, of a class that lives: whoever has an instance may use it.',
  decorated: 'A decorator or annotation may register it with a framework.',
  'test-code': 'It is test code, where no entry point lies: a test runner may begin there.',
  'overrides-external': 'Its class, or it itself, inherits from something external, which may call it.',
  'protocol-name': 'Its language or runtime calls this name by itself.',
  'dynamic-access': 'Something alive uses a name like this without being resolved.',
  'referenced-by-external': 'Something external, or not stored, refers to it.',
  'referenced-by-unknown': 'Something of a language about which nothing can be said refers to it.',
  'follows-doubtful': 'Something that is itself in doubt would keep it alive.',
};

/** Each reason as a sentence. */
export const REASONS: Readonly<Record<DeadCodeReason, string>> = {
  unreferenced: 'Nothing refers to it.',
  'self-referenced': 'Only it refers to itself.',
  'referenced-by-dead': 'All that refers to it is dead.',
  'referenced-by-tests': 'Only what tests reach refers to it.',
  'class-not-alive': 'It overrides something that lives, but its own class does not.',
  'no-entry-point': 'Its language has no entry point in this graph.',
  'no-liveness-edges': 'Its language has no reference in this graph.',
  external: 'It is not of this repository.',
};

/** Codes as bits, in the order of their words. */
export function bitsOf<Code extends string>(
  codes: readonly Code[],
  words: Readonly<Record<Code, string>>,
): number {
  const order = Object.keys(words);
  return codes.reduce((bits, code) => bits | (1 << order.indexOf(code)), 0);
}

/** The codes that bits stand for. */
export function codesOf(bits: number, words: Readonly<Record<string, string>>): string[] {
  return Object.keys(words).filter((_, index) => (bits & (1 << index)) !== 0);
}

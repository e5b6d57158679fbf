/** Why the target of a call or of a member's use is not known. */
export type UnknownReason = 'any' | 'computed' | 'parameter' | 'missing types' | 'expression';

/** How many uses of a file or a repository lead to a known target, and why the others do not. */
export interface Coverage {
  /** Calls and uses of members whose target is known. */
  readonly known: number;
  /** Those whose target is not, by reason; a reason without any is left out. */
  readonly unknown: Readonly<Partial<Record<UnknownReason, number>>>;
}

/** Counts uses while a file is read. */
export class CoverageCount {
  #known = 0;
  readonly #unknown: Partial<Record<UnknownReason, number>> = {};

  known(): void {
    this.#known++;
  }

  unknown(reason: UnknownReason): void {
    this.#unknown[reason] = (this.#unknown[reason] ?? 0) + 1;
  }

  get coverage(): Coverage {
    return { known: this.#known, unknown: { ...this.#unknown } };
  }
}

/** The coverage of several files together. */
export function sumOf(coverages: Iterable<Coverage>): Coverage {
  let known = 0;
  const unknown: Partial<Record<UnknownReason, number>> = {};
  for (const coverage of coverages) {
    known += coverage.known;
    for (const [reason, count] of Object.entries(coverage.unknown) as [UnknownReason, number][])
      unknown[reason] = (unknown[reason] ?? 0) + count;
  }
  return { known, unknown };
}

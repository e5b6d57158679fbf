import type { Reporter, TestCase, TestModule } from 'vitest/node';

/**
 * Ends a run with what a reader would miss: the number that random examples
 * followed from, and what was skipped, and why.
 */
export class ClosingLines implements Reporter {
  readonly #seed: string;

  constructor(seed: string) {
    this.#seed = seed;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    console.log(`Random examples followed from TEST_SEED=${this.#seed}`);
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')]);
    const reasons = skipped.flatMap((test) => reasonOf(test) ?? []);
    for (const reason of reasons) console.log(`Skipped: ${reason}`);
    const others = skipped.length - reasons.length;
    if (others > 0) console.log(`Not chosen: ${others} tests`);
  }
}

/** Undefined for a test that was left out by a filter of its name, not by itself. */
function reasonOf(test: TestCase): string | undefined {
  const result = test.result();
  if (result.state !== 'skipped' || result.note === undefined) return undefined;
  return `${test.module.relativeModuleId}: ${test.fullName} (${result.note})`;
}

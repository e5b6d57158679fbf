import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Ends a run with what a reader would miss: the number that random examples followed from, and what was skipped, and why. */
export class ClosingLines implements Reporter {
  readonly #seed: string;

  constructor(seed: string) {
    this.#seed = seed;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    console.log(`Random examples followed from TEST_SEED=${this.#seed}`);
    for (const module of modules) {
      for (const test of module.children.allTests('skipped')) console.log(`Skipped: ${nameOf(test)}`);
    }
  }
}

function nameOf(test: TestCase): string {
  const result = test.result();
  const reason = result.state === 'skipped' ? result.note : undefined;
  return `${test.module.relativeModuleId}: ${test.fullName} (${reason ?? 'not chosen'})`;
}
